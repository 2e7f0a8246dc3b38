/// The character that stands for each class where points are drawn as characters.
public struct ClassMarks: Equatable, Sendable {
  private let own: [Unicode.Scalar]

  /// Digits, capitals and small letters in turn.
  private static let usual = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".unicodeScalars)

  /// Marks of classes with these names: the names themselves where each is one character of ASCII and none is
  /// another's, else the usual ones.
  public init(names: [String] = []) {
    let scalars = names.compactMap { name -> Unicode.Scalar? in
      guard let scalar = name.unicodeScalars.first, name.unicodeScalars.count == 1,
        (33...126).contains(scalar.value)
      else { return nil }
      return scalar
    }
    own = scalars.count == names.count && Set(scalars).count == names.count ? scalars : []
  }

  /// The mark of class `label`.
  public subscript(label: Int) -> Unicode.Scalar {
    own.indices.contains(label) ? own[label] : Self.usual[label % Self.usual.count]
  }
}
