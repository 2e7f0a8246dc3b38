#!/usr/bin/env python3
"""Writes the files that latentwalk-fuzz starts from, a folder for each of its readers. Needs numpy.

usage: python3 Tests/FuzzCorpus/make_corpus.py        writes beside this script; the same bytes every time
"""
import gzip, io, json, os, sqlite3, struct, zipfile, zlib
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
draw = np.random.default_rng(1)

def place(reader, name, data):
    os.makedirs(f"{here}/{reader}", exist_ok=True)
    with open(f"{here}/{reader}/{name}", "wb") as file:
        file.write(data)

def idx(array):
    return struct.pack(">HBB", 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()

def npy(array, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version)
    return file.getvalue()

def zipped(members, method, streamed=False):
    class Pipe(io.BytesIO):
        def seekable(self): return False
        def tell(self): raise OSError
    file = Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = method
            with archive.open(entry, "w", force_zip64=True) as member:
                member.write(data)
    return file.getvalue()

images = (draw.random((2, 28, 28)) < 0.1).astype("u1") * 200
labels = np.array([3, 7], "u1")

place("idx", "images", idx(images))
place("idx", "labels", idx(labels))
place("idx", "labels.gz", gzip.compress(idx(labels), mtime=0))
place("gzip", "images.gz", gzip.compress(idx(images), mtime=0))
place("gzip", "two-members.gz", gzip.compress(b"one", mtime=0) + gzip.compress(b"two" * 50, mtime=0))
place("gzip", "zeros.gz", gzip.compress(bytes(60000), mtime=0))

for kind in "?bBhHiIqQefd":
    place("npy", f"labels-{ord(kind)}.npy", npy(labels.astype(kind)))
place("npy", "images.npy", npy(images))
place("npy", "images-by-column.npy", npy(np.asfortranarray(images[:, :, :, None])))
place("npy", "images-big-endian.npy", npy((images / 255).astype(">f4")[:1]))
place("npy", "one-hot.npy", npy(np.eye(10, dtype="f8")[:3]))
place("npy", "version-2.npy", npy(labels, (2, 0)))
place("npy", "version-3.npy", npy(labels, (3, 0)))

arrays = {"x_train.npy": npy(images), "y_train.npy": npy(labels), "x_test.npy": npy(images[:1]), "y_test.npy": npy(labels[:1])}
for reader in ("zip", "npz"):
    place(reader, "stored.npz", zipped(arrays, zipfile.ZIP_STORED))
    place(reader, "deflated.npz", zipped(arrays, zipfile.ZIP_DEFLATED))
    place(reader, "streamed.npz", zipped(arrays, zipfile.ZIP_DEFLATED, streamed=True))
place("npz", "no-labels.npz", zipped({"x_train.npy": npy(images)}, zipfile.ZIP_DEFLATED))

tiny = images[:, 10:18, 10:18].reshape(2, -1)
header = ",".join(["label"] + [f"pixel{i}" for i in range(64)])
def rows(separator, end, values): return "".join(separator.join(map(str, row)) + end for row in values)
place("csv", "label-first.csv", rows(",", "\n", [[3, *tiny[0]], [7, *tiny[1]]]).encode())
place("csv", "header.csv", (header + "\r\n" + rows(",", "\r\n", [[3, *tiny[0]], [7, *tiny[1]]])).encode())
place("csv", "words.csv", rows(";", "\n", [["cat", *tiny[0] / 255], ["dog", *tiny[1] / 255]]).encode())
place("csv", "unlabeled.csv", rows("\t", "\n", np.concatenate([tiny, tiny[:, ::-1]])).encode())

def png(pixels, kind, depth=8, extra=(), interlaced=False):
    """A PNG file of an array of samples, height x width x samples; of depth 16 where that says so."""
    def chunk(name, data): return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    samples = pixels.astype(">u2" if depth == 16 else "u1")
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    parts = [samples[y::dy, x::dx] for x, y, dx, dy in (passes if interlaced else [(0, 0, 1, 1)])]
    data = b"".join(b"\0" + row.tobytes() for part in parts if part.size for row in part)
    size = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], depth, kind, 0, 0, interlaced)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + b"".join(chunk(*part) for part in extra)
        + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))
