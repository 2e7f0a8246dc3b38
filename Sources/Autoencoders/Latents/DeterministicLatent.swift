/// The features themselves as codes, without noise, posterior or prior.
struct DeterministicLatent: LatentLayer {
  private let zeros: Matrix

  init(capacity: Int) { zeros = Matrix.column(capacity) }

  func forward(
    _ features: Matrix, noise: NoiseSource, constraint: KLConstraint?, _ pass: Pass
  ) -> LatentSample {
    LatentSample(codes: features, kl: zeros.prefix(features.rows), klTerm: 0)
  }

  func backward(
    _ codeGradient: Matrix, features: Matrix, klScale: Float, into featureGradient: Matrix?,
    _ pass: Pass
  ) {
    if let featureGradient { pass.engine.copy(codeGradient, into: featureGradient) }
  }

  func posterior(_ features: Matrix, _ pass: Pass) -> Matrix { features }
}

extension DeterministicLatent {
  /// A code as wide as the encoder's output.
  struct Specification: LatentSpecification {
    var dimensions: Int? { nil }

    var summary: String { "deterministic code, no prior" }

    func makeLayer(
      featureCount: Int, capacity: Int, codesPerImage: Int, in layout: inout ParameterLayout
    ) -> any LatentLayer {
      DeterministicLatent(capacity: capacity)
    }
  }
}
