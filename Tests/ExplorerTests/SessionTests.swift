import Explorer
import Foundation
import Synchronization
import TestSupport
import Testing

struct SessionTests {
  private struct Failure: Error {}

  /// What was to be seen each time that news were told.
  private final class Listener: Sendable {
    private let seen = Mutex<[String]>([])
    func look(at session: Session) {
      seen.withLock { $0.append("\(session.version) \(session.isEnded)") }
    }
    var looks: [String] { seen.withLock { $0 } }
  }

  /// Whoever is told finds the snapshot, and then the end, already there; nothing is told in between.
  @Test(.mustEnd, arguments: [false, true]) func tellsOfNews(fails: Bool) {
    let session = Session()
    let listener = Listener()
    session.whenNews = { [unowned session] in listener.look(at: session) }
    session.start { session in
      for _ in 0..<2 {
        session.publish(
          SessionSnapshot(
            phase: .training, summary: RunSummary(preset: "vae", dataset: "none", path: nil)))
      }
      if fails { throw Failure() }
    }
    while listener.looks.count < 3 { Thread.sleep(forTimeInterval: 0.001) }
    #expect(listener.looks == ["1 false", "2 false", "2 true"])
    #expect((session.error != nil) == fails)
  }
}
