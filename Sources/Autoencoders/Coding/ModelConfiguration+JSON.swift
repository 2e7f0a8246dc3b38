extension ModelConfiguration: JSONRecord {
  package static let blank = ModelConfiguration(encoder: [], latent: .deterministic, decoder: [])
  package static let fields: [JSONField<ModelConfiguration>] = [
    JSONField("image_height", \.imageHeight, .positive),
    JSONField("image_width", \.imageWidth, .positive),
    JSONField("image_channels", \.imageChannels, usually: 1, Possible { $0 == 1 || $0 == 3 }),
    JSONField("encoder", \.encoder, isRequired: true),
    JSONField("latent", \.latent, isRequired: true),
    JSONField("decoder", \.decoder, isRequired: true),
    JSONField("likelihood", \.likelihood),
    JSONField("corruption", \.corruption),
    JSONField("binarization", \.binarization),
    JSONField("ties_weights", \.tiesWeights),
  ]
}

extension Latent: JSONKinds {
  package static let kinds: [JSONKind<Latent>] = [
    JSONKind("deterministic", .deterministic),
    JSONKind(
      "gaussian", JSONPart<Int>("dimensions", .positive), make: { .gaussian(dimensions: $0) },
      take: { if case .gaussian(let dimensions) = $0 { dimensions } else { nil } }),
    JSONKind(
      "log_deviation", JSONPart<Int>("dimensions", .positive),
      JSONPart<Float>("noise", .positive, default: 1),
      make: { .logDeviation(dimensions: $0, noise: $1) },
      take: {
        if case .logDeviation(let dimensions, let noise) = $0 { (dimensions, noise) } else { nil }
      }),
    JSONKind(
      "autoregressive_flow", JSONPart<Int>("dimensions", .positive),
      JSONPart<Int>("steps", .positive), JSONPart<Int>("hidden_units", .positive),
      make: { .autoregressiveFlow(dimensions: $0, steps: $1, hidden: $2) },
      take: {
        if case .autoregressiveFlow(let dimensions, let steps, let hidden) = $0 {
          (dimensions, steps, hidden)
        } else {
          nil
        }
      }),
  ]
}

extension Likelihood: JSONKinds {
  package static let kinds: [JSONKind<Likelihood>] = [
    JSONKind("bernoulli", .bernoulli),
    JSONKind(
      "gaussian", JSONPart<Float>("standard_deviation", .positive),
      make: { .gaussian(standardDeviation: $0) },
      take: { if case .gaussian(let deviation) = $0 { deviation } else { nil } }),
    JSONKind("continuous_bernoulli", .continuousBernoulli),
  ]
}

extension Corruption: JSONKinds {
  package static let kinds: [JSONKind<Corruption>] = [
    JSONKind(
      "gaussian", JSONPart<Float>("standard_deviation", .nonNegative),
      make: { .gaussian(standardDeviation: $0) },
      take: { if case .gaussian(let deviation) = $0 { deviation } else { nil } }),
    JSONKind(
      "masking", JSONPart<Float>("share", .within(0...1)), make: { .masking(share: $0) },
      take: { if case .masking(let share) = $0 { share } else { nil } }),
    JSONKind(
      "salt_and_pepper", JSONPart<Float>("share", .within(0...1)),
      make: { .saltAndPepper(share: $0) },
      take: { if case .saltAndPepper(let share) = $0 { share } else { nil } }),
  ]
}

extension Binarization: JSONKinds {
  package static let kinds: [JSONKind<Binarization>] = [
    JSONKind("dynamic", .dynamic),
    JSONKind("fixed", .fixed),
    JSONKind("threshold", .threshold),
  ]
}
