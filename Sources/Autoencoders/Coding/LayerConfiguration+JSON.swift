extension LayerConfiguration: JSONKinds {
  package static let kinds: [JSONKind<LayerConfiguration>] = [
    JSONKind(
      "dense", JSONPart<Int>("units") { $0 > 0 }, JSONPart<Activation>("activation"),
      make: { .dense($0, $1) },
      take: { if case .dense(let units, let activation) = $0 { (units, activation) } else { nil } }),
    JSONKind(
      "thinned", JSONPart<Int>("units") { $0 > 0 }, JSONPart<Activation>("activation"),
      JSONPart<Float>("deleted_share") { (0..<1).contains($0) },
      make: { .thinned($0, $1, deleting: $2) },
      take: {
        if case .thinned(let units, let activation, let share) = $0 {
          (units, activation, share)
        } else {
          nil
        }
      }),
    JSONKind(
      "convolution", JSONPart<Int>("channels") { $0 > 0 }, JSONPart<Int>("kernel") { $0 > 0 },
      JSONPart<Int>("stride") { $0 > 0 }, JSONPart<Padding>("padding"),
      JSONPart<Activation>("activation"),
      make: { .convolution(channels: $0, kernel: $1, stride: $2, padding: $3, $4) },
      take: {
        if case .convolution(let channels, let kernel, let stride, let padding, let activation) = $0
        {
          (channels, kernel, stride, padding, activation)
        } else {
          nil
        }
      }),
    JSONKind(
      "transposed_convolution", JSONPart<Int>("channels") { $0 > 0 },
      JSONPart<Int>("kernel") { $0 > 0 }, JSONPart<Int>("stride") { $0 > 0 },
      JSONPart<Activation>("activation"),
      make: { .transposedConvolution(channels: $0, kernel: $1, stride: $2, $3) },
      take: {
        if case .transposedConvolution(let channels, let kernel, let stride, let activation) = $0 {
          (channels, kernel, stride, activation)
        } else {
          nil
        }
      }),
    JSONKind(
      "max_pooling", JSONPart<Int>("factor") { $0 > 0 }, make: { .maxPooling($0) },
      take: { if case .maxPooling(let factor) = $0 { factor } else { nil } }),
    JSONKind(
      "upsampling", JSONPart<Int>("factor") { $0 > 0 }, make: { .upsampling($0) },
      take: { if case .upsampling(let factor) = $0 { factor } else { nil } }),
    JSONKind("flatten", .flatten),
    JSONKind(
      "reshape", FeatureShape.self, make: { .reshape($0) },
      take: { if case .reshape(let shape) = $0 { shape } else { nil } }),
    JSONKind("skip", .skip),
    JSONKind(
      "join", JSONPart<Int>("channels") { $0 > 0 }, make: { .join(channels: $0) },
      take: { if case .join(let channels) = $0 { channels } else { nil } }),
    JSONKind(unreadable: "graph") { if case .graph(let graph) = $0 { graph.name } else { nil } },
  ]
}

extension FeatureShape: JSONRecord {
  package static let blank = FeatureShape(height: 1, width: 1, channels: 1)
  package static let fields: [JSONField<FeatureShape>] = [
    JSONField("height", \.height) { $0 > 0 },
    JSONField("width", \.width) { $0 > 0 },
    JSONField("channels", \.channels) { $0 > 0 },
  ]
}

extension Activation: JSONWord {
  package var word: String {
    switch self {
    case .identity: "identity"
    case .relu: "relu"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    }
  }
}

extension Padding: JSONWord {
  package var word: String {
    switch self {
    case .same: "same"
    case .valid: "valid"
    }
  }
}
