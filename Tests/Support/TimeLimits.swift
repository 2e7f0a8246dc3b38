public import Testing

extension Trait where Self == TimeLimitTrait {
  /// For a test of what may hang: a lost wake-up or an endless loop is a failure. Long enough for a busy machine, and
  /// for sanitizers, that slow a test tenfold.
  public static var mustEnd: Self { .timeLimit(.minutes(5)) }
}
