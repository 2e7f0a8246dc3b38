/// A part of a screen that keys can be given to.
public enum Pane: CaseIterable, Sendable {
  /// The scatter of codes, the image under the cursor, the way from mark to mark.
  case latent, image, strip
  /// The charts of losses, the model in numbers.
  case losses, model
  /// How training stands, how much each latent is used, whether all is well.
  case vitals, latents, health
  /// Of a run beside another, the scatter and the image; the images' difference, and the losses of both.
  case otherLatent, otherImage, difference, compared
  /// Images beside what the model makes of them, the code's values, the runs.
  case images, sliders, runs
  /// The image that is drawn, its code in numbers.
  case canvas, reading

  /// Its name where panes are shown one at a time.
  func shortTitle(on screen: Screen) -> String {
    switch self {
    case .latent: "latent"
    case .image: "image"
    case .strip: screen == .draw ? "images" : screen == .code ? "along" : "walk"
    case .losses: "losses"
    case .model: "model"
    case .vitals: "training"
    case .latents: "KL"
    case .health: "health"
    case .otherLatent: "latent B"
    case .otherImage: "image B"
    case .difference: "A-B"
    case .compared: "losses"
    case .images: "images"
    case .sliders: "code"
    case .runs: "runs"
    case .canvas: "drawing"
    case .reading: "code"
    }
  }

  /// The keys it has besides those that work everywhere, those of the first scope first. The image and the
  /// model have none of their own: theirs are those of the code that is shown.
  func scopes(on screen: Screen) -> [CommandTable.Scope] {
    switch self {
    case .losses, .vitals, .latents, .health: [.losses]
    case .images: [.images]
    case .runs: [.runs]
    case .sliders: [.code, .latent]
    case .canvas, .reading: [.draw]
    case _ where screen == .compare: [.compare, .latent]
    case .image, .strip:
      switch screen {
      case .code: [.code, .latent]
      case .draw: [.draw]
      case .walk, .train, .images, .compare, .runs: [.latent]
      }
    case .latent, .model, .otherLatent, .otherImage, .difference, .compared: [.latent]
    }
  }

  /// The keys that it shares with other panes: on paper, Space is the pen's.
  func sharedScopes(on screen: Screen) -> [CommandTable.Scope] {
    scopes(on: screen).contains(.draw) ? [.everywhere] : [.training, .everywhere]
  }

  /// It is of the run beside the one that is shown.
  var isOther: Bool { self == .otherLatent || self == .otherImage }
}
