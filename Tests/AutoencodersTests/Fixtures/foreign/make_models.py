"""Models of other programs with what their owners compute: the fixtures of ForeignModelTests.

usage: make_models.py torch|keras|tensorflow FOLDER

torch needs torch, onnx, onnxscript, onnxruntime and safetensors; keras needs keras with TensorFlow and onnx;
tensorflow needs tensorflow, tf2onnx and onnxruntime. NAME.npz has the inputs of NAME.onnx under their names, and what
onnxruntime gives for them under "out.NAME"; that of NAME.pt has what the module itself gives.
"""
import logging, os, sys, warnings
import numpy as np

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
kind, folder = sys.argv[1], sys.argv[2]
random = np.random.default_rng(7)


def keep(name, inputs):
    """Writes the inputs, and what onnxruntime gives for them."""
    import onnxruntime
    session = onnxruntime.InferenceSession(f"{folder}/{name}.onnx", providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    outputs = dict(zip(["out." + name for name in names], session.run(None, inputs)))
    np.savez(f"{folder}/{name}.npz", **inputs, **outputs)
    print(name, os.path.getsize(f"{folder}/{name}.onnx"), {n: o.shape for n, o in outputs.items()})


def strip(path):
    """Takes out where on whose disk the model's code stood, which exporters write beside each operator."""
    import onnx
    model = onnx.load(path, load_external_data=False)
    for part in [model.graph, *model.graph.node, *model.graph.input, *model.graph.output, *model.graph.value_info,
                 *model.graph.initializer]:
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, path)


def torch_models():
    import torch
    from torch import nn

    torch.manual_seed(0)

    class Encoder(nn.Module):
        def __init__(self, vae):
            super().__init__()
            self.vae = vae

        def forward(self, x):
            return self.vae.encode(x)

    class Decoder(nn.Module):
        def __init__(self, vae):
            super().__init__()
            self.vae = vae

        def forward(self, z):
            return self.vae.decode(z)

    class DenseVAE(nn.Module):
        """The names of pytorch/examples, with images of 12x12."""

        def __init__(self, latents=2):
            super().__init__()
            self.fc1 = nn.Linear(144, 16)
            self.fc21, self.fc22 = nn.Linear(16, latents), nn.Linear(16, latents)
            self.fc3, self.fc4 = nn.Linear(latents, 16), nn.Linear(16, 144)

        def encode(self, x):
            h = torch.relu(self.fc1(x.view(-1, 144)))
            return self.fc21(h), self.fc22(h)

        def decode(self, z):
            return torch.sigmoid(self.fc4(torch.relu(self.fc3(z)))).view(-1, 1, 12, 12)

        def forward(self, x):
            mean, log_variance = self.encode(x)
            z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
            return self.decode(z), mean, log_variance

    class ConvolutionalVAE(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder = nn.Sequential(
                nn.Conv2d(1, 4, 3, 2, 1), nn.BatchNorm2d(4), nn.LeakyReLU(0.2),
                nn.Conv2d(4, 8, 3, 2, 1, groups=2), nn.ELU(), nn.Flatten(), nn.Linear(72, 6))
            self.decoder = nn.Sequential(
                nn.Linear(3, 72), nn.Unflatten(1, (8, 3, 3)), nn.ConvTranspose2d(8, 4, 3, 2, 1, 1),
                nn.BatchNorm2d(4), nn.ReLU(), nn.ConvTranspose2d(4, 1, 4, 2, 1), nn.Sigmoid())

        def encode(self, x):
            return self.encoder(x).chunk(2, 1)

        def decode(self, z):
            return self.decoder(z)

    class SoftplusHead(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden, self.mean, self.deviation = nn.Linear(144, 8), nn.Linear(8, 3), nn.Linear(8, 3)

        def forward(self, x):
            h = nn.functional.gelu(self.hidden(x.flatten(1)))
            return self.mean(h), torch.log(nn.functional.softplus(self.deviation(h)) ** 2)

    def resizing(mode):
        settings = {} if mode == "nearest" else {"align_corners": False}
        return nn.Sequential(
            nn.Linear(4, 36), nn.Unflatten(1, (4, 3, 3)), nn.Upsample(scale_factor=2, mode=mode, **settings),
            nn.Conv2d(4, 4, 3, padding=1), nn.SiLU(), nn.Upsample(scale_factor=2, mode=mode, **settings),
            nn.Conv2d(4, 1, 3, padding=1), nn.Sigmoid())

    dense, convolutional = DenseVAE(), ConvolutionalVAE()
    color = nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 4, 3, padding="same"),
        nn.AvgPool2d(2), nn.Flatten(), nn.Linear(256, 6))
    color_decoder = nn.Sequential(
        nn.Linear(6, 192), nn.Tanh(), nn.Unflatten(1, (3, 8, 8)), nn.PixelShuffle(1),
        nn.Upsample(scale_factor=4), nn.Conv2d(3, 3, 3, padding=1), nn.Sigmoid())
    wide = nn.Sequential(nn.Linear(64, 8), nn.GELU(), nn.Linear(8, 144), nn.Tanh())
    image, row = (3, 1, 12, 12), (3, 2)
    models = {
        "dense-encoder": (Encoder(dense), image), "dense-decoder": (Decoder(dense), row),
        "dense-whole": (dense, image), "conv-encoder": (Encoder(convolutional), image),
        "conv-decoder": (Decoder(convolutional), (3, 3)), "softplus-head": (SoftplusHead(), image),
        "resize-nearest": (resizing("nearest"), (2, 4)), "resize-linear": (resizing("bilinear"), (2, 4)),
        "wide-decoder": (wide, (2, 64)), "color-encoder": (color, (2, 3, 32, 32)),
        "color-decoder": (color_decoder, (2, 6)),
    }
    for name, (model, shape) in models.items():
        model.eval()
        for part in model.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.running_mean.normal_()
                part.running_var.uniform_(0.5, 2)
        x = torch.tensor(random.random(shape, dtype=np.float32))
        free = torch.export.Dim.DYNAMIC
        torch.onnx.export(
            model, (x,), f"{folder}/{name}-dynamo.onnx", dynamo=True, input_names=["x"],
            dynamic_shapes=({0: free},), external_data=name == "dense-encoder", verbose=False)
        torch.onnx.export(
            model, (x,), f"{folder}/{name}-legacy.onnx", dynamo=False, input_names=["x"],
            dynamic_axes={"x": {0: "n"}})
        for exporter in ["dynamo", "legacy"]:
            strip(f"{folder}/{name}-{exporter}.onnx")
        if name == "dense-whole":
            continue  # It draws at random: its halves are compared with those exported apart.
        for exporter in ["dynamo", "legacy"]:
            keep(f"{name}-{exporter}", {"x": x.numpy()})

    from safetensors.torch import save_file
    x = torch.tensor(random.random(image, dtype=np.float32))
    mean, log_variance = dense.encode(x)
    z = torch.tensor(random.standard_normal(row).astype(np.float32))
    torch.save(dense.state_dict(), f"{folder}/dense.pt")
    save_file({"module." + n: t for n, t in dense.state_dict().items()}, f"{folder}/dense.safetensors")
    np.savez(f"{folder}/dense.npz", **{n: t.detach().numpy() for n, t in {
        "x": x, "z": z, "mean": mean, "log_variance": log_variance, "image": dense.decode(z)}.items()})
    sequential = nn.Sequential(
        nn.Linear(144, 8), nn.Tanh(), nn.Linear(8, 3), nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 144),
        nn.Sigmoid())
    torch.save({"state_dict": sequential.state_dict(), "epoch": 3}, f"{folder}/sequential.pt")
    np.savez(f"{folder}/sequential.npz", x=x.numpy(), code=sequential[:3](x.flatten(1)).detach().numpy(),
        image=sequential(x.flatten(1)).detach().numpy())
    # One that asks for code.
    class Hostile:
        def __reduce__(self):
            return os.system, ("touch latentwalk-was-here",)
    torch.save({"fc1.weight": Hostile()}, f"{folder}/hostile.pt")


