/// A class and what it is called, among others.
public struct ClassLabel: Equatable, Sendable, ExpressibleByIntegerLiteral {
  /// Its number.
  public let number: Int
  /// The names of all classes; none where their numbers are their names.
  let names: [String]

  init(_ number: Int, names: [String]) { (self.number, self.names) = (number, names) }

  /// A class without a name.
  public init(integerLiteral number: Int) { self.init(number, names: []) }

  /// Its name, or its number.
  var name: String { other(number) }

  /// The name of the class with another number.
  func other(_ number: Int) -> String { RunClasses(names: names, labels: []).name(number) }
}
