"""A model of latentwalk for PyTorch; model.safetensors beside this file has its weights.

    from model import load

    model = load()
    codes = model.encode(images)
    images = model.decode(codes)

Images are [batch, 1, 28, 28], of pixels from 0 to 1; codes are
[batch, 8, 4, 4].
"""

import json
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(OrderedDict([
            ("0", nn.Conv2d(1, 16, kernel_size=3, padding=1)),
            ("1", nn.ReLU()),
            ("2", nn.MaxPool2d(2)),
            ("3", nn.Conv2d(16, 8, kernel_size=3, padding=1)),
            ("4", nn.ReLU()),
            ("5", nn.MaxPool2d(2)),
            ("6", nn.Conv2d(8, 8, kernel_size=3, padding=1)),
            ("7", nn.ReLU()),
            ("8", nn.MaxPool2d(2, ceil_mode=True)),
        ]))
        self.decoder = nn.Sequential(OrderedDict([
            ("0", nn.Conv2d(8, 8, kernel_size=3, padding=1)),
            ("1", nn.ReLU()),
            ("2", nn.Upsample(scale_factor=2)),
            ("3", nn.Conv2d(8, 8, kernel_size=3, padding=1)),
            ("4", nn.ReLU()),
            ("5", nn.Upsample(scale_factor=2)),
            ("6", nn.Conv2d(8, 16, kernel_size=3)),
            ("7", nn.ReLU()),
            ("8", nn.Upsample(scale_factor=2)),
            ("9", nn.Conv2d(16, 1, kernel_size=3, padding=1)),
        ]))

    def encode(self, image):
        """The code of each image."""
        return self.encoder(image)

    def decode(self, z):
        """The mean image of each code."""
        return torch.sigmoid(self.decoder(z))

    def forward(self, image):
        code = self.encode(image)
        return self.decode(code)


try:
    from safetensors.torch import load_file
except ImportError:

    def load_file(path):
        """The tensors of a safetensors file of 32-bit floats."""
        data = Path(path).read_bytes()
        start = 8 + int.from_bytes(data[:8], "little")
        tensors = {}
        for name, entry in json.loads(data[8:start]).items():
            if name != "__metadata__":
                first, end = entry["data_offsets"]
                values = bytearray(data[start + first : start + end])
                tensors[name] = torch.frombuffer(values, dtype=torch.float32).reshape(entry["shape"])
        return tensors


def load(path=Path(__file__).with_name("model.safetensors")):
    """The model with its weights."""
    model = Model()
    model.load_state_dict(load_file(path))
    return model.eval()
