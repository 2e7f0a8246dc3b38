/// A line for the person, until the next key.
public enum Notice: Equatable, Sendable {
  /// No code on the map is of this class.
  case noCodes(ofClass: Int)
  /// The model's codes follow no prior.
  case noPrior
  /// A sample of the prior would not lie on the plane that is shown.
  case priorIsOffPlane
  /// What was asked of a run could not be done, for the reason given.
  case refused(String)
  /// There is no training to pause.
  case nothingIsTrained

  /// The line.
  public var text: String {
    switch self {
    case .noCodes(let label): "no codes of class \(label)"
    case .noPrior: "this model has no prior"
    case .priorIsOffPlane: "a sample of the prior lies off the plane shown"
    case .refused(let reason): reason
    case .nothingIsTrained: "nothing is being trained"
    }
  }
}
