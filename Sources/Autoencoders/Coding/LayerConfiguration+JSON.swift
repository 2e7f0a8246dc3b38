extension LayerConfiguration: JSONKinds {
  package static let kinds: [JSONKind<LayerConfiguration>] = [
    JSONKind(
      "dense", JSONPart<Int>("units", .positive),
      JSONPart<Activation>("activation", default: .identity),
      make: { .dense($0, $1) },
      take: { if case .dense(let units, let activation) = $0 { (units, activation) } else { nil } }),
    JSONKind(
      "thinned", JSONPart<Int>("units", .positive),
      JSONPart<Activation>("activation", default: .identity),
      JSONPart<Float>("deleted_share", .within(0..<1)),
      make: { .thinned($0, $1, deleting: $2) },
      take: {
        if case .thinned(let units, let activation, let share) = $0 {
          (units, activation, share)
        } else {
          nil
        }
      }),
    JSONKind(
      "convolution", JSONPart<Int>("channels", .positive),
      JSONPart<Int>("kernel", .positive, default: 3),
      JSONPart<Int>("stride", .positive, default: 1), JSONPart<Padding>("padding", default: .same),
      JSONPart<Activation>("activation", default: .identity),
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
      "transposed_convolution", JSONPart<Int>("channels", .positive),
      JSONPart<Int>("kernel", .positive, default: 3),
      JSONPart<Int>("stride", .positive, default: 2),
      JSONPart<Activation>("activation", default: .identity),
      make: { .transposedConvolution(channels: $0, kernel: $1, stride: $2, $3) },
      take: {
        if case .transposedConvolution(let channels, let kernel, let stride, let activation) = $0 {
          (channels, kernel, stride, activation)
        } else {
          nil
        }
      }),
    JSONKind(
      "max_pooling", JSONPart<Int>("factor", .positive), make: { .maxPooling($0) },
      take: { if case .maxPooling(let factor) = $0 { factor } else { nil } }),
    JSONKind(
      "upsampling", JSONPart<Int>("factor", .positive), make: { .upsampling($0) },
      take: { if case .upsampling(let factor) = $0 { factor } else { nil } }),
    JSONKind("flatten", .flatten),
    JSONKind(
      "reshape", FeatureShape.self, make: { .reshape($0) },
      take: { if case .reshape(let shape) = $0 { shape } else { nil } }),
    JSONKind("skip", .skip),
    JSONKind(
      "join", JSONPart<Int>("channels", .positive), make: { .join(channels: $0) },
      take: { if case .join(let channels) = $0 { channels } else { nil } }),
    JSONKind(unreadable: "graph") { if case .graph(let graph) = $0 { graph.name } else { nil } },
  ]
}

extension FeatureShape: JSONRecord {
  package static let blank = FeatureShape(height: 1, width: 1, channels: 1)
  package static let fields: [JSONField<FeatureShape>] = [
    JSONField("height", \.height, .positive, isRequired: true),
    JSONField("width", \.width, .positive, isRequired: true),
    JSONField("channels", \.channels, .positive, isRequired: true),
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
