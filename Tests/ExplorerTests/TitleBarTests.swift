import Autoencoders
import Explorer
import TerminalUI
import Testing

struct TitleBarTests {
  private func title(_ session: SessionSnapshot) -> String {
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    return String(state.render().text.prefix { $0 != "\n" })
  }

  /// Only a run of which nothing is left to be trained is done.
  @Test(arguments: [
    (RunEnding.finished, 50.0, "epoch 50/50  done"),
    (.stoppedEarly, 29, "stopped early at 29 of 50"),
    (.stopped, 29, "stopped at 29 of 50"), (.stopped, 28.64, "stopped at 28.6 of 50"),
    (.interrupted, 7.5, "interrupted at 7.5 of 50"),
    (.goesOn, 7.5, "epoch 7.5/50  trained elsewhere"),
  ])
  func theWordsForAnEnding(ending: RunEnding, epoch: Double, words: String) {
    var session = Fixture.session
    (session.phase, session.ending) = (.idle, ending)
    session.progress?.epoch = epoch
    let title = title(session)
    #expect(title.contains("  \(words)"))
    #expect(title.contains("done") == (ending == .finished))
  }

  /// A model file was never trained here, and has neither losses nor an ending.
  @Test func aModelFileIsNotDone() {
    var session = SessionSnapshot(
      phase: .idle, summary: RunSummary(preset: "a.safetensors", dataset: "mnist", path: nil))
    (session.map, session.model) = (Fixture.map, Fixture.model)
    #expect(!session.hasLosses && !title(session).contains("done"))
    #expect(Fixture.session.hasLosses)
  }
}
