/// The optimizer of a training run, with every constant it has.
public enum OptimizerConfiguration: Equatable, Sendable {
  /// Stochastic gradient descent, with or without momentum.
  case sgd(rate: Float, momentum: Float = 0, isNesterov: Bool = false)
  /// RMSprop (Tieleman and Hinton 2012).
  case rmsprop(RMSprop.Constants)
  /// Adam (Kingma and Ba 2014) or AdamW (Loshchilov and Hutter 2017).
  case adam(Adam.Constants)
  /// Adadelta (Zeiler 2012).
  case adadelta(Adadelta.Constants)

  /// The optimizer for a model of `count` parameters, gaps included.
  package func makeOptimizer(count: Int) -> any Optimizer {
    switch self {
    case .sgd(let rate, let momentum, let isNesterov):
      SGD(rate: rate, momentum: momentum, isNesterov: isNesterov, count: count)
    case .rmsprop(let constants): RMSprop(constants, count: count)
    case .adam(let constants): Adam(constants, count: count)
    case .adadelta(let constants): Adadelta(constants, count: count)
    }
  }

  /// The learning rate that a schedule's factors multiply.
  public var rate: Float {
    get {
      switch self {
      case .sgd(let rate, _, _): rate
      case .rmsprop(let constants): constants.rate
      case .adam(let constants): constants.rate
      case .adadelta(let constants): constants.rate
      }
    }
    set {
      switch self {
      case .sgd(_, let momentum, let isNesterov):
        self = .sgd(rate: newValue, momentum: momentum, isNesterov: isNesterov)
      case .rmsprop(var constants):
        constants.rate = newValue
        self = .rmsprop(constants)
      case .adam(var constants):
        constants.rate = newValue
        self = .adam(constants)
      case .adadelta(var constants):
        constants.rate = newValue
        self = .adadelta(constants)
      }
    }
  }

  /// The rule's name, as in `AdamW`.
  public var name: String {
    switch self {
    case .sgd(_, momentum: 0, _): "SGD"
    case .sgd(_, _, true): "SGD with Nesterov momentum"
    case .sgd: "SGD with momentum"
    case .rmsprop: "RMSprop"
    case .adam(let constants): constants.weightDecay == 0 ? "Adam" : "AdamW"
    case .adadelta: "Adadelta"
    }
  }

  /// Every constant, in a few words.
  public var settings: String {
    switch self {
    case .sgd(let rate, let momentum, _):
      "rate \(rate)" + (momentum == 0 ? "" : ", momentum \(momentum)")
    case .rmsprop(let constants):
      "rate \(constants.rate), decay \(constants.decay), epsilon \(constants.epsilon)"
        + (constants.isEpsilonUnderRoot ? " under the root" : "")
        + (constants.isCentered ? ", centered" : "")
    case .adam(let constants):
      "rate \(constants.rate), decays \(constants.beta1) and \(constants.beta2), epsilon "
        + "\(constants.epsilon) as \(constants.epsilonPlacement == .keras ? "Keras" : "PyTorch") has it"
        + (constants.weightDecay == 0 ? "" : ", weight decay \(constants.weightDecay)")
    case .adadelta(let constants):
      "rate \(constants.rate), decay \(constants.decay), epsilon \(constants.epsilon)"
    }
  }

  /// Every rule with its framework's own constants, by the name a user gives.
  public static let named: [(name: String, configuration: OptimizerConfiguration)] = [
    ("sgd", .sgd(rate: 0.01)), ("momentum", .sgd(rate: 0.01, momentum: 0.9)),
    ("nesterov", .sgd(rate: 0.01, momentum: 0.9, isNesterov: true)),
    ("adam", .adam(Adam.Constants())),
    ("adam-pytorch", .adam(Adam.Constants(epsilon: 1e-8, epsilonPlacement: .pytorch))),
    (
      "adamw",
      .adam(Adam.Constants(epsilon: 1e-8, epsilonPlacement: .pytorch, weightDecay: 0.01))
    ),
    ("adadelta", .adadelta(Adadelta.Constants())), ("rmsprop", .rmsprop(RMSprop.Constants())),
    (
      "rmsprop-keras3", .rmsprop(RMSprop.Constants(isEpsilonUnderRoot: true))
    ),
    ("rmsprop-pytorch", .rmsprop(RMSprop.Constants(decay: 0.99, epsilon: 1e-8))),
    ("rmsprop-centered", .rmsprop(RMSprop.Constants(decay: 0.99, epsilon: 1e-8, isCentered: true))),
  ]
}
