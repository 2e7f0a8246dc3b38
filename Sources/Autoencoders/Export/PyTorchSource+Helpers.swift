// What model.py holds besides the model: the same for every model that needs it.

extension PyTorchSource {
  static let tiedHelper = """


    class Tied(nn.Module):
        \"""A dense layer with the transposed weights of another.\"""

        def __init__(self, other):
            super().__init__()
            self.other = [other]  # in a list, so that its weights are not counted twice
            self.bias = nn.Parameter(torch.zeros(other.in_features))

        def forward(self, x):
            return nn.functional.linear(x, self.other[0].weight.T, self.bias)

    """

  static let skipHelpers = """


    class Skip(nn.Identity):
        \"""The start of a skip connection.\"""


    class Join(nn.Module):
        \"""The end of a skip connection, which appends so many channels.\"""

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

    """

  static let continuousHelper = """


    def continuous_mean(logits):
        \"""The mean of the continuous Bernoulli; near zero by its series.\"""
        square = logits**2
        series = 1 / 12 - square * (1 / 720 - square * (1 / 30240 - square / 1209600))
        far = 0.5 + 0.5 / torch.tanh(logits / 2) - 1 / logits
        return torch.where(logits.abs() < 1, 0.5 + logits * series, far)

    """

  static let tail = """


    try:
        from safetensors.torch import load_file
    except ImportError:

        def load_file(path):
            \"""The tensors of a safetensors file of 32-bit floats.\"""
            data = Path(path).read_bytes()
            start = 8 + int.from_bytes(data[:8], "little")
            tensors = {}
            for name, entry in json.loads(data[8:start]).items():
                if name != "__metadata__":
                    first, end = entry["data_offsets"]
                    values = bytearray(data[start + first : start + end])
                    tensors[name] = torch.frombuffer(values, dtype=torch.float32).reshape(entry["shape"])
            return tensors


    def load(path=Path(__file__).with_name("\(weightsName)")):
        \"""The model with its weights.\"""
        model = Model()
        model.load_state_dict(load_file(path))
        return model.eval()

    """
}
