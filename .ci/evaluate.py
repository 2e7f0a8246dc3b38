#!/usr/bin/env python3
"""Evaluates a variational model.safetensors on MNIST's test set with numpy alone, from the file format, the
formulas and the generator's definition, to be held against `latentwalk eval --json`.

usage: evaluate.py MODEL MNIST-FOLDER SAMPLES SEED
"""
import gzip, json, struct, sys
import numpy as np

model_path, folder, samples, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])

with open(model_path, "rb") as file:
    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    data = file.read()
w = {
    name: np.frombuffer(data[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"]).astype(np.float64)
    for name, entry in header.items() if name != "__metadata__"
}
with gzip.open(f"{folder}/t10k-images-idx3-ubyte.gz") as file:
    x = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784) / 255.0


def philox(block, step, stream, key):
    """Philox4x32-10 (Salmon et al. 2011) for an array of block numbers."""
    mask = np.uint64(0xFFFFFFFF)
    c = [block.astype(np.uint64), np.full_like(block, step, np.uint64), np.zeros_like(block, np.uint64),
         np.full_like(block, stream, np.uint64)]
    k = [key & 0xFFFFFFFF, key >> 32]
    for _ in range(10):
        p0, p2 = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        c = [(p2 >> np.uint64(32)) ^ c[1] ^ np.uint64(k[0]), p2 & mask,
             (p0 >> np.uint64(32)) ^ c[3] ^ np.uint64(k[1]), p0 & mask]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return np.stack(c, 1)


def normals(count, step):
    """Element e is word e % 4 of block e / 4, pairs of words turned to normals by Box-Muller."""
    words = philox(np.arange((count + 3) // 4, dtype=np.uint64), step, 3, seed)
    u = (words >> np.uint64(8)).astype(np.float64) / 2**24
    radius = np.sqrt(-2 * np.log(u[:, ::2] + 2.0**-24))
    pairs = np.stack([radius * np.cos(2 * np.pi * u[:, 1::2]), radius * np.sin(2 * np.pi * u[:, 1::2])], 2)
    return pairs.reshape(-1)[:count]


def layers(prefix, h, activate_last):
    names = sorted((n for n in w if n.startswith(prefix) and n.endswith(".weight")), key=lambda n: int(n.split(".")[1]))
    for index, name in enumerate(names):
        h = h @ w[name].T + w[name.replace("weight", "bias")]
        if activate_last or index < len(names) - 1:
            h = np.maximum(h, 0)
    return h


features = layers("encoder.", x, True)
mean = features @ w["mean.weight"].T + w["mean.bias"]
log_variance = features @ w["log_variance.weight"].T + w["log_variance.bias"]
kl = 0.5 * (mean**2 + np.exp(log_variance) - log_variance - 1)
reconstruction = 0.0
for k in range(samples):
    noise = normals(mean.size, k).reshape(mean.shape)
    logits = layers("decoder.", mean + np.exp(log_variance / 2) * noise, False)
    nats = np.maximum(logits, 0) - logits * x + np.log1p(np.exp(-np.abs(logits)))
    reconstruction += nats.sum(1).mean() / samples
print(json.dumps({
    "reconstruction": reconstruction, "kl": kl.sum(1).mean(), "negative_elbo": reconstruction + kl.sum(1).mean(),
    "kl_per_dimension": list(kl.mean(0)), "second_moment": list((mean**2 + np.exp(log_variance)).mean(0)),
}))