def keras_models():
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras
    from keras import layers
    keras.utils.set_random_seed(0)
    decoder = keras.Sequential([
        keras.Input((3,), name="z"), layers.Dense(72, activation="relu"), layers.Reshape((3, 3, 8)),
        layers.Conv2DTranspose(4, 3, strides=2, padding="same", activation="relu"), layers.BatchNormalization(),
        layers.UpSampling2D(2), layers.Conv2D(1, 3, padding="same", activation="sigmoid")])
    encoder = keras.Sequential([
        keras.Input((12, 12, 1), name="x"), layers.Conv2D(4, 3, strides=2, padding="same", activation="relu"),
        layers.MaxPooling2D(2), layers.Flatten(), layers.Dense(3)])
    for name, model, shape in [("keras-decoder", decoder, (2, 3)), ("keras-encoder", encoder, (2, 12, 12, 1))]:
        path = f"{folder}/{name}.onnx"
        model(np.zeros(shape, np.float32))
        model.export(path, format="onnx", verbose=False)
        import onnx
        strip(path)
        keep(name, {onnx.load(path).graph.input[0].name: random.random(shape, dtype=np.float32)})


def tensorflow_models():
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf, tf2onnx
    weights = [random.standard_normal(s).astype(np.float32) for s in [(2, 36), (3, 3, 4, 4), (3, 3, 1, 4)]]

    @tf.function
    def decode(z):
        h = tf.reshape(tf.nn.softplus(z @ weights[0]), [-1, 3, 3, 4])
        h = tf.nn.leaky_relu(tf.nn.conv2d(tf.image.resize(h, [6, 6], "nearest"), weights[1], 1, "SAME"))
        n = tf.shape(z)[0]
        return tf.sigmoid(tf.nn.conv2d_transpose(h, weights[2], tf.stack([n, 12, 12, 1]), 2, "SAME"))

    tf2onnx.convert.from_function(
        decode, [tf.TensorSpec((None, 2), tf.float32, name="z")], opset=18,
        output_path=f"{folder}/tensorflow-decoder.onnx")
    strip(f"{folder}/tensorflow-decoder.onnx")
    keep("tensorflow-decoder", {"z": random.standard_normal((2, 2)).astype(np.float32)})


{"torch": torch_models, "keras": keras_models, "tensorflow": tensorflow_models}[kind]()
