import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Explorer

@Suite(.mustEnd)
struct RunListerTests {
  /// Runs whose finding waits until it may go on, and tells how often it was begun.
  private final class SlowRuns: RunLibrary {
    let begun = DispatchSemaphore(value: 0)
    let mayEnd = DispatchSemaphore(value: 0)
    private let looks = Mutex(0)

    func runs() throws -> RunList {
      let number = looks.withLock { looks in
        looks += 1
        return looks
      }
      begun.signal()
      mayEnd.wait()
      if number == 3 { throw NoRuns.Refusal() }
      return RunList(place: "look \(number)", runs: [])
    }

    func open(_ request: RunRequest) throws -> (session: Session, snapshot: SessionSnapshot) {
      throw NoRuns.Refusal()
    }
    func rename(_ path: String, to name: String) throws -> String { throw NoRuns.Refusal() }
    func delete(_ path: String) throws { throw NoRuns.Refusal() }
    func keep(_ bookmarks: Bookmarks, in path: String) throws { throw NoRuns.Refusal() }
    func save(_ image: SavedImage, to path: String) throws { throw NoRuns.Refusal() }
    func message(for error: any Error) -> String { "no runs here" }
  }

  /// What was begun before a run was deleted may still list it.
  @Test func aLookThatIsUnderWayDoesNotCount() throws {
    let (library, news) = (SlowRuns(), DispatchSemaphore(value: 0))
    let lister = RunLister(library) { news.signal() }
    #expect(!lister.isBusy && lister.due != nil)
    let start = ContinuousClock.now
    lister.look()
    library.begun.wait()
    #expect(lister.isBusy && lister.due == nil && lister.takeOutcome() == nil)
    lister.look()
    lister.look(isChanged: true)
    library.mayEnd.signal()
    library.begun.wait()
    #expect(lister.isBusy && lister.takeOutcome() == nil)
    library.mayEnd.signal()
    news.wait()
    #expect(lister.isBusy)
    #expect(try lister.takeOutcome()?.get().place == "look 2")
    #expect(!lister.isBusy && lister.takeOutcome() == nil)
    #expect(try #require(lister.due) >= start + .seconds(2))
  }

  @Test func whatWentWrongIsTold() throws {
    let (library, news) = (SlowRuns(), DispatchSemaphore(value: 0))
    let lister = RunLister(library) { news.signal() }
    for number in 1...3 {
      lister.look()
      library.mayEnd.signal()
      news.wait()
      let outcome = try #require(lister.takeOutcome())
      if number < 3 {
        #expect(try outcome.get().place == "look \(number)")
      } else {
        #expect(throws: NoRuns.Refusal.self) { try outcome.get() }
      }
    }
  }
}
