/// A class as a person asks for it: by its number, or by its name or the beginning of one.
public enum ClassChoice: Equatable, Sendable, ExpressibleByIntegerLiteral {
  /// The number.
  case number(Int)
  /// The name, whole or as much of it as no other begins with.
  case name(String)

  /// The class of a number.
  public init(integerLiteral number: Int) { self = .number(number) }

  /// What a person typed.
  init(_ text: String) { self = Int(text).map { .number($0) } ?? .name(text) }
}
