internal import Foundation
public import Testing

extension Trait where Self == ConditionTrait {
  /// For a test of too little memory or stack, under sanitizers that reserve terabytes of addresses and take the signals
  /// of bad ones themselves. `.ci/sanitize` gives these their options.
  public static var hasMemoryToItself: Self {
    let variables = ProcessInfo.processInfo.environment
    return .disabled(
      if: variables["ASAN_OPTIONS"] != nil || variables["TSAN_OPTIONS"] != nil,
      "a sanitizer has memory and signal handlers of its own")
  }
}