steps = np.arange(64).reshape(8, 8, 1) * 4
place("png", "gray.png", png(steps, 0))
place("png", "interlaced.png", png(steps, 0, interlaced=True))
place("png", "palette.png", png(steps // 4 % 3, 3, extra=[(b"PLTE", bytes([255, 0, 0, 0, 255, 0, 9, 9, 9])), (b"tRNS", b"\x80")]))
place("png", "alpha-16.png", png(np.concatenate([steps * 257, 65535 - steps * 257], 2), 4, 16))
place("png", "color.png", png(np.concatenate([steps, steps // 2, 255 - steps], 2), 2))

def jpeg(components):
    """A baseline JPEG file of blocks of 8x8 pixels of one value each, side by side: a row of values for each component.
    Every quantizer is 8, so that the first coefficient of a block is its value less 128; all others are zero."""
    def segment(marker, data): return bytes([0xff, marker]) + struct.pack(">H", len(data) + 2) + data
    count, blocks = len(components), len(components[0])
    bits, last = "", [0] * count
    for block in range(blocks):
        for index, values in enumerate(components):
            step = values[block] - 128 - last[index]
            last[index] += step
            size = abs(step).bit_length()
            bits += f"{size:04b}" + (f"{step if step > 0 else step + (1 << size) - 1:0{size}b}" if size else "") + "0"
    bits += "1" * (-len(bits) % 8)
    scan = bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)).replace(b"\xff", b"\xff\0")
    frame = struct.pack(">BHHB", 8, 8, 8 * blocks, count) + b"".join(bytes([i + 1, 0x11, 0]) for i in range(count))
    return (b"\xff\xd8" + segment(0xdb, b"\0" + b"\x08" * 64) + segment(0xc0, frame)
        # Nine sizes of differences in four bits each; one bit says that the rest of a block is zero.
        + segment(0xc4, b"\0" + bytes([0, 0, 0, 9] + [0] * 12) + bytes(range(9)))
        + segment(0xc4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
        + segment(0xda, bytes([count]) + b"".join(bytes([i + 1, 0]) for i in range(count)) + b"\0\x3f\0")
        + scan + b"\xff\xd9")
place("jpeg", "gray.jpg", jpeg([[40, 200]]))
place("jpeg", "color.jpg", jpeg([[100], [90], [160]]))

def safetensors(tensors, metadata, element="F32"):
    header, data = {"__metadata__": metadata}, b""
    for name, array in tensors.items():
        kind = "U8" if array.dtype == "u1" else element
        array = array.astype({"F32": "<f4", "F16": "<f2", "U8": "u1"}[kind])
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data

def dense(units, activation): return {"type": "dense", "units": units, "activation": activation}
model = {"version": 2, "image_height": 4, "image_width": 4, "encoder": [dense(3, "relu")],
    "latent": {"type": "gaussian", "dimensions": 2}, "decoder": [dense(3, "relu"), dense(16, "identity")],
    "likelihood": {"type": "bernoulli"}}
plain = {**model, "latent": {"type": "deterministic"}, "encoder": [dense(2, "sigmoid")], "decoder": [dense(16, "identity")]}
convolutional = {"version": 2, "image_height": 4, "image_width": 4, "latent": {"type": "deterministic"},
    "encoder": [{"type": "convolution", "channels": 2, "kernel": 3, "stride": 1, "padding": "same", "activation": "relu"},
        {"type": "max_pooling", "factor": 2}],
    "decoder": [{"type": "upsampling", "factor": 2},
        {"type": "convolution", "channels": 1, "kernel": 3, "stride": 1, "padding": "same", "activation": "identity"}],
    "likelihood": {"type": "gaussian", "standard_deviation": 0.5}, "corruption": {"type": "masking", "share": 0.3}}
flow = {**model, "latent": {"type": "autoregressive_flow", "dimensions": 2, "steps": 2, "hidden_units": 4}}
thinned = {**plain, "encoder": [{"type": "thinned", "units": 2, "activation": "relu", "deleted_share": 0.5}]}
old = {"imageHeight": 4, "imageWidth": 4, "encoder": [{"dense": {"_0": 2, "_1": "relu"}}], "latent": {"deterministic": {}},
    "decoder": [{"dense": {"_0": 16, "_1": "identity"}}], "likelihood": {"bernoulli": {}}}
for name, value in (("gaussian", model), ("plain", plain), ("convolutional", convolutional), ("flow", flow),
                    ("thinned", thinned), ("version-1", old)):
    place("model-json", f"{name}.json", json.dumps(value).encode())

training = {"epochs": 3, "batch_size": 2, "seed": 1, "initialization": "glorot_uniform",
    "optimizer": {"type": "adam", "learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7,
        "epsilon_placement": "keras", "weight_decay": 0},
    "schedule": {"type": "warm_up", "epochs": 2, "next": {"type": "step", "epochs": 1, "factor": 0.5}},
    "gradient_unit": "image", "latent_standardization": 0,
    "objective": {"kl_weight": 1, "kl_schedule": {"type": "cyclic", "epochs": 2}, "bound": {"type": "elbo"},
        "kl_constraint": {"type": "capacity", "nats": 2, "epochs": 3}}}
def unversioned(model): return {key: value for key, value in model.items() if key != "version"}
run = {"version": 2, "preset": "vae", "model": unversioned(model), "training": training, "kernels": "portable",
    "dataset": {"name": "digits", "source": "digits", "train_images": 10, "test_images": 2, "fingerprint": 5}}
pretrained = {**run, "model": unversioned(plain), "training": {**training, "validation_images": 2,
    "early_stopping": {"type": "patience", "epochs": 2, "least_improvement": 0.1},
    "pretraining": {"epochs_per_layer": 1, "learning_rate": 0.1, "linear_learning_rate": 0.01, "momentum": 0.9,
        "initial_momentum": 0.5, "initial_epochs": 1,
        "rule": {"type": "contrastive_divergence", "steps": 1, "persistent": True, "weight_decay": 0}},
    "objective": {"kl_weight": 0, "kl_schedule": {"type": "constant"}, "bound": {"type": "elbo"},
        "penalty": {"type": "l1", "weight": 0.1}}}}
place("run-json", "vae.json", json.dumps(run).encode())
place("run-json", "pretrained.json", json.dumps(pretrained).encode())
whole = {"version": 2, "name": "whole", "summary": "a", "source": "b", "notes": ["c"], "model": run["model"],
         "training": run["training"]}
short = {"name": "short", "model": {key: run["model"][key] for key in
         ("image_height", "image_width", "encoder", "latent", "decoder")}}
place("preset-json", "whole.json", json.dumps(whole).encode())
place("preset-json", "short.json", json.dumps(short).encode())

def parameters(shapes): return {name: draw.normal(0, 0.1, shape) for name, shape in shapes.items()}
shapes = {"encoder.0.weight": (3, 16), "encoder.0.bias": (3,), "mean.weight": (2, 3), "mean.bias": (2,),
    "log_variance.weight": (2, 3), "log_variance.bias": (2,), "decoder.0.weight": (3, 2), "decoder.0.bias": (3,),
    "decoder.2.weight": (16, 3), "decoder.2.bias": (16,)}
metadata = {"format": "pt", "latentwalk.model": json.dumps(model), "latentwalk.step": "3"}
place("safetensors", "model.safetensors", safetensors(parameters(shapes), metadata))
card = {**{key: value for key, value in run.items() if key != "model"}, "program": "latentwalk 0", "epochs": 2.5,
    "precision": "half", "test": {"images": 2, "samples": 16, "reconstruction": 9.5, "kl": 1.5, "kl_weight": 1,
        "squared_error": 3.5}}
place("safetensors", "card.safetensors", safetensors({name: np.full(shape, 0.1) for name, shape in shapes.items()},
    {**metadata, "latentwalk.card": json.dumps(card)}, "F16"))
place("safetensors", "types.safetensors", safetensors({"empty": np.zeros((0, 4)), "one": np.ones(())}, {"k": "v"}))

# Every parameter begins on a multiple of 16 floats, but for those that are stacked; the state is as long as them all.
def stacked_length():
    length = 0
    for name, shape in shapes.items():
        if not name.startswith("log_variance"): length = (length + 15) // 16 * 16
        length += int(np.prod(shape))
    return length
position = {"version": 2, "epoch": 1, "batch": 1, "step": 4, "seconds": 0.5, "best": {"epoch": 1, "loss": 9.5},
    "average": {"reconstruction": 20.5, "kl": 1.5, "kl_weight": 1, "adjustment": 0, "images": 2}}
state = {f"optimizer.{name}": np.full(stacked_length(), 0.01) for name in ("mean", "mean_square")}
place("checkpoint", "vae.safetensors",
    safetensors({**parameters(shapes), **state}, {**metadata, "latentwalk.position": json.dumps(position)}))

def line(step, split, **more):
    part = {"reconstruction": 200.0 / step, "kl": 1.5, "negative_elbo": 201.5, "total": 201.5}
    train = {"steps": 2, "least": part, "greatest": part} if split == "train" else {"kl_per_dimension": [1, 0.5]}
    return json.dumps({"step": step, "epoch": step / 5, "split": split, "reconstruction": 200.0 / step, "kl": 1.5,
        "kl_weight": 1, "total": 201.5, "seconds": step * 0.1, **train, **more})
log = [line(step, "train") for step in range(1, 11)]
log.insert(5, line(5, "test", images_per_second=900)); log.append(line(10, "test"))
place("metrics", "run.jsonl", "\n".join(log).encode() + b"\n")
place("metrics", "version-1.jsonl", b'{"epoch":0.2,"greatest":{"adjustment":0,"kl":0,"klWeight":0,"reconstruction":543.4},"kl":0,'
    b'"kl_weight":0,"least":{"adjustment":0,"kl":0,"klWeight":0,"reconstruction":543.4},"reconstruction":543.4,'
    b'"seconds":0.05,"split":"train","step":1,"total":543.4}\n')
place("bookmarks", "two.json", b'{"a":[0.5,-1],"b":[3e38,1e-40]}\n')
place("preferences", "config.json", b'{"shading":"blocks","background":"light"}\n')

def codes(version, stream, bits=3, images=5, columns=2):
    ends = np.array([[-1, 1], [0, 4]], "<f4").tobytes()
    head = version + struct.pack("<IIIB", 0xdeadbeef, images, columns, bits) + ends + struct.pack("<I", len(stream)) + stream
    return head + struct.pack("<I", zlib.crc32(head))
place("codes", "zlib.lwz", codes(b"LWZ1", zlib.compress(bytes(i % 8 for i in range(10)))))

def range_coded(symbols, bits, rows):
    """What SymbolCoder.swift and RangeCoder.swift document."""
    low, size, out = 0, 0xffffffff, bytearray()
    for index, symbol in enumerate(symbols):
        if index % rows == 0: counts = [[0, 0] for _ in range(1 << bits)]
        node = 1
        for place in reversed(range(bits)):
            bit, (zeros, ones) = symbol >> place & 1, counts[node]
            part = size * (2 * zeros + 1) // (2 * (zeros + ones) + 2)
            counts[node][bit] += 1
            if bit: low, size = low + part, size - part
            else: size = part
            if low >> 32:
                low &= 0xffffffff
                carry = len(out) - 1
                while out[carry] == 255: out[carry] = 0; carry -= 1
                out[carry] += 1
            while size < 1 << 24: out.append(low >> 24); low, size = low << 8 & 0xffffffff, size << 8
            node = node << 1 | bit
    return bytes(out) + struct.pack(">I", low)
place("codes", "range-coded.lwz", codes(b"LWZ2", range_coded([i * i % 8 for i in range(10)], 3, 5)))
place("keys", "typed", b"hjkl\x1b[A\x1b[1;5C\x1bOP\x1b[15~q\xc3\xa9\x1b[200~text\x1b[201~")
place("keys", "replies", b"\x1b]11;rgb:ffff/0000/1234\x07\x1b[?62;c\x1b[M !!\x1b[<0;3;4M\x1bPdata\x1b\\")

foreign = f"{here}/../AutoencodersTests/Fixtures/foreign"
for name in ["dense-decoder-legacy", "dense-whole-legacy", "conv-decoder-dynamo", "resize-linear-legacy", "keras-decoder", "tensorflow-decoder"]:
    place("onnx", f"{name}.onnx", open(f"{foreign}/{name}.onnx", "rb").read())
for name in ["dense", "sequential", "hostile"]:
    file = open(f"{foreign}/{name}.pt", "rb").read()
    place("pytorch", f"{name}.pt", file)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        place("pickle", f"{name}.pkl", archive.read(next(n for n in archive.namelist() if n.endswith("data.pkl"))))

logs = f"{here}/../TrainingLogsTests/Fixtures"
def fixture(name, path): place(f"log-{name}", os.path.basename(path), open(f"{logs}/{path}", "rb").read())
place("log-latentwalk", "run.jsonl", "\n".join(log).encode() + b"\n")
event_files = [f"{folder}/{name}" for folder in ("torch/runs/one", "tensors") for name in sorted(os.listdir(f"{logs}/{folder}")) if "tfevents" in name]
for number, path in enumerate(event_files): place("log-tfevents", f"{number}", open(f"{logs}/{path}", "rb").read())
for name, path in (("trackio", "trackio/fixtures.db"), ("transformers", "transformers/out/checkpoint-20/trainer_state.json"), ("csv", "csv/table.csv"),
                   ("csv", "lightning/logs/version_0/metrics.csv"), ("jsonl", "jsonl/log.jsonl")): fixture(name, path)
# The three tables that are read: the whole store is longer than inputs are.
store = sqlite3.connect(":memory:", isolation_level=None)
store.execute("PRAGMA page_size = 512")
with sqlite3.connect(f"file:{logs}/mlflow/mlflow.db?immutable=1", uri=True) as whole:
    for table in ("metrics", "runs", "params"):
        store.execute(whole.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone()[0])
        for row in whole.execute(f"SELECT * FROM {table}"):
            store.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
place("log-mlflow", "mlflow.db", store.serialize())
# The run's record, of which the configuration fills more than a block, is left out.
wandb_log = open(f"{logs}/wandb/run-fixture.wandb", "rb").read()
place("log-wandb", "run.wandb", wandb_log[:7] + wandb_log[65536:])

epoch = {"latentwalk.epoch": "2", "latentwalk.precision": "exact", "latentwalk.history": "64"}
codes = {"history.codes": draw.normal(0, 1, (2, 2))}
place("history", "exact.safetensors", safetensors({**parameters(shapes), **codes}, {**metadata, **epoch}))
# Rows of so many columns are rounded to levels between two ends.
wide = {**model, "decoder": [dense(40, "relu"), dense(16, "identity")]}
decoder = {"decoder.0.weight": (40, 2), "decoder.0.bias": (40,), "decoder.2.weight.range": (16, 2), "decoder.2.bias": (16,)}
place("history", "decoder.safetensors", safetensors(
    {"decoder.2.weight": draw.integers(0, 256, (16, 40)).astype("u1"), **parameters(decoder), **codes},
    {**metadata, **epoch, "latentwalk.model": json.dumps(wide), "latentwalk.precision": "rounded"}))
