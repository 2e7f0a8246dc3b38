import Autoencoders
import ImageSets
import TerminalUI
import Testing

@testable import Explorer

/// A person who draws.
struct DrawFeatureTests {
  /// The page of a fresh model, after some keys, each with the work that it asked for.
  private static func state(
    _ preset: String = "vae", images: LabeledImages? = ImagesFixture.images(), keys: String...
  ) throws -> (state: ExplorerState, bench: DrawBench) {
    let model = try ImagesFixture.model(preset)
    var session = ImagesFixture.session(model, images)
    if let images { session.map = DrawBench.map(of: images, by: model) }
    var state = ExplorerState(
      size: Size(width: 120, height: 40), capabilities: Capabilities(), session: session)
    let bench = DrawBench(model: model, images: images)
    bench.press(["F6"] + keys, &state)
    return (state, bench)
  }

  /// A stroke, whose code the cursor goes to.
  @Test func aStrokeIsReadAtOnce() throws {
    var (state, bench) = try Self.state()
    #expect(
      state.run.draw.reading == nil && state.render().text.contains("Space puts the pen down"))
    bench.press(["Up", "Space", "Down", "Down", "Right"], &state)
    let reading = try #require(state.run.draw.reading)
    #expect(state.run.draw.isCurrent && reading.code == state.run.latent.cursor)
    #expect(state.run.draw.neighbors.count == 20)
    let input = try #require(state.run.draw.input)
    let image = LabeledImages(height: 28, width: 28, pixels: input.levels)
    #expect(reading.code == bench.model.encode(image)[0])
    #expect(reading.output == bench.model.reconstruct(image)[0])
    let screen = state.render().text
    #expect(screen.contains("posterior of the drawing") && screen.contains("near "))
  }

  /// Three steps at once are as wide a stroke as one by one, and a lifted pen leaves nothing.
  @Test func thePenDrawsWhereItIsDown() throws {
    let one = try Self.state(keys: "Space", "Right", "Right", "Right", "Right", "Right").state
    let five = try Self.state(keys: "Space", "Shift-Right").state
    #expect(one.run.draw.image == five.run.draw.image)
    let lifted = try Self.state(keys: "Space", "Space", "Shift-Right").state
    let dot = try Self.state(keys: "Space").state
    #expect(lifted.run.draw.image == dot.run.draw.image)
    #expect(lifted.run.draw.pen?.place == five.run.draw.pen?.place)
  }

  /// On the drawing Space is the pen's; beside it, training's.
  @Test func spaceIsThePensOnPaper() throws {
    var state = Fixture.start
    state.press("F6", "Space")
    #expect(state.session.phase == .training && state.run.draw.pen?.isDown == true)
    state.press("Space", "Tab", "Space")
    #expect(state.focus == .latent && state.session.phase == .paused)
  }

  @Test func theLastStrokesAreTakenBack() throws {
    var (state, _) = try Self.state(keys: "Space", "Shift-Right", "Space", "Down")
    let first = state.run.draw.image
    state.press("Space", "Down", "Down")
    #expect(state.run.draw.image != first)
    state.press("u")
    #expect(state.run.draw.image == first && state.run.draw.pen?.isDown == false)
    state.press("u")
    #expect(state.run.draw.image?.isBlank == true && state.run.draw.reading == nil)
    state.press("u")
    #expect(state.notice == .nothingToUndo)
    state.press("Space", "x", "u")
    #expect(state.run.draw.image?.isBlank == false)
  }

  @Test func theEraserTakesAway() throws {
    let (state, _) = try Self.state(
      keys: "Space", "Right", "Space", "e", ">", ">", "Space", "Left")
    #expect(state.run.draw.image?.isBlank == true && state.run.draw.input == nil)
    #expect(state.render().text.contains("eraser down"))
  }

  /// The next image of a class each time, and one by its number.
  @Test func testImagesAreABeginning() throws {
    var (state, bench) = try Self.state(keys: "3")
    let images = ImagesFixture.images()
    let places = images.labels.indices.filter { images.labels[$0] == 3 }
    for place in places.prefix(2) {
      #expect(state.run.draw.origin == images.numbers[place])
      #expect(state.run.draw.image?.levels == Array(images.image(place)))
      #expect(state.render().text.contains("began with #\(images.numbers[place])"))
      bench.press(["3"], &state)
    }
    bench.type("draw.from #1005", &state)
    #expect(state.run.draw.image?.levels == Array(images.image(5)))
    bench.type("draw.from #3", &state)
    #expect(state.notice == .noTestImage(3))
    bench.press(["u", "u"], &state)
    #expect(state.run.draw.origin == images.numbers[places[1]])
  }

  /// The frame is decided by the test images, and can be had or left.
  @Test func theFrameIsSwitched() throws {
    var (state, bench) = try Self.state(keys: "Space", "Right")
    #expect(state.run.draw.isFramed == false)
    #expect(state.run.draw.input == state.run.draw.image)
    #expect(state.render().text.contains("read as drawn"))
    let asDrawn = try #require(state.run.draw.reading)
    bench.press(["c"], &state)
    let framed = try #require(state.run.draw.reading)
    let shape = FeatureShape(height: 28, width: 28, channels: 1)
    let pixels = try #require(state.run.draw.image?.pixels)
    #expect(state.run.draw.input?.pixels == CharacterFrame(shape).framed(pixels))
    #expect(framed.code != asDrawn.code && state.render().text.contains("read boxed and centered"))
  }

  /// Newer weights read the drawing again.
  @Test func newWeightsReadItAgain() throws {
    var (state, bench) = try Self.state(keys: "Space")
    var session = state.session
    let other = Autoencoder(
      bench.model.configuration, initialization: .heUniform, seed: 2, capacity: 20,
      on: try Engine(threads: 1))
    session.model = other.snapshot(step: 200)
    session.map = DrawBench.map(of: ImagesFixture.images(), by: other)
    let before = try #require(state.run.draw.reading)
    let effects = state.update(.session(session, of: .first))
    #expect(!state.run.draw.isCurrent)
    #expect(state.render().text.contains("reading it ..."))
    DrawBench(model: other, images: session.images).do(effects, &state)
    #expect(state.run.draw.isCurrent && state.run.draw.reading?.code != before.code)
  }

  @Test func thePenIsLiftedWhereThePageIsLeft() throws {
    var (state, _) = try Self.state(keys: "Space")
    state.press("Esc")
    #expect(state.run.draw.pen?.isDown == false && state.screen == .draw)
    state.press("Space")
    #expect(state.press("F1").contains(.decode(state.run.latent.cursor, of: .first)))
    state.press("Right", "Right")
    let code = state.run.latent.cursor
    state.press("F6")
    #expect(state.run.latent.cursor != code)
    #expect(state.run.latent.cursor == state.run.draw.reading?.code)
    #expect(state.run.draw.pen?.isDown == false && state.run.draw.image?.isBlank == false)
  }

  // MARK: Other models

  /// Images of another shape and in color, codes of feature maps, flows, denoisers, machines.
  @Test(arguments: ["ae", "simple", "conv", "denoise", "iaf", "rbm", "vae-wide"])
  func everyModelReads(preset: String) throws {
    let (state, _) = try Self.state(preset, keys: "Space", "Right", "Right", "Down")
    let reading = try #require(state.run.draw.reading)
    let configuration = try #require(state.session.model?.configuration)
    #expect(reading.code.count == configuration.latentCount)
    #expect((reading.restoration != nil) == (configuration.corruption != nil))
    #expect(reading.isVariational == configuration.isVariational)
    #expect(reading.samples.isEmpty == !configuration.latent.hasFlow)
    let screen = state.render().text
    #expect(screen.contains(reading.posterior == nil ? "code of the drawing" : "posterior of"))
    #expect(screen.contains("relative error"))
    #expect(screen.contains("restored") == (configuration.corruption != nil))
  }

  @Test func colorIsDrawnWithColors() throws {
    let shape = FeatureShape(height: 12, width: 16, channels: 3)
    let preset = try #require(Preset.named("vae")).fitted(to: shape)
    let model = Autoencoder(
      preset.model, initialization: .heUniform, seed: 1, capacity: 20, on: try Engine(threads: 1))
    var state = ExplorerState(
      size: Size(width: 80, height: 24), capabilities: Capabilities(),
      session: ImagesFixture.session(model, nil))
    let bench = DrawBench(model: model, images: nil)
    bench.press(["F6", "i", "Space", "Right"], &state)
    let pixels = try #require(state.run.draw.image?.pixels)
    let pen = try #require(state.run.draw.pen)
    let first = (pen.place.y * 16 + pen.place.x) * 3
    #expect(pen.color == .red && Array(pixels[first..<first + 3]) == [1, 0, 0])
    #expect(state.run.draw.reading?.output.count == shape.count)
    bench.type("draw.color blue", &state)
    #expect(state.run.draw.pen?.color == .blue)
  }

  @Test func grayHasNoColors() throws {
    var (state, _) = try Self.state()
    state.press("i")
    #expect(state.notice == .noColors)
  }

  /// Where nothing can be drawn, the page and every key say why.
  @Test func whereNothingCanBeDrawnThatIsSaid() throws {
    var closed = ExplorerState(
      size: Size(width: 80, height: 24), capabilities: Capabilities(), session: .closed)
    closed.press("F6")
    #expect(closed.render().text.contains("no run is open"))
    closed.press("Space")
    #expect(closed.notice?.text.contains("no run is open") == true)
    var session = Fixture.session
    session.map?.origin = .prior
    var state = ExplorerState(
      size: Size(width: 80, height: 24), capabilities: Capabilities(), session: session)
    state.press("F6", "Space")
    #expect(state.notice?.text.contains("no encoder") == true && state.run.draw.image == nil)
  }

  @Test func theDrawingIsSavedAsTheModelReadsIt() throws {
    var (state, bench) = try Self.state(keys: "s")
    #expect(state.palette.text == "draw.save ")
    state.press("Esc")
    bench.type("draw.save a.png", &state)
    #expect(state.notice == .nothingDrawn)
    bench.press(["Space", "c"], &state)
    let input = try #require(state.run.draw.input)
    let effects = bench.type("draw.save my drawing.npy", &state)
    let saved = SavedImage(shape: input.shape, levels: input.levels)
    #expect(effects == [.save(saved, to: "my drawing.npy")])
    _ = state.update(.saved(to: "my drawing.npy"))
    #expect(state.render().text.contains("saved my drawing.npy"))
  }
}

/// Does what the page asks for, on a model.
struct DrawBench {
  let model: Autoencoder
  let images: LabeledImages?

  /// The codes of images.
  static func map(of images: LabeledImages, by model: Autoencoder) -> LatentMap {
    LatentMap(
      codes: Array(model.encode(images).joined()), labels: images.labels,
      latentCount: model.configuration.latentCount)
  }

  func press(_ keys: [String], _ state: inout ExplorerState) {
    for key in keys { self.do(state.press(key), &state) }
  }

  @discardableResult
  func type(_ line: String, _ state: inout ExplorerState) -> [Effect] {
    state.press(":")
    for character in line { state.press(character == " " ? "Space" : String(character)) }
    let effects = state.press("Enter")
    self.do(effects, &state)
    return effects
  }

  /// Does the work of the drawing, and what comes of it.
  func `do`(_ effects: [Effect], _ state: inout ExplorerState) {
    for case .compute(let computation, let run) in effects {
      switch computation {
      case .drawing, .anomalyScale: break
      default: continue
      }
      var results: [Computed] = []
      computation.run(
        on: Fixture.bench(model, images: images, map: state.run.map) {
          results.append($0)
        })
      for result in results { self.do(state.update(.computed(result, of: run)), &state) }
    }
  }
}
