/// What the charts of losses show.
public enum LossesShape: CaseIterable, Sendable {
  /// Each part by itself.
  case parts
  /// The objective's terms on top of each other.
  case stack
  /// The KL term of each latent.
  case latents

  /// The next one of those that there is something for.
  func next(hasLatents: Bool) -> LossesShape {
    switch self {
    case .parts: .stack
    case .stack: hasLatents ? .latents : .parts
    case .latents: .parts
    }
  }
}
