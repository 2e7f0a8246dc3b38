import TerminalUI
import Testing

@testable import Explorer

struct SpokenTests {
  @Test func eachPageIsALine() {
    var state = Fixture.state(120, 40, Capabilities())
    #expect(
      state.spoken.hasPrefix("Walk. vae on mnist, epoch 12/50, test -ELBO ")
        && state.spoken.contains("Code ") && state.spoken.contains("class 3"))
    for screen in Screen.allCases {
      _ = state.update(.typed("screen.\(screen.title.lowercased())"))
      #expect(state.spoken.hasPrefix("\(screen.title). "))
      #expect(state.spoken.allSatisfy { $0.isASCII && $0 != "\n" }, "\(state.spoken)")
      #expect(!state.spoken.contains(".."))
    }
  }

  @Test func aCommandTellsIt() {
    var state = Fixture.start
    let spoken = state.spoken
    #expect(state.update(.typed("say")) == [] && state.notice == .said(spoken))
  }

  @Test func whereNoRunIsOpenItSaysSo() {
    let state = ExplorerState(
      size: Size(width: 80, height: 24), capabilities: Capabilities(), session: .closed)
    #expect(state.spoken == "Runs. No run to choose.")
  }
}
