/// Latents that tell next to nothing of an image.
public struct LatentCollapse: Equatable, Sendable {
  /// A latent whose KL is less, in nats, has collapsed.
  public static let leastKL = 0.01

  /// The places of those that collapsed.
  public let collapsed: [Int]
  /// How many there are in all.
  public let count: Int

  /// Judges by the KL of each latent, in nats.
  public init(kl: [Double]) {
    collapsed = kl.indices.filter { kl[$0] < Self.leastKL }
    count = kl.count
  }
}
