"""A model of latentwalk for PyTorch; model.safetensors beside this file has its weights.

    from model import load

    model = load()
    codes = model.encode(images)
    images = model.decode(codes)

Images are [batch, 1, 28, 28], of pixels from 0 to 1; codes are
[batch, 1000].
"""

import json
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn


class Tied(nn.Module):
    """A dense layer with the transposed weights of another."""

    def __init__(self, other):
        super().__init__()
        self.other = [other]  # in a list, so that its weights are not counted twice
        self.bias = nn.Parameter(torch.zeros(other.in_features))

    def forward(self, x):
        return nn.functional.linear(x, self.other[0].weight.T, self.bias)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(OrderedDict([
            ("flat0", nn.Flatten()),
            ("0", nn.Linear(784, 1000)),
            ("1", nn.Sigmoid()),
        ]))
        self.decoder = nn.Sequential(OrderedDict([
            ("0", Tied(self.encoder.get_submodule("0"))),
        ]))

    def encode(self, image):
        """The code of each image."""
        return self.encoder(image)

    def decode(self, z):
        """The mean image of each code."""
        return torch.sigmoid(self.decoder(z).unflatten(1, (1, 28, 28)))

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
