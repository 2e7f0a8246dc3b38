"""A model of latentwalk for PyTorch; model.safetensors beside this file has its weights.

    from model import load

    model = load()
    mean, log_variance = model.encode(images)
    images = model.decode(mean)

Images are [batch, 1, 28, 28], of pixels from 0 to 1; codes are
[batch, 20].
"""

import json
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn


def continuous_mean(logits):
    """The mean of the continuous Bernoulli; near zero by its series."""
    square = logits**2
    series = 1 / 12 - square * (1 / 720 - square * (1 / 30240 - square / 1209600))
    far = 0.5 + 0.5 / torch.tanh(logits / 2) - 1 / logits
    return torch.where(logits.abs() < 1, 0.5 + logits * series, far)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(OrderedDict([
            ("flat0", nn.Flatten()),
            ("0", nn.Linear(784, 400)),
            ("1", nn.ReLU()),
        ]))
        self.mean = nn.Linear(400, 20)
        self.log_variance = nn.Linear(400, 20)
        self.decoder = nn.Sequential(OrderedDict([
            ("0", nn.Linear(20, 400)),
            ("1", nn.ReLU()),
            ("2", nn.Linear(400, 784)),
        ]))

    def encode(self, image):
        """Mean and log-variance of each posterior."""
        features = self.encoder(image)
        return self.mean(features), self.log_variance(features)

    def decode(self, z):
        """The mean image of each code."""
        return continuous_mean(self.decoder(z).unflatten(1, (1, 28, 28)))

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
