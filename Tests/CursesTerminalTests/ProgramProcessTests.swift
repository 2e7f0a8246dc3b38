import CursesTerminal
import Foundation
import TestSupport
import Testing

/// Each in a process of its own, which it ends.
struct ProgramProcessTests {
  #if os(Linux)
    @Test(.mustEnd, .hasMemoryToItself, arguments: [false, true])
    func anExhaustedStackIsTold(onMainThread: Bool) async throws {
      let result = await #expect(
        processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]
      ) { [onMainThread] in
        ProgramProcess.prepare()
        if onMainThread { print(depth(of: 1)) }
        let thread = Thread { print(depth(of: 1)) }
        thread.start()
        try await Task.sleep(for: .seconds(30))
      }
      let words = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
      #expect(words.contains("latentwalk: ended by SIGSEGV"))
    }
  #endif
}

/// Recursion without an end that no optimizer makes a loop of: its numbers never come near to the one that ends it.
@inline(never) private func depth(of number: Int) -> Int {
  if number == .min { return 0 }
  let numbers = [number, number &+ 1, number &* 3]
  let deeper = depth(of: numbers[Int(truncatingIfNeeded: number.magnitude % 3)] &+ 1)
  return deeper ^ numbers.count &+ numbers[1]
}
