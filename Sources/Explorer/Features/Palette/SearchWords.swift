/// Words of other programs by which a command is found, beside its own.
enum SearchWords {
  /// By the command's name.
  static let all: [String: String] = [
    "compare.with": "side by side difference", "config": "settings options preferences",
    "config.key": "keymap key binding shortcut remap", "epoch.play": "animation scrub history",
    "epoch.back": "scrub history", "epoch.forward": "scrub history",
    "export.class": "save codes npy npz csv", "export.region": "save codes npy npz csv rectangle",
    "draw.pen": "paint sketch", "latent.goto": "jump move", "match.begin": "guess quiz",
    "record": "animation gif video film screencast save", "runs.resume": "continue",
    "screen.train": "overfitting overfit plateau divergence loss curves health",
    "snapshot": "screenshot save image svg", "train.rate": "lr step size",
    "walk.path": "interpolate interpolation slerp", "walk.play": "interpolate interpolation morph",
  ]
}
