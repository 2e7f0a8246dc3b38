extension Objective: JSONRecord {
  package static let blank = Objective()
  package static let fields: [JSONField<Objective>] = [
    JSONField("kl_weight", \.klWeight, .nonNegative),
    JSONField("kl_schedule", \.klSchedule),
    JSONField("kl_constraint", \.klConstraint),
    JSONField("bound", \.bound),
    JSONField("penalty", \.penalty),
  ]
}

extension KLSchedule: JSONKinds {
  package static let kinds: [JSONKind<KLSchedule>] = [
    JSONKind("constant", .constant),
    JSONKind(
      "warm_up", JSONPart<Int>("epochs", .count), make: { .warmUp(epochs: $0) },
      take: { if case .warmUp(let epochs) = $0 { epochs } else { nil } }),
    JSONKind(
      "cyclic", JSONPart<Int>("epochs", .count), make: { .cyclic(epochs: $0) },
      take: { if case .cyclic(let epochs) = $0 { epochs } else { nil } }),
  ]
}

extension KLConstraint: JSONKinds {
  package static let kinds: [JSONKind<KLConstraint>] = [
    JSONKind(
      "free_bits", JSONPart<Double>("nats", .nonNegative), make: { .freeBits(nats: $0) },
      take: { if case .freeBits(let nats) = $0 { nats } else { nil } }),
    JSONKind(
      "capacity", JSONPart<Double>("nats", .nonNegative),
      JSONPart<Int>("epochs", .countOrNone),
      make: { .capacity(nats: $0, epochs: $1) },
      take: { if case .capacity(let nats, let epochs) = $0 { (nats, epochs) } else { nil } }),
  ]
}

extension EvidenceBound: JSONKinds {
  package static let kinds: [JSONKind<EvidenceBound>] = [
    JSONKind("elbo", .elbo),
    JSONKind(
      "importance_weighted", JSONPart<Int>("samples", .within(1...1 << 16)),
      JSONPart<Estimator>("estimator", default: .reparameterized),
      make: { .importanceWeighted(samples: $0, estimator: $1) },
      take: {
        if case .importanceWeighted(let samples, let estimator) = $0 {
          (samples, estimator)
        } else {
          nil
        }
      }),
  ]
}

extension EvidenceBound.Estimator: JSONWord {
  package var word: String {
    switch self {
    case .reparameterized: "reparameterized"
    case .doublyReparameterized: "doubly_reparameterized"
    }
  }
}

extension CodePenalty: JSONKinds {
  package static let kinds: [JSONKind<CodePenalty>] = [
    JSONKind(
      "l1", JSONPart<Double>("weight", .nonNegative), make: { .l1(weight: $0) },
      take: { if case .l1(let weight) = $0 { weight } else { nil } }),
    JSONKind(
      "activation", JSONPart<Double>("weight", .nonNegative),
      JSONPart<Double>("target", .between(0, 1), default: 0.05),
      make: { .activation(weight: $0, target: $1) },
      take: { if case .activation(let weight, let target) = $0 { (weight, target) } else { nil } }),
    JSONKind(
      "contraction", JSONPart<Double>("weight", .nonNegative), make: { .contraction(weight: $0) },
      take: { if case .contraction(let weight) = $0 { weight } else { nil } }),
  ]
}
