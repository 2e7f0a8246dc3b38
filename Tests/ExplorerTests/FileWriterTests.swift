import Dispatch
import FileFormats
import Synchronization
import TestSupport
import Testing

@testable import Explorer

@Suite(.timeLimit(.minutes(1)))
struct FileWriterTests {
  private struct Refusal: Error {}

  private static func order(
    _ path: String, _ bytes: @escaping @Sendable () throws -> [UInt8]
  ) -> FileWriter.Order {
    FileWriter.Order(path: path, contents: .screen, bytes: bytes)
  }

  /// Someone who takes what came of the files whenever there are news.
  private final class Reader: Sendable {
    private let state = Mutex<(writer: FileWriter?, isBusy: [Bool])>((nil, []))
    let news = DispatchSemaphore(value: 0)

    func read(_ writer: FileWriter) { state.withLock { $0.writer = writer } }

    func take() {
      state.withLock { state in
        _ = state.writer?.takeOutcomes()
        state.isBusy.append(state.writer?.isBusy ?? true)
      }
      news.signal()
    }

    /// Whether there was more to wait for, each time.
    var isBusy: [Bool] { state.withLock(\.isBusy) }
  }

  /// Who is woken by the last file and takes what came of it need not wait for another.
  @Test func theLastNewsLeaveNothingToWaitFor() throws {
    try withTemporaryFolder { folder in
      let reader = Reader()
      let writer = FileWriter { reader.take() }
      reader.read(writer)
      writer.submit(Self.order("\(folder)/a") { [1, 2, 3] })
      reader.news.wait()
      #expect(reader.isBusy == [false] && !writer.isBusy)
      let written = try readFile("\(folder)/a")
      #expect(written == [1, 2, 3])
    }
  }

  @Test func filesAreWrittenInTheirOrderAndFailuresTold() throws {
    try withTemporaryFolder { folder in
      let news = DispatchSemaphore(value: 0)
      let writer = FileWriter { news.signal() }
      writer.submit(Self.order("\(folder)/a") { [1] })
      writer.submit(Self.order("\(folder)/b") { throw Refusal() })
      writer.submit(Self.order("\(folder)/a") { [2, 2] })
      for _ in 0..<3 { news.wait() }
      let outcomes = writer.takeOutcomes().map { outcome in
        switch outcome {
        case .written(let file): file.bytes
        case .failed(let error): error is Refusal ? 0 : -1
        }
      }
      #expect(outcomes == [1, 0, 2] && !writer.isBusy)
      let written = try readFile("\(folder)/a")
      #expect(written == [2, 2] && !exists("\(folder)/b"))
    }
  }
}
