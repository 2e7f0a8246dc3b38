import TerminalUI
import TestSupport
import Testing

@testable import Autoencoders
@testable import Explorer

struct EpochsFeatureTests {
  /// The run of the fixture with four epochs behind it, the second with a rounded decoder.
  private static func state(
    _ width: Int = 120, _ height: Int = 40, _ capabilities: Capabilities = Capabilities()
  ) -> ExplorerState {
    var state = ExplorerState(
      size: Size(width: width, height: height), capabilities: capabilities,
      session: Fixture.sessionWithPast)
    _ = state.start()
    return state
  }

  private static func shown(_ state: ExplorerState) -> Int? { state.run.epochs.shown?.epoch }

  @Test func epochsAreSteppedThrough() {
    var state = Self.state()
    #expect(Self.shown(state) == nil)
    state.press("[")
    #expect(Self.shown(state) == 11)
    state.press("[", "[")
    #expect(Self.shown(state) == 4)
    state.press("]")
    #expect(Self.shown(state) == 8)
    state.press("{")
    #expect(Self.shown(state) == 1)
    state.press("[")
    #expect(Self.shown(state) == 1 && state.notice == .firstEpochShown)
    state.press("}")
    #expect(Self.shown(state) == nil && state.notice == nil)
    state.press("]")
    #expect(Self.shown(state) == nil && state.notice == .newestEpochShown)
    state.press("[", "]")
    #expect(Self.shown(state) == nil)
  }

  /// The codes and weights on screen are those of the epoch, and the cursor's code stands still.
  @Test func everythingIsOfThatEpoch() {
    var state = Self.state()
    state.press("3")
    let (code, newest) = (state.run.latent.cursor, state.run.map)
    let effects = state.press("{")
    #expect(effects.contains(.decode(code, of: .first)))
    #expect(state.run.latent.cursor == code)
    #expect(state.run.map?.epoch == 1 && state.run.weights?.step == 100)
    #expect(state.run.map?.points.first?.x == (newest?.points.first?.x ?? 0) / 12)
    let text = state.render().text
    #expect(text.contains("showing epoch 1") && text.contains("2000 test codes of epoch 1"))
    state.press("}")
    #expect(state.run.map == newest && state.run.weights == Fixture.session.model)
    #expect(!state.render().text.contains("showing epoch"))
  }

  @Test func aRoundedDecoderSaysSoAndHasNoPosterior() {
    var state = Self.state()
    state.session.images = Fixture.ringImages
    _ = state.update(
      .decoded(DecodedImage(code: state.run.latent.cursor, pixels: Fixture.ring, step: 1)))
    state.press(":", "e", "p", "o", "c", "h", ".", "s", "h", "o", "w", "Space", "5", "Enter")
    #expect(Self.shown(state) == 4 && !state.run.hasEncoder)
    #expect(state.render().text.contains("weights of 8 bits"))
    state.press("e")
    #expect(state.run.layers.posterior == .none)
    #expect(state.notice?.text == "of this epoch the decoder alone was kept")
    state.press("]", "e")
    #expect(state.run.layers.posterior == .nearest)
  }

  @Test func chartsShowTheEpochAsALine() {
    var state = Self.state()
    state.press("F2", "{", "]", "]")
    let text = state.render().text
    #expect(text.contains(" 8.00 train") && text.contains("test"))
    state.press("Left")
    #expect(!state.render().text.contains(" 8.00 train"))
  }

  @Test func withoutEarlierEpochsItIsSaid() {
    var state = Fixture.start
    for key in ["[", "]", "{", "}", "T"] {
      state.press(key)
      #expect(state.notice == .noEarlierEpochs)
    }
    #expect(state.frameInterval == nil)
  }

  // MARK: While training

  /// The newest epoch is noted, not forced.
  @Test func aNewEpochIsNoted() {
    var state = Self.state()
    state.press("{")
    let shown = state.run.map
    var news = Fixture.sessionWithPast
    news.map?.epoch = 13
    news.epochs.add(Fixture.record(epoch: 13))
    _ = state.update(.session(news, of: .first))
    #expect(state.run.map == shown && Self.shown(state) == 1)
    #expect(state.notice == .newEpoch(13))
    state.press("}")
    #expect(state.run.map?.epoch == 13)
    _ = state.update(.session(news, of: .first))
    #expect(state.notice == nil)
  }

  // MARK: Time lapse

  @Test func aTimeLapseGoesThroughAllEpochsOnce() {
    var state = Self.state()
    state.press("T")
    #expect(Self.shown(state) == 1 && state.run.epochs.isPlaying)
    var seen: [Int?] = []
    while let interval = state.frameInterval, seen.count < 99 {
      _ = state.update(.elapsed(seconds: interval))
      seen.append(Self.shown(state))
    }
    #expect(seen == [4, 8, 11, nil] && !state.run.epochs.isPlaying)
  }

  @Test func anEpochKeyStopsIt() {
    var state = Self.state()
    state.press("T", "]")
    #expect(Self.shown(state) == 4 && !state.run.epochs.isPlaying && state.frameInterval == nil)
    state.press("T")
    #expect(Self.shown(state) == 4 && state.run.epochs.isPlaying)
    state.press("T")
    #expect(!state.run.epochs.isPlaying)
  }

  /// Of many epochs no more seconds are made than a person looks on.
  @Test func manyEpochsGoByFaster() {
    #expect(EpochsFeature.interval(of: 4) == 0.25 && EpochsFeature.interval(of: 1_200) == 0.01)
  }

  // MARK: The cursor

  @Test func theCursorGoesWithItsImage() throws {
    var state = Self.state()
    state.press("3", "s")
    let image = try #require(state.run.latent.anchor?.image)
    state.press(
      ":", "e", "p", "o", "c", "h", ".", "f", "o", "l", "l", "o", "w", "-", "i", "m", "a", "g", "e",
      "Enter")
    #expect(state.notice == .cursorFollows(image: image))
    state.press("{")
    #expect(state.run.latent.cursor == state.run.map?.code(image))
    state.press("}")
    #expect(state.run.latent.cursor == state.run.map?.code(image))
  }

  // MARK: Pictures

  @Test(arguments: [(40, 18), (80, 24), (120, 40), (200, 60)])
  func everySize(width: Int, height: Int) throws {
    var state = Self.state(width, height)
    state.press("3", "{", "]", "]")
    _ = state.update(
      .decoded(DecodedImage(code: state.run.latent.cursor, pixels: Fixture.ring, step: 800)))
    try expectGolden(state.render().text, "epoch-\(width)x\(height).txt")
  }
}

extension Fixture {
  /// The codes of the fixture, drawn in to the origin as an epoch is earlier than the twelfth.
  static func record(epoch: Int) -> EpochRecord {
    let share = Float(epoch) / 12
    return EpochRecord(
      epoch: epoch, codes: map.codes.map { $0 * share },
      of: ModelSnapshot(
        configuration: model.configuration, parameters: model.parameters, step: 100 * epoch))
  }

  static let sessionWithPast: SessionSnapshot = {
    var session = Fixture.session
    session.map?.epoch = 12
    for epoch in [1, 4, 8, 11, 12] {
      let record = record(epoch: epoch)
      session.epochs.add(epoch == 4 ? record.rounded : record)
    }
    return session
  }()
}
