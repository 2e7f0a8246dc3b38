internal import FileFormats
internal import Synchronization

/// Writes the files that a person takes along, one after another on threads beside the screen.
final class FileWriter: Sendable {
  /// A file to be made and written.
  struct Order: Sendable {
    let path: String
    /// What is in it, for the line that tells of it.
    let contents: TakenFile.Contents
    let bytes: @Sendable () throws -> [UInt8]
  }

  /// What came of an order.
  enum Outcome {
    case written(TakenFile)
    case failed(any Error)
  }

  private struct Box {
    var orders: [Order] = []
    var isWorking = false
    var outcomes: [Outcome] = []
  }

  private let box = Mutex(Box())
  private let whenNews: @Sendable () -> Void

  /// - Parameter whenNews: called on a thread of the work after each file.
  init(whenNews: @escaping @Sendable () -> Void) { self.whenNews = whenNews }

  /// Takes an order.
  func submit(_ order: Order) {
    let isFirst = box.withLock { box in
      guard !box.isWorking else {
        box.orders.append(order)
        return false
      }
      box.isWorking = true
      return true
    }
    if isFirst { startThreadBehindScreen(named: "files") { self.work(from: order) } }
  }

  /// What came of orders since the last call.
  func takeOutcomes() -> [Outcome] {
    box.withLock { box in
      defer { box.outcomes = [] }
      return box.outcomes
    }
  }

  /// Whether there is a file to be written or an outcome to be taken.
  var isBusy: Bool { box.withLock { $0.isWorking || !$0.outcomes.isEmpty } }

  /// Does one order after another. Whoever is woken by the last finds nothing left to wait for.
  private func work(from first: Order) {
    var next: Order? = first
    while let order = next {
      let outcome = Self.outcome(of: order)
      next = box.withLock { box in
        box.outcomes.append(outcome)
        guard !box.orders.isEmpty else {
          box.isWorking = false
          return nil
        }
        return box.orders.removeFirst()
      }
      whenNews()
    }
  }

  private static func outcome(of order: Order) -> Outcome {
    do {
      let bytes = try order.bytes()
      try writeFile(bytes, to: order.path)
      return .written(
        TakenFile(path: order.path, contents: order.contents, bytes: bytes.count))
    } catch { return .failed(error) }
  }
}
