extension OptimizerConfiguration: JSONKinds {
  package static let kinds: [JSONKind<OptimizerConfiguration>] = [
    JSONKind(
      "sgd", JSONPart<Float>("learning_rate", .nonNegative, default: 0.01),
      JSONPart<Float>("momentum", .within(0...1), default: 0),
      JSONPart<Bool>("nesterov", default: false),
      make: { .sgd(rate: $0, momentum: $1, isNesterov: $2) },
      take: {
        if case .sgd(let rate, let momentum, let isNesterov) = $0 {
          (rate, momentum, isNesterov)
        } else {
          nil
        }
      }),
    JSONKind(
      "rmsprop", RMSprop.Constants.self, make: { .rmsprop($0) },
      take: { if case .rmsprop(let constants) = $0 { constants } else { nil } }),
    JSONKind(
      "adam", Adam.Constants.self, make: { .adam($0) },
      take: { if case .adam(let constants) = $0 { constants } else { nil } }),
    JSONKind(
      "adadelta", Adadelta.Constants.self, make: { .adadelta($0) },
      take: { if case .adadelta(let constants) = $0 { constants } else { nil } }),
  ]
}

extension RMSprop.Constants: JSONRecord {
  package static let blank = RMSprop.Constants()
  package static let fields: [JSONField<RMSprop.Constants>] = [
    JSONField("learning_rate", \.rate, .nonNegative),
    JSONField("decay", \.decay, .within(0...1)),
    JSONField("epsilon", \.epsilon, .nonNegative),
    JSONField("epsilon_under_root", \.isEpsilonUnderRoot),
    JSONField("centered", \.isCentered),
  ]
}

extension Adam.Constants: JSONRecord {
  package static let blank = Adam.Constants()
  package static let fields: [JSONField<Adam.Constants>] = [
    JSONField("learning_rate", \.rate, .nonNegative),
    JSONField("beta1", \.beta1, .within(0..<1)),
    JSONField("beta2", \.beta2, .within(0..<1)),
    JSONField("epsilon", \.epsilon, .nonNegative),
    JSONField("epsilon_placement", \.epsilonPlacement),
    JSONField("weight_decay", \.weightDecay, .nonNegative),
  ]
}

extension Adam.EpsilonPlacement: JSONWord {
  package var word: String {
    switch self {
    case .keras: "keras"
    case .pytorch: "pytorch"
    }
  }
}

extension Adadelta.Constants: JSONRecord {
  package static let blank = Adadelta.Constants()
  package static let fields: [JSONField<Adadelta.Constants>] = [
    JSONField("learning_rate", \.rate, .nonNegative),
    JSONField("decay", \.decay, .within(0...1)),
    JSONField("epsilon", \.epsilon, .nonNegative),
  ]
}

extension RateSchedule: JSONKinds {
  package static let kinds: [JSONKind<RateSchedule>] = [
    JSONKind("constant", .constant),
    JSONKind("cosine", .cosine),
    JSONKind(
      "step", JSONPart<Int>("epochs", .count), JSONPart<Float>("factor", .positive),
      make: { .step(epochs: $0, factor: $1) },
      take: { if case .step(let epochs, let factor) = $0 { (epochs, factor) } else { nil } }),
    JSONKind(
      "warm_up", JSONPart<Int>("epochs", .count),
      JSONPart<RateSchedule>("next", default: .constant),
      make: { .warmUp(epochs: $0, next: $1) },
      take: { if case .warmUp(let epochs, let next) = $0 { (epochs, next) } else { nil } }),
    JSONKind("burda", .burda),
  ]
}
