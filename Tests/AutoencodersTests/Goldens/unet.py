"""A model of latentwalk for PyTorch; model.safetensors beside this file has its weights.

    from model import load

    model = load()
    codes = model.encode(images)
    images = model.decode(codes)

Images are [batch, 1, 28, 28], of pixels from 0 to 1; codes are
[batch, 32, 7, 7].
"""

import json
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn


class Skip(nn.Identity):
    """The start of a skip connection."""


class Join(nn.Module):
    """The end of a skip connection, which appends so many channels."""

    def __init__(self, channels):
        super().__init__()
        self.channels = channels


def run(modules, x, skips):
    skips = [] if skips is None else skips
    for module in modules:
        if isinstance(module, Join):
            zeros = x.new_zeros(len(x), module.channels, *x.shape[2:])
            x = torch.cat([x, skips.pop() if skips else zeros], 1)
        else:
            x = module(x)
        if isinstance(module, Skip):
            skips.append(x)
    return x


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(OrderedDict([
            ("0", nn.Conv2d(1, 32, kernel_size=3, padding=1)),
            ("1", nn.ReLU()),
            ("2", Skip()),
            ("3", nn.MaxPool2d(2)),
            ("4", nn.Conv2d(32, 32, kernel_size=3, padding=1)),
            ("5", nn.ReLU()),
            ("6", Skip()),
            ("7", nn.MaxPool2d(2)),
        ]))
        self.decoder = nn.Sequential(OrderedDict([
            ("0", nn.Conv2d(32, 32, kernel_size=3, padding=1)),
            ("1", nn.ReLU()),
            ("2", nn.Upsample(scale_factor=2)),
            ("3", Join(32)),
            ("4", nn.Conv2d(64, 32, kernel_size=3, padding=1)),
            ("5", nn.ReLU()),
            ("6", nn.Upsample(scale_factor=2)),
            ("7", Join(32)),
            ("8", nn.Conv2d(64, 1, kernel_size=3, padding=1)),
        ]))

    def encode(self, image, skips=None):
        """The code of each image."""
        return run(self.encoder, image, skips)

    def decode(self, z, skips=None):
        """The mean image of each code; without skips they carry zeros."""
        return torch.sigmoid(run(self.decoder, z, skips))

    def forward(self, image):
        skips = []
        code = self.encode(image, skips)
        return self.decode(code, skips)


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
