/// A large value that is kept aside, for values that are set whole and seldom: a copy of what holds it copies a pointer,
/// and a change copies the value.
@propertyWrapper
public struct Aside<Value: Equatable & Sendable>: Equatable, Sendable {
  private final class Storage: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private var storage: Storage

  /// The value.
  public var wrappedValue: Value {
    get { storage.value }
    set { storage = Storage(newValue) }
  }

  /// Keeps a value aside.
  public init(wrappedValue: Value) { storage = Storage(wrappedValue) }

  /// Whether two values are equal, which copies of one are even where the value holds a NaN.
  public static func == (one: Self, other: Self) -> Bool {
    one.storage === other.storage || one.storage.value == other.storage.value
  }
}
