import Testing
import Timing

struct PeerProgramTests {
  @Test func whatStandsBehindTheMarkIsATime() {
    let text = "jax\tvae64\tepoch_s=0.541\timg_per_s=110906\nepoch_s=1e1 epoch_s=2\n"
    #expect(PeerProgram.epochs(in: text) == [0.541, 10, 2])
  }

  @Test(arguments: [
    "", "seconds 3", "my_epoch_s=3", "epoch_s=", "epoch_s=x", "epoch_s=0", "epoch_s=inf",
  ])
  func anythingElseIsNone(text: String) {
    #expect(PeerProgram.epochs(in: text) == [])
  }

  @Test func itsFigureIsTheMedianOfItsLines() throws {
    let peer = PeerProgram("for s in 3 1 2; do echo a line; echo epoch_s=$s; done")
    #expect(try peer.secondsPerEpoch() == 2)
  }

  /// Nothing that it says on the way is in the way: more than a pipe holds, on both streams.
  @Test func itMaySayMuch() throws {
    let peer = PeerProgram("seq 200000; seq 200000 >&2; echo 'epoch_s=0.25'")
    #expect(try peer.secondsPerEpoch() == 0.25)
  }

  private static let failures: [(command: String, end: ProcessEnd, lastWords: String?)] = [
    ("echo epoch_s=1; echo one >&2; echo two >&2; exit 3", .status(3), "two"),
    ("exit 1", .status(1), nil),
    ("kill -9 $$", .signal(9), nil),
  ]

  @Test(arguments: failures)
  func whoFailsGivesNoFigure(command: String, end: ProcessEnd, lastWords: String?) {
    #expect(throws: PeerError.failed(command: command, end: end, lastWords: lastWords)) {
      try PeerProgram(command).secondsPerEpoch()
    }
  }

  @Test func whoPrintsNoTimeGivesNoFigure() {
    #expect(throws: PeerError.noEpoch(command: "echo 3 s")) {
      try PeerProgram("echo 3 s").secondsPerEpoch()
    }
  }

  /// A shell's word for an end by SIGINT; a signal itself would be ignored where these tests run in the background.
  @Test func anInterruptIsNoFailure() {
    #expect(throws: PeerError.interrupted(command: "exit 130")) {
      try PeerProgram("exit 130").secondsPerEpoch()
    }
  }

  @Test func errorsAreOneLine() {
    let errors: [PeerError] = [
      .failed(command: "a b", end: .status(1), lastWords: "no module"),
      .failed(command: "a b", end: .signal(9), lastWords: nil),
      .interrupted(command: "a b"),
      .noEpoch(command: "a b"),
    ]
    #expect(
      errors.map { "\($0)" } == [
        "'a b' ended with status 1: no module",
        "'a b' was ended by signal 9",
        "'a b' was interrupted",
        "'a b' printed no epoch_s=SECONDS, which is how it tells what an epoch took",
      ])
  }
}
