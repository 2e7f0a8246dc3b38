/// A full page of the explorer; the title line shows them as tabs.
public enum Screen: Int, CaseIterable, Sendable {
  /// The latent space with a cursor, the image under it, and the losses. Its number is its function key.
  case walk = 1
  /// Everything that is known of the training.
  case train = 2
  /// Images beside what the model makes of them.
  case images = 3
  /// The code under the cursor, a slider for each latent.
  case code = 4
  /// Two runs side by side.
  case compare = 5
  /// An image to draw, and what the model makes of it.
  case draw = 6
  /// The runs on this machine.
  case runs = 7

  /// Its name in the title line.
  var title: String {
    switch self {
    case .walk: "Walk"
    case .train: "Train"
    case .images: "Images"
    case .code: "Code"
    case .draw: "Draw"
    case .compare: "Compare"
    case .runs: "Runs"
    }
  }

  /// Its panes in the order in which they are given the keys.
  public var panes: [Pane] {
    switch self {
    case .walk: [.latent, .image, .strip, .losses, .model]
    case .train: [.losses, .vitals, .latents, .health]
    case .images: [.images]
    case .code: [.sliders, .image, .strip]
    case .draw: [.canvas, .latent, .reading, .strip]
    case .compare: [.latent, .image, .otherLatent, .otherImage, .difference, .compared]
    case .runs: [.runs]
    }
  }
}
