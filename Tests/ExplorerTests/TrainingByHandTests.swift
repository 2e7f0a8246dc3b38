import Autoencoders
import Explorer
import TerminalUI
import TestSupport
import Testing

/// A person who takes training into their own hands.
struct TrainingByHandTests {
  private static func state() -> ExplorerState {
    var session = Fixture.session
    session.training = Preset.all[0].training
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
    state.press("F2")
    return state
  }

  private static func type(_ line: String, _ state: inout ExplorerState) -> [Effect] {
    state.press(":")
    for character in line { state.press(character == " " ? "Space" : String(character)) }
    return state.press("Enter")
  }

  @Test func stepsAreTakenWhilePaused() {
    var state = Self.state()
    #expect(state.press(".").isEmpty && state.notice == .stepsWhilePaused)
    #expect(state.press("Space") == [.control(.pause, of: .first)])
    #expect(state.press(".") == [.step(of: .first)])
  }

  @Test func theRateAndTheWeightsAreChanged() {
    var state = Self.state()
    #expect(state.press("(") == [.intervene(.rateFactor(0.5), of: .first)])
    #expect(state.press(")") == [.intervene(.rateFactor(2), of: .first)])
    #expect(Self.type("train.rate 0.0005", &state) == [.intervene(.rate(0.0005), of: .first)])
    #expect(
      Self.type("train.kl-weight 2.5", &state) == [.intervene(.weight(.kl, 2.5), of: .first)])
    #expect(
      Self.type("train.set kl-weight 0", &state) == [.intervene(.weight(.kl, 0), of: .first)])
    #expect(Self.type("train.set penalty 1", &state).isEmpty)
    #expect(state.notice?.text == "the objective has no penalty, but kl-weight")
  }

  /// A run of a sweep that was trained by other rates would be counted as what its plan says.
  @Test func nothingIsChangedOfARunOfAPlan() {
    var state = Self.state()
    var session = state.session
    session.summary.isPlanned = true
    _ = state.update(.session(session, of: .first))
    for line in ["train.rate 0.0005", "train.kl-weight 2.5"] {
      #expect(Self.type(line, &state).isEmpty && state.notice == .runIsOfSweep)
    }
    #expect(state.press("Space") == [.control(.pause, of: .first)])
  }

  @Test func nothingIsChangedOfARunThatIsOver() {
    var state = Self.state()
    var session = state.session
    session.phase = .idle
    _ = state.update(.session(session, of: .first))
    for key in [".", "(", ")"] {
      #expect(state.press(key).isEmpty && state.notice == .nothingIsTrained)
    }
  }

  /// A change is told once, in a line, and stands on the charts and among the numbers from then on.
  @Test func aChangeIsToldAndMarked() {
    var state = Self.state()
    #expect(!state.render().text.contains("▾"))
    var session = state.session
    var weights = ObjectiveWeights()
    weights[.kl] = 2
    session.changes = [CourseChange(step: 900, epoch: 9, rateScale: 0.5, weights: weights)]
    session.vitals = TrainingVitals(
      learningRate: 0.0005, objective: Objective(klWeight: 2), step: nil, memory: nil)
    _ = state.update(.session(session, of: .first))
    let text = state.render().text
    #expect(
      text.contains("learning rate 0.002 before its schedule, KL weight 2.0 from step 900 on"))
    #expect(text.contains("▾") && text.contains("by hand"))
    state.press("Tab")
    #expect(state.notice == nil && state.render().text.contains("▾"))
  }

  private static let looks = [(80, 24), (120, 40), (200, 60)].flatMap { width, height in
    [("", Capabilities()), ("-ascii", Capabilities(colors: .none, glyphs: .ascii))].map {
      (width: width, height: height, name: $0.0, capabilities: $0.1)
    }
  }

  private static let session: SessionSnapshot = {
    var session = Fixture.session
    session.training = Preset.all[0].training
    session.history = LossHistory()
    for step in 1...240 {
      let epoch = Double(step) / 20
      session.history.add(
        StepReport(
          step: step, epoch: epoch,
          loss: LossTerms(
            reconstruction: 100 + 60 / (0.3 + epoch), kl: 12 - 6 / (0.5 + epoch), klWeight: 4,
            adjustment: 20)))
      if step % 20 == 0 {
        session.history.addTest(
          LossTerms(reconstruction: 100, kl: 12, klWeight: 4), epoch: epoch,
          klPerDimension: [epoch / 3, 5 - epoch / 4, 0.01])
      }
    }
    return session
  }()

  /// The charts' other shapes: the terms of the objective on top of each other, and the KL term of each latent.
  @Test(arguments: looks.indices, ["stack", "latents"])
  func shapesOfTheCharts(look: Int, shape: String) throws {
    let look = Self.looks[look]
    var state = ExplorerState(
      size: Size(width: look.width, height: look.height), capabilities: look.capabilities,
      session: Self.session)
    state.press("F2", "v")
    if shape == "latents" { state.press("v") }
    try expectGolden(
      state.render().text, "train-\(shape)-\(look.width)x\(look.height)\(look.name).txt")
  }

  @Test func theShapesComeRound() {
    var state = Self.state()
    for shape in [LossesShape.stack, .parts, .stack, .parts] {
      state.press("v")
      #expect(state.run.losses.shape == shape)
    }
    _ = state.update(.session(Self.session, of: .first))
    for shape in [LossesShape.stack, .latents, .parts] {
      state.press("v")
      #expect(state.run.losses.shape == shape)
    }
  }
}
