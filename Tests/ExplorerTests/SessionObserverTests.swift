import Autoencoders
import Explorer
import TerminalUI
import TestSupport
import Testing

struct SessionObserverTests {
  /// 128 steps an epoch are two or more to a line; 21 epochs of 51 lines are more than a chart keeps.
  @Test(.mustEnd, arguments: [(256, 2), (204, 21)])
  func aRunLooksTheSameLiveAndOpenedAgain(images: Int, epochs: Int) throws {
    let watched = try WatchedRun("vae", train: images) { ($0.epochs, $0.batchSize) = (epochs, 2) }
    try watched.run.run()
    let (live, opened) = (try watched.snapshot().history, try watched.opened())
    #expect(live == opened)
    #expect(live.train.count > 50 && live.test.count == epochs)
    #expect(live.train.reduce(0) { $0 + $1.losses.steps } == images / 2 * epochs)
  }

  /// Of its last line, which is not full, a run that is stopped loses nothing.
  @Test(.mustEnd) func aStoppedRunLooksTheSameOpenedAgain() throws {
    let stopper = Stopper(after: 203)
    let watched = try WatchedRun("vae", train: 400, and: stopper) {
      ($0.epochs, $0.batchSize) = (9, 2)
    }
    try watched.run.run(stopper.control)
    let (snapshot, opened) = (try watched.snapshot(), try watched.opened())
    #expect(snapshot.history == opened)
    #expect(snapshot.history.train.reduce(0) { $0 + $1.losses.steps } == 203)
    #expect(snapshot.ending == .stopped && snapshot.phase == .idle)
    #expect(snapshot.map?.epoch == 1 + 3 / 200.0 && snapshot.model?.step == 203)
  }

  /// A warning is shown with the next snapshot, and until it is taken back.
  @Test(.mustEnd) func aWarningIsPublished() throws {
    let watched = try WatchedRun("vae", train: 20) { ($0.epochs, $0.batchSize) = (1, 10) }
    watched.observer.warn("not saved")
    try watched.run.run()
    #expect(try watched.snapshot().warning == "not saved")
  }

  private final class Stopper: TrainingObserver {
    let control = TrainingControl()
    private let last: Int

    init(after last: Int) { self.last = last }

    func observe(_ event: TrainingEvent, in run: TrainingRun) {
      if run.trainer.position.step == last { control.request(.stop) }
    }
  }

