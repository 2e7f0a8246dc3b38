extension OptimizerConfiguration: JSONKinds {
  package static let kinds: [JSONKind<OptimizerConfiguration>] = [
    JSONKind(
      "sgd", JSONPart<Float>("learning_rate") { $0 >= 0 }, JSONPart<Float>("momentum"),
      JSONPart<Bool>("nesterov"),
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
    JSONField("learning_rate", \.rate) { $0 >= 0 },
    JSONField("decay", \.decay),
    JSONField("epsilon", \.epsilon),
    JSONField("epsilon_under_root", \.isEpsilonUnderRoot),
    JSONField("centered", \.isCentered),
  ]
}

extension Adam.Constants: JSONRecord {
  package static let blank = Adam.Constants()
  package static let fields: [JSONField<Adam.Constants>] = [
    JSONField("learning_rate", \.rate) { $0 >= 0 },
    JSONField("beta1", \.beta1),
    JSONField("beta2", \.beta2),
    JSONField("epsilon", \.epsilon),
    JSONField("epsilon_placement", \.epsilonPlacement),
    JSONField("weight_decay", \.weightDecay),
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
    JSONField("learning_rate", \.rate) { $0 >= 0 },
    JSONField("decay", \.decay),
    JSONField("epsilon", \.epsilon),
  ]
}

extension RateSchedule: JSONKinds {
  package static let kinds: [JSONKind<RateSchedule>] = [
    JSONKind("constant", .constant),
    JSONKind("cosine", .cosine),
    JSONKind(
      "step", JSONPart<Int>("epochs", where: isCount), JSONPart<Float>("factor") { $0 > 0 },
      make: { .step(epochs: $0, factor: $1) },
      take: { if case .step(let epochs, let factor) = $0 { (epochs, factor) } else { nil } }),
    JSONKind(
      "warm_up", JSONPart<Int>("epochs", where: isCount), JSONPart<RateSchedule>("next"),
      make: { .warmUp(epochs: $0, next: $1) },
      take: { if case .warmUp(let epochs, let next) = $0 { (epochs, next) } else { nil } }),
    JSONKind("burda", .burda),
  ]
}
