public import Testing

extension Trait where Self == TimeLimitTrait {
  /// For a test that waits for other threads, so that a lost wake-up is a failure and no hang; long enough
  /// for a busy machine.
  public static var waitsForThreads: Self { .timeLimit(.minutes(5)) }
}
