import Autoencoders
import Foundation
import Synchronization
import TestSupport
import Testing

struct TrainingRunTests {
  /// Writes down what it is told.
  final class Witness: TrainingObserver {
    var steps: [StepReport] = []
    var epochs: [EpochReport] = []
    var endings: [TrainingEnding] = []
    var begun = 0
    var onStep: (StepReport) -> Void = { _ in }

    func observe(_ event: TrainingEvent, in run: TrainingRun) {
      switch event {
      case .began: begun += 1
      case .wentBack, .courseChanged: Issue.record("it changes its course")
      case .stepped(let report):
        steps.append(report)
        onStep(report)
      case .epochEnded(let report): epochs.append(report)
      case .ended(let ending): endings.append(ending)
      }
    }
  }

  @Test func tellsEverythingOnce() throws {
    let witness = Witness()
    let trainer = SmallRun.trainer(Preset.all[0])
    let ending = try TrainingRun(
      trainer, evaluator: SmallRun.evaluator(Preset.all[0]), observers: [witness]
    ).run()
    #expect(ending == .finished && witness.endings == [.finished] && witness.begun == 1)
    #expect(witness.steps.map(\.step) == Array(1...33))
    #expect(witness.epochs.map(\.epoch) == [1, 2, 3])
    #expect(witness.steps[10].epoch == 1)
    // The epoch's training loss is the mean over images: ten batches of 96 and one of 40.
    let batches = witness.steps.prefix(11).map(\.loss.total)
    let mean = (batches.prefix(10).reduce(0, +) * 96 + batches[10] * 40) / 1_000
    #expect(abs(witness.epochs[0].train.total - mean) < 1e-9)
    #expect(witness.epochs[0].test.images == 200)
    #expect(witness.epochs[2].secondsLeft == 0)
  }

  @Test(arguments: [
    (TrainingControl.Command.stop, TrainingEnding.stopped, 1), (.abort, .aborted, 0),
  ])
  func endsWhenAsked(command: TrainingControl.Command, ending: TrainingEnding, saves: Int) throws {
    let witness = Witness()
    let control = TrainingControl()
    witness.onStep = { if $0.step == 5 { control.request(command) } }
    var saved = 0
    let run = TrainingRun(
      SmallRun.trainer(Preset.all[0]), evaluator: SmallRun.evaluator(Preset.all[0]),
      observers: [witness], policies: [CheckpointPolicy(every: 1e9)], save: { saved += 1 })
    #expect(try run.run(control) == ending)
    #expect(witness.steps.count == 5 && saved == saves)
  }

  @Test func aStoppedRunCanOnlyBeAborted() {
    let control = TrainingControl()
    control.request(.pause)
    control.request(.run)
    control.request(.stop)
    control.request(.run)
    #expect(control.current == .stop)
    control.request(.abort)
    control.request(.stop)
    #expect(control.current == .abort)
  }

  /// A run that pauses itself, with the file that tells of its thread.
  private final class PausedRun: Sendable {
    let control = TrainingControl()
    private let state = Mutex((statusFile: String?.none, ending: TrainingEnding?.none))

    var statusFile: String? { state.withLock(\.statusFile) }
    var ending: TrainingEnding? { state.withLock(\.ending) }

    /// Trains on a thread of its own and pauses at the fifth step.
    func start() {
      Thread {
        let witness = Witness()
        witness.onStep = { report in
          guard report.step == 5 else { return }
          self.control.request(.pause)
          self.state.withLock {
            $0.statusFile = try? FileManager.default.destinationOfSymbolicLink(
              atPath: "/proc/thread-self")
          }
        }
        let ending = try? TrainingRun(
          SmallRun.trainer(Preset.all[0]), evaluator: SmallRun.evaluator(Preset.all[0]),
          observers: [witness]
        ).run(self.control)
        self.state.withLock { $0.ending = ending }
      }.start()
    }

    /// How often the thread has waited; nil while it runs.
    var waits: Int? {
      guard let statusFile,
        let text = try? String(contentsOfFile: "/proc/\(statusFile)/status", encoding: .utf8),
        text.contains("S (sleeping)"), let line = text.firstRange(of: "\nvoluntary_ctxt_switches:")
      else { return nil }
      return Int(text[line.upperBound...].prefix { $0 != "\n" }.filter(\.isNumber))
    }
  }

  private static func pause() { Thread.sleep(forTimeInterval: 0.1) }

  @Test(
    .mustEnd,
    arguments: [
      (TrainingControl.Command.run, TrainingEnding.finished), (.stop, .stopped), (.abort, .aborted),
    ])
  func aPausedRunGoesOnWhenAsked(command: TrainingControl.Command, ending: TrainingEnding) {
    let run = PausedRun()
    run.start()
    while run.waits == nil { Self.pause() }
    run.control.request(command)
    while run.ending == nil { Self.pause() }
    #expect(run.ending == ending)
  }

  /// A wait that begins anew, as one of some milliseconds does, counts as another.
  @Test(.mustEnd) func aPausedRunDoesNotWake() {
    let run = PausedRun()
    run.start()
    while run.waits == nil { Self.pause() }
    Self.pause()
    let waits = run.waits
    Self.pause()
    #expect(run.waits == waits && waits != nil)
    run.control.request(.abort)
    while run.ending == nil { Self.pause() }
  }

  @Test func checkpointsAreDueByTimeAndAtTheEnd() {
    let report = StepReport(
      step: 1, epoch: 0.1, loss: LossTerms(reconstruction: 1, kl: 1, klWeight: 1))
    var policy = CheckpointPolicy(every: 10, from: 100)
    var position = TrainingPosition()
    func isDue(_ event: TrainingEvent, _ seconds: Double) -> Bool {
      position.seconds = seconds
      return policy.actions(after: event, at: position) == [.saveCheckpoint]
    }
    #expect(!isDue(.began, 100))
    #expect(!isDue(.stepped(report), 109))
    #expect(isDue(.stepped(report), 110))
    #expect(!isDue(.stepped(report), 119))
    #expect(isDue(.stepped(report), 121))
    #expect(!isDue(.ended(.aborted), 200))
    #expect(isDue(.ended(.stopped), 121))
    #expect(isDue(.ended(.finished), 121))
  }
}
