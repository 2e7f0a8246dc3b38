import Autoencoders
import Explorer
import TerminalUI
import TestSupport
import Testing

/// The page of training.
struct TrainScreenTests {
  /// A warm-up in which the weight of the KL term is yet to come to one, and one latent of three is unused.
  private static let session: SessionSnapshot = {
    var session = Fixture.session
    var training = Preset.all[0].training
    training.objective.klSchedule = .warmUp(epochs: 20)
    session.training = training
    session.klPerDimension = [3.25, 0.004, 2.75]
    session.vitals = TrainingVitals(
      learningRate: 0.000_85, objective: training.objective.scheduled(epoch: 12),
      step: StepSize(gradientNorm: 41.27, updateRatio: 0.001_23), memory: 123 << 20)
    session.history = LossHistory()
    for step in 1...240 {
      let epoch = Double(step) / 20
      let swing = Double((step * 7) % 11) - 5
      session.history.add(
        StepReport(
          step: step, epoch: epoch,
          loss: LossTerms(
            reconstruction: 140 + 60 / (0.3 + epoch) + swing,
            kl: 6 - 2 / (0.5 + epoch) + swing / 20,
            klWeight: epoch / 20)), endsLine: step % 2 == 0)
      if step % 20 == 0 {
        session.history.addTest(
          LossTerms(
            reconstruction: 142 + 60 / (0.3 + epoch), kl: 6 - 2 / (0.5 + epoch), klWeight: 1),
          epoch: epoch)
      }
    }
    return session
  }()

  private func state(_ width: Int, _ height: Int) -> ExplorerState {
    var state = ExplorerState(
      size: Size(width: width, height: height), capabilities: Capabilities(), session: Self.session)
    state.press("F2")
    return state
  }

  @Test(arguments: [(40, 18), (58, 24), (80, 24), (120, 40), (200, 60)])
  func screens(width: Int, height: Int) throws {
    try expectGolden(state(width, height).render().text, "train-\(width)x\(height).txt")
  }

  @Test(arguments: [("training", 1), ("KL", 2), ("health", 3)])
  func panesThatAreShownByThemselves(name: String, tabs: Int) throws {
    var state = state(40, 18)
    for _ in 0..<tabs { state.press("Tab") }
    try expectGolden(state.render().text, "train-40x18-\(name).txt")
  }

  /// What is wrong with the run's files stays on every page, before help and quit, until it is over.
  @Test(arguments: [40, 80, 200])
  func aWarningStays(width: Int) throws {
    var session = Self.session
    let warning = "not saved: No space left on device; training goes on, saving is tried again"
    session.warning = warning
    var state = state(width, 40)
    _ = state.update(.session(session, of: .first))
    for page in ["F1", "F2", "F5", "F2"] {
      state.press(page)
      let line = try #require(state.render().text.split(separator: "\n").last)
      #expect(line.contains(warning.prefix(width - 24)), "\(line)")
      #expect(line.contains("help") && line.contains("quit"), "\(line)")
    }
    session.warning = nil
    _ = state.update(.session(session, of: .first))
    #expect(!state.render().text.contains("not saved"))
  }

  /// What training minimizes is a chart of its own where it is not the ELBO.
  @Test func theObjectiveHasItsOwnChart() {
    #expect(state(120, 40).render().text.contains("objective train"))
    var session = Self.session
    session.history = Fixture.history
    var state = state(120, 40)
    _ = state.update(.session(session, of: .first))
    #expect(!state.render().text.contains("objective train"))
  }

  /// Runs of the preset that were trained before lie faint behind, where nothing else is drawn.
  @Test(arguments: ScreenGoldenTests.Mode.allCases)
  func earlierRunsLieBehind(mode: ScreenGoldenTests.Mode) throws {
    var session = Self.session
    session.earlierRuns = [0.6, 1.8].map { scale in
      var history = LossHistory()
      for step in 1...300 {
        let epoch = Double(step) / 25
        history.add(
          StepReport(
            step: step, epoch: epoch,
            loss: LossTerms(
              reconstruction: 150 + 60 * scale / (0.3 + epoch), kl: 6 - 2 * scale / (0.5 + epoch),
              klWeight: 1)))
      }
      return EarlierRun(name: "vae-\(scale)", history: history)
    }
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: mode.capabilities, session: session)
    state.press("F2")
    #expect(state.render().text.contains("faint: train of 2 earlier runs"))
    try expectGolden(
      state.render().ansiText.replacing("\u{1b}", with: "␛"),
      "train-earlier-\(mode.rawValue).ansi.txt")
    state.press("e")
    #expect(!state.render().text.contains("earlier runs"))
    var without = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: mode.capabilities, session: Self.session)
    without.press("F2")
    #expect(state.render().text == without.render().text)
  }
}
