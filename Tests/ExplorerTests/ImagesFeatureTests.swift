import Autoencoders
import ImageSets
import TerminalUI
import Testing

@testable import Explorer

/// Sessions of a person at the page of images, with the numbers that other commands give.
struct ImagesFeatureTests {
  // MARK: Numbers

  /// What is shown is what `reconstruct` writes and, on all images, what `eval` finds.
  @Test func reconstructionsAreThoseOfTheModel() throws {
    let images = ImagesFixture.images()
    var (state, model) = try ImagesFixture.start("simple", 200, 60)
    try state.pressAndWait("n")
    let page = try #require(state.run.images.page)
    let result = Reconstruction(of: images, by: model, seed: 0)
    #expect(page.query.places.lowerBound > 0 && page.items.count == page.query.places.count)
    for (place, item) in zip(page.query.places, page.items) {
      #expect(item.number == images.numbers[place] && item.label == images.labels[place])
      #expect(item.pictures[0].pixels == result.inputs[place])
      #expect(
        zip(item.pictures[1].pixels, result.outputs[place]).allSatisfy { abs($0 - $1) < 1e-5 })
      #expect(abs(try #require(item.error) - result.squaredErrors[place] / 784) < 1e-6)
    }
    try state.pressAndWait("o")
    let errors = try #require(state.run.images.page?.errors).values
    let evaluation = model.evaluate(on: images)
    #expect(abs(errors.reduce(0, +) / Double(images.count) - evaluation.squaredError) < 1e-3)
  }

  @Test func worstAndBestAreOfAllImages() throws {
    let images = ImagesFixture.images()
    var (state, model) = try ImagesFixture.start("vae")
    let errors = Reconstruction(of: images, by: model, seed: 0).squaredErrors
    let sorted = errors.indices.sorted { (errors[$1], $0) < (errors[$0], $1) }
    try state.pressAndWait("o")
    #expect(state.run.images.order == .worst)
    let worst = try #require(state.run.images.page).items.map(\.number)
    #expect(worst == sorted.prefix(worst.count).map { images.numbers[$0] })
    #expect(state.render().text.contains("worst first"))
    try state.pressAndWait("o")
    let best = try #require(state.run.images.page).items
    let least = try #require(errors.min())
    #expect(abs(try #require(best.first?.error) * 784 - least) < 1e-4)
    #expect(zip(best, best.dropFirst()).allSatisfy { ($0.error ?? 1) <= ($1.error ?? 0) })
  }

  /// The errors of all images are found once for the same weights.
  @Test func errorsAreNotFoundTwice() throws {
    var (state, _) = try ImagesFixture.start("vae")
    try state.pressAndWait("o")
    let effects = state.press("n")
    guard case .compute(.images(let request), _) = effects.first else {
      Issue.record("no page is asked for: \(effects)")
      return
    }
    #expect(request.errors == state.run.images.page?.errors && request.errors != nil)
    var newer = state.session
    newer.model = ModelSnapshot(
      configuration: try #require(newer.model).configuration,
      parameters: try #require(newer.model).parameters, step: 200)
    _ = state.update(.session(newer, of: .first))
    guard case .compute(.images(let later), _) = state.press("n").first else { return }
    #expect(later.errors == nil)
  }

  @Test func anOrderByChanceIsEveryImageOnce() {
    let images = ImagesFixture.images()
    let orders = (0..<3).map { ImageOrder.random.places(of: images, errors: [], seed: $0) }
    #expect(Set(orders).count == 3 && orders.allSatisfy { $0.sorted() == Array(0..<60) })
    #expect(orders[1] == ImageOrder.random.places(of: images, errors: [], seed: 1))
  }

  @Test func aDigitShowsTheImagesOfItsClass() throws {
    let images = ImagesFixture.images()
    var (state, _) = try ImagesFixture.start("vae")
    try state.pressAndWait("4")
    let chosen = try #require(state.run.images.chosenItem(in: state.imagesContext))
    let first = try #require(images.labels.firstIndex(of: 4))
    #expect(state.run.images.order == .byClass && chosen.label == 4)
    #expect(chosen.number == images.numbers[first])
    let labels = ImageOrder.byClass.places(of: images, errors: [], seed: 0).map {
      images.labels[$0]
    }
    #expect(labels == labels.sorted())
  }

  /// The same draws as `sample` decodes, by number.
  @Test func samplesAreThoseOfTheirNumbers() throws {
    var (state, model) = try ImagesFixture.start("vae", images: nil)
    try state.pressAndWait("s")
    try state.pressAndWait("n")
    let page = try #require(state.run.images.page)
    #expect(page.query.sheet == .samples && page.query.places.lowerBound > 0)
    let codes = model.priorCodes(0..<page.query.places.upperBound, seed: 0)
    for item in page.items {
      #expect(item.code == codes[item.number])
      let decoded = model.images(of: [codes[item.number]])[0]
      #expect(zip(item.pictures[0].pixels, decoded).allSatisfy { abs($0 - $1) < 1e-5 })
    }
    try state.pressAndWait("r")
    let redrawn = try #require(state.run.images.page)
    #expect(redrawn.query.seed == 1 && redrawn.query.places == page.query.places)
    #expect(redrawn.items.map(\.code) == model.priorCodes(page.query.places, seed: 1))
  }

  /// The same noise as `denoise` puts on, at every level.
  @Test(arguments: [("denoise", [0.6, 0.7, 0.8]), ("denoise-masking", [0.3, 0.4, 0.5])])
  func noiseIsThatOfDenoise(preset: String, levels: [Float]) throws {
    let images = ImagesFixture.images(12)
    var (state, model) = try ImagesFixture.start(preset, images: images)
    let own = try #require(model.configuration.corruption)
    for level in [nil] + levels {
      let corruption = level.map { Corruption(own.kind, amount: $0) }
      let page = try #require(state.run.images.page)
      #expect(page.query.corruption == corruption && page.query.sheet == .restorations)
      let result = Reconstruction(of: images, by: model, corruption: corruption, seed: 0)
      for (place, item) in zip(page.query.places, page.items) {
        #expect(item.pictures.count == 3 && item.pictures[0].pixels == result.inputs[place])
        #expect(item.pictures[2].pixels == result.targets[place])
        #expect(abs(try #require(item.inputError) - result.inputSquaredErrors[place] / 784) < 1e-9)
      }
      try state.pressAndWait(")")
    }
  }

  @Test func noiseGoesByTenthsThroughTheModelsOwn() throws {
    var (state, _) = try ImagesFixture.start("denoise-masking", images: ImagesFixture.images(4))
    var amounts: [Float?] = []
    for key in [")", "(", "(", "(", "(", ")", ")", ")"] {
      state.press(key)
      amounts.append(state.run.images.query(in: state.imagesContext)?.corruption?.amount)
    }
    #expect(amounts == [0.3, nil, 0.2, 0.1, 0, 0.1, 0.2, nil])
    for _ in 0..<20 { state.press(")") }
    #expect(state.run.images.query(in: state.imagesContext)?.corruption?.amount == 1)
  }

  @Test func zerosOfCodesAreCounted() throws {
    var (state, model) = try ImagesFixture.start("sparse")
    try state.pressAndWait("s")
    let page = try #require(state.run.images.page)
    let codes = model.encode(ImagesFixture.images())
    #expect(page.query.sheet == .codes)
    for (place, item) in zip(page.query.places, page.items) {
      #expect(zip(item.code, codes[place]).allSatisfy { abs($0 - $1) < 1e-5 })
    }
    let zeros = page.items[0].code.count { $0 == 0 }
    #expect(zeros > 0 && state.render().text.contains("\(zeros) of 32 zero"))
    #expect(page.scale == page.items.flatMap(\.code).max())
  }

  @Test func filtersAreTheWeightsOfTheFirstLayer() throws {
    var (state, model) = try ImagesFixture.start("rbm")
    let page = try #require(state.run.images.page)
    #expect(page.query.sheet == .filters && state.run.images.total(in: state.imagesContext) == 500)
    for item in page.items {
      #expect(item.pictures[0].pixels == model.firstLayerFilters[item.number].weights)
    }
    state.press("z")
    #expect(state.run.images.isLarge)
  }

  // MARK: Particles

  @Test func particlesStepByAKeyAndByThemselves() throws {
    var (state, model) = try ImagesFixture.start("rbm", 200, 60)
    try state.pressAndWait("s")
    let machine = try #require(BoltzmannMachine(model))
    let images = ImagesFixture.images()
    var particle = machine.fantasy(from: images.image(1).map { Float($0) / 255 })
    #expect(state.run.images.page?.items[1].pictures[0].pixels == particle.visibleMeans)
    for _ in 0..<2 {
      try state.pressAndWait(".")
      particle = machine.next(particle, seed: 1)
    }
    let page = try #require(state.run.images.page)
    #expect(page.chain?.steps == 2 && page.items[1].pictures[0].pixels == particle.visibleMeans)
    // Two that begin at the same pixels, black or white, part by random numbers of their own.
    let particles = try #require(page.chain).particles
    let starts = [0, 10].map { machine.fantasy(from: images.image($0).map { Float($0) / 255 }) }
    #expect(starts[0].visible == starts[1].visible && particles[0].visible != particles[10].visible)

    #expect(state.frameInterval == nil)
    try state.pressAndWait("p")
    #expect(state.frameInterval == 0.1)
    let effects = state.update(.elapsed(seconds: 0.1))
    // The next step waits for the one before.
    #expect(state.update(.elapsed(seconds: 0.1)) == [])
    try state.wait(for: effects)
    #expect(state.run.images.page?.chain?.steps == 3)
    try state.pressAndWait("F1")
    #expect(state.frameInterval == nil)
    try state.pressAndWait("F3", "p")
    #expect(state.frameInterval == nil)
  }

  /// An autoencoder of tied weights looks like a machine, and is none.
  @Test func particlesAreThoseOfMachinesAlone() throws {
    let model = try ImagesFixture.model("tied").configuration
    let known = ImageSheet.offered(by: model, isBoltzmannMachine: false)
    #expect(known == [.reconstructions, .filters])
    #expect(ImageSheet.offered(by: model, isBoltzmannMachine: nil).contains(.fantasies))
    let vae = try ImagesFixture.model("vae").configuration
    #expect(
      ImageSheet.offered(by: vae, isBoltzmannMachine: nil) == [
        .reconstructions, .samples, .filters,
      ])
  }

  // MARK: Choosing

  @Test func theChosenImageLeadsToItsCode() throws {
    for preset in ["vae", "sparse", "conv", "denoise"] {
      var (state, _) = try ImagesFixture.start(preset)
      try state.pressAndWait("Right")
      let item = try #require(state.run.images.chosenItem(in: state.imagesContext))
      #expect(item.number == 1001)
      let effects = state.press("Enter")
      #expect(state.run.latent.cursor == item.code)
      #expect(effects.contains(.decode(item.code, of: .first)))
      #expect(state.screen == (preset == "sparse" ? .code : .walk))
    }
  }

  @Test func aFilterHasNoCode() throws {
    var (state, _) = try ImagesFixture.start("rbm")
    #expect(state.press("Enter") == [] && state.notice == .noChosenCode)
    #expect(state.screen == .images)
  }

  @Test func arrowsGoOverTheEdgesOfPages() throws {
    var (state, _) = try ImagesFixture.start("vae")
    let count = try #require(state.run.images.page).query.places.count
    func first() -> Int? { state.run.images.query(in: state.imagesContext)?.places.lowerBound }
    state.press("Left")
    state.press("Up")
    #expect(first() == 0)
    for _ in 0..<count { state.press("Right") }
    #expect(first() == count)
    state.press("h")
    #expect(first() == 0)
    state.press("PageDown", "PageDown", "PageUp")
    #expect(first() == count)
    for _ in 0..<100 { state.press("n") }
    let last = try #require(state.run.images.query(in: state.imagesContext)?.places)
    #expect(last.upperBound == 60 && last.lowerBound == 59 / count * count)
    for _ in 0..<100 { state.press("N") }
    #expect(first() == 0)
  }

  /// Another size of the screen shows the page with the same image.
  @Test func theChosenImageStaysOnScreen() throws {
    var (state, _) = try ImagesFixture.start("vae")
    for _ in 0..<23 { state.press("Right") }
    for size in [(40, 18), (120, 40), (200, 60), (80, 24)] {
      let effects = state.update(.resized(Size(width: size.0, height: size.1)))
      try state.wait(for: effects)
      #expect(state.run.images.chosenItem(in: state.imagesContext)?.number == 1023)
    }
  }

  // MARK: What there is not

  @Test func keysThatMeanNothingHereSaySo() throws {
    var (state, _) = try ImagesFixture.start("vae", images: ImagesFixture.images(areLabeled: false))
    for (key, notice) in [
      ("(", Notice.noNoise), (".", .noParticles), ("p", .noParticles), ("r", .nothingIsDrawn),
      ("3", .noClasses),
    ] {
      #expect(state.press(key) == [] && state.notice == notice)
    }
    state.press("s")
    for key in ["o", "3"] { #expect(state.press(key) == [] && state.notice == .noOrder) }
  }

  @Test func imagesWithoutClassesAreShownWithoutThem() throws {
    var (state, _) = try ImagesFixture.start("vae", images: ImagesFixture.images(areLabeled: false))
    #expect(state.render().text.contains("#1000 ."))
    var orders: Set<ImageOrder> = []
    for _ in ImageOrder.allCases {
      try state.pressAndWait("o")
      orders.insert(state.run.images.order)
    }
    #expect(orders == [.index, .worst, .best, .random])
  }

  @Test func whatIsNotThereYetIsWaitedFor() throws {
    var (state, model) = try ImagesFixture.start("simple", images: nil)
    #expect(state.render().text.contains("waiting for the test images"))
    let filled = state.update(
      .session(ImagesFixture.session(model, ImagesFixture.images()), of: .first))
    try state.wait(for: filled)
    #expect(state.render().text.contains("#1000"))
  }

  /// Where there are no images, what needs none is still there.
  @Test func aModelWithoutImagesStillHasItsFilters() throws {
    var (state, _) = try ImagesFixture.start("vae", images: nil)
    #expect(state.render().text.contains("waiting for the test images"))
    try state.wait(for: state.update(.failed(.first, reason: "no such data")))
    #expect(state.run.images.page?.query.sheet == .samples)
    try state.pressAndWait("s", "s")
    #expect(state.run.images.page?.query.sheet == .samples)
    let unbuilt = ImagesFixture.state(
      SessionSnapshot(phase: .idle, summary: RunSummary(preset: "x", dataset: "y", path: nil)))
    #expect(unbuilt.render().text.contains("waiting for the model"))
  }
}
