/// A part of the screen that keys can be given to.
public enum Pane: Int, CaseIterable, Sendable {
  /// The latent space, the decoded image, the charts of losses, the model in numbers.
  case latent, image, losses, model

  /// Its name where panes are shown one at a time.
  var shortTitle: String {
    switch self {
    case .latent: "latent"
    case .image: "digit"
    case .losses: "losses"
    case .model: "model"
    }
  }

  /// The keys it has besides those that work everywhere. The image and the model have none of their own:
  /// theirs are the latent space's.
  var scope: CommandTable.Scope { self == .losses ? .losses : .latent }
}