  /// The loss of a layer in training is that of no model: it has a chart of its own.
  @Test(.mustEnd) func aLayersLossIsNoneOfTheModel() throws {
    let watched = try WatchedRun("stacked", train: 20) {
      ($0.epochs, $0.batchSize) = (6, 10)
      $0.pretraining?.epochsPerLayer = 1
    }
    try watched.run.run()
    let (history, opened) = (try watched.snapshot().history, try watched.opened())
    #expect(history == opened)
    for number in 1...4 {
      let part = LossPart.layer(PretrainedLayer(number: number, count: 4))
      let own = history.train.filter { part.spread(of: $0) != nil }
      #expect(own.map(\.epoch) == [Double(number) - 0.5, Double(number)])
    }
    let whole = history.train.filter { LossPart.reconstruction.spread(of: $0) != nil }
    #expect(whole.map(\.epoch) == [4.5, 5, 5.5, 6])
    #expect(
      LossPart.layer(PretrainedLayer(number: 1, count: 4)).value(ofTest: history.test[0].loss)
        == nil)
  }

  /// At whatever moment, the codes on the map are those that the published weights give, of clean images.
  @Test(.mustEnd, arguments: ["vae", "denoise-dense", "vae-binary", "ae"])
  func codesAndWeightsAreOfOneMoment(preset: String) throws {
    let watcher = CodeChecker()
    let watched = try WatchedRun(preset, train: 60, test: 30, and: watcher) {
      ($0.epochs, $0.batchSize) = (2, 20)
    }
    watcher.watched = watched.session
    try watched.run.run()
    #expect(watcher.epochs.first == 0 && watcher.epochs.last == 2 && watcher.epochs.count >= 3)
    #expect(watcher.greatestDifference < 1e-5)
    let input = try watched.snapshot().map?.input
    #expect(input == ["denoise-dense": "clean input", "vae-binary": "gray input"][preset])
  }

  private final class CodeChecker: TrainingObserver {
    var watched: Session?
    private(set) var epochs: [Double] = []
    private(set) var greatestDifference: Float = 0
    private var version = 0

    func observe(_ event: TrainingEvent, in run: TrainingRun) {
      guard let snapshot = watched?.take(after: &version), let map = snapshot.map,
        let model = snapshot.model, let epoch = map.epoch
      else { return }
      epochs.append(epoch)
      let codes = Evaluator(
        images: run.evaluator.images, model: model.configuration, capacity: 30
      ).codes(Autoencoder(model, capacity: 30))
      for (a, b) in zip(codes, map.codes) {
        greatestDifference = max(greatestDifference, abs(a - b))
      }
    }
  }

  /// Of wide codes, the images stay about where they were from look to look: no mirror, no turn.
  @Test(.mustEnd) func thePlaneOfWideCodesStaysAsItWas() throws {
    let watcher = PlaceWatcher()
    let watched = try WatchedRun("simple", train: 60, test: 40, and: watcher) {
      ($0.epochs, $0.batchSize) = (6, 20)
    }
    watcher.watched = watched.session
    try watched.run.run()
    #expect(watcher.correlations.count >= 4 && watcher.correlations.allSatisfy { $0 > 0 })
  }

  /// How the places of one look go with those of the look before: x with x plus y with y.
  private final class PlaceWatcher: TrainingObserver {
    var watched: Session?
    private(set) var correlations: [Float] = []
    private var points: [ScatterPoint]?
    private var version = 0

    func observe(_ event: TrainingEvent, in run: TrainingRun) {
      guard let map = watched?.take(after: &version)?.map, map.points != points else { return }
      if let points {
        correlations.append(
          zip(points, map.points).reduce(0) { $0 + $1.0.x * $1.1.x + $1.0.y * $1.1.y })
      }
      points = map.points
    }
  }

  /// A second a step, of which each epoch has three: of 100, 100 and 50 images.
  @Test(.mustEnd) func aShortBatchCountsForWhatItHas() throws {
    var now = 0.0
    let watched = try WatchedRun(
      "ae", train: 250,
      seconds: {
        now += 1; return now
      }
    ) {
      ($0.epochs, $0.batchSize) = (2, 100)
    }
    let (run, trainer) = (watched.run, watched.run.trainer)
    watched.observer.observe(.began, in: run)
    for step in 1...3 {
      let report = try trainer.step()
      trainer.position.seconds = Double(step)
      watched.observer.observe(.stepped(report), in: run)
    }
    let progress = try #require(try watched.snapshot().progress)
    #expect(progress.imagesPerSecond == 75)
    #expect(progress.secondsLeft == 250 / 75.0)
  }

  /// On a clock that stands still but for training: looks after 0, 0.1, 0.2, 0.4 and 0.8 seconds.
  @Test(.mustEnd) func trainedCodesAreShownEarlyWithinALongEpoch() throws {
    var now = 0.0
    let watched = try WatchedRun(
      "ae", train: 400, test: 1_200,
      seconds: {
        now += 0.01; return now
      }
    ) {
      ($0.epochs, $0.batchSize) = (1, 2)
    }
    let (run, trainer) = (watched.run, watched.run.trainer)
    watched.observer.observe(.began, in: run)
    var looks = [0]
    #expect(try watched.snapshot().map?.points.count == 1_000)
    for step in 1...100 {
      let report = try trainer.step()
      trainer.position.seconds = Double(step) / 100
      watched.observer.observe(.stepped(report), in: run)
      if let seen = try watched.snapshot().model?.step, seen != looks.last { looks.append(seen) }
    }
    #expect(looks == [0, 10, 20, 40, 80])
  }
}
