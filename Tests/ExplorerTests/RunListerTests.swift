import Dispatch
import Synchronization
import TestSupport
import Testing

@testable import Explorer

@Suite(.mustEnd)
struct RunListerTests {
  /// Looks that wait until they may end, each of which tells its number; the third one fails.
  private final class Looks: Sendable {
    let begun = DispatchSemaphore(value: 0)
    let mayEnd = DispatchSemaphore(value: 0)
    private let count = Atomic(0)

    func next() throws -> RunList {
      let number = count.add(1, ordering: .relaxed).newValue
      begun.signal()
      mayEnd.wait()
      if number == 3 { throw NoRuns.Refusal() }
      return RunList(place: "look \(number)", runs: [])
    }
  }

  /// What was begun before a run was deleted may still list it.
  @Test func aLookThatIsUnderWayDoesNotCount() throws {
    let (looks, news) = (Looks(), DispatchSemaphore(value: 0))
    let lister = RunLister(NoRuns(listed: looks.next)) { news.signal() }
    #expect(!lister.isBusy && lister.due != nil)
    let start = ContinuousClock.now
    lister.look()
    looks.begun.wait()
    #expect(lister.isBusy && lister.due == nil && lister.takeOutcome() == nil)
    lister.look()
    lister.look(isChanged: true)
    looks.mayEnd.signal()
    looks.begun.wait()
    #expect(lister.isBusy && lister.takeOutcome() == nil)
    looks.mayEnd.signal()
    news.wait()
    #expect(lister.isBusy)
    #expect(try lister.takeOutcome()?.get().place == "look 2")
    #expect(!lister.isBusy && lister.takeOutcome() == nil)
    #expect(try #require(lister.due) >= start + .seconds(2))
  }

  @Test func whatWentWrongIsTold() throws {
    let (looks, news) = (Looks(), DispatchSemaphore(value: 0))
    let lister = RunLister(NoRuns(listed: looks.next)) { news.signal() }
    for number in 1...3 {
      lister.look()
      looks.mayEnd.signal()
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
