"""A model of latentwalk for PyTorch; model.safetensors beside this file has its weights.

    from model import load

    model = load()
    mean, log_variance = model.encode(images)
    images = model.decode(mean)

Images are [batch, 1, 28, 28], of pixels from 0 to 1; codes are
[batch, 2].
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
            ("pad0", nn.ZeroPad2d((0, 1, 0, 1))),
            ("0", nn.Conv2d(1, 32, kernel_size=3, stride=2)),
            ("1", nn.ReLU()),
            ("pad2", nn.ZeroPad2d((0, 1, 0, 1))),
            ("2", nn.Conv2d(32, 64, kernel_size=3, stride=2)),
            ("3", nn.ReLU()),
            ("4", nn.Flatten()),
            ("5", nn.Linear(3136, 16)),
            ("6", nn.ReLU()),
        ]))
        self.mean = nn.Linear(16, 2)
        self.log_variance = nn.Linear(16, 2)
        self.decoder = nn.Sequential(OrderedDict([
            ("0", nn.Linear(2, 3136)),
            ("1", nn.ReLU()),
            ("2", nn.Unflatten(1, (64, 7, 7))),
            ("3", nn.ConvTranspose2d(64, 64, kernel_size=3, stride=2)),
            ("crop3", nn.ZeroPad2d((0, -1, 0, -1))),
            ("4", nn.ReLU()),
            ("5", nn.ConvTranspose2d(64, 32, kernel_size=3, stride=2)),
            ("crop5", nn.ZeroPad2d((0, -1, 0, -1))),
            ("6", nn.ReLU()),
            ("7", nn.Conv2d(32, 1, kernel_size=3, padding=1)),
        ]))

    def encode(self, image):
        """Mean and log-variance of each posterior."""
        features = self.encoder(image)
        return self.mean(features), self.log_variance(features)

    def decode(self, z):
        """The mean image of each code."""
        return torch.sigmoid(self.decoder(z))

    def forward(self, image):
        code = self.encode(image)[0]
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
