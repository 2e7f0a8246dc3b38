import Autoencoders
import ImageSets
import TerminalUI
import Testing

@testable import Explorer

/// What is computed behind the page of images: when, and what is shown meanwhile.
struct ImagesComputationTests {
  // MARK: Training

  private static func training(_ session: SessionSnapshot, step: Int) throws -> SessionSnapshot {
    var session = session
    let model = try #require(session.model)
    session.phase = .training
    session.model = ModelSnapshot(
      configuration: model.configuration, parameters: model.parameters, step: step)
    session.progress = TrainingProgress(
      epoch: Double(step) / 50, epochs: 50, step: step, imagesPerSecond: 1, secondsLeft: nil)
    return session
  }

  /// A page that took 20 ms is computed anew after 20 snapshots, a tenth of a second apart.
  @Test func newerWeightsWaitWhileTraining() throws {
    let session = ImagesFixture.session(
      try ImagesFixture.model("vae"), ImagesFixture.images())
    var state = ImagesFixture.state(session)
    let request = try #require(try state.imagesRequest)
    _ = state.screenEffects()
    func answer(step: Int, seconds: Double) {
      var page = ImagesPage(query: request.query, step: step)
      page.items = request.query.places.map { ImagesItem(number: $0) }
      page.seconds = seconds
      _ = state.update(.computed(.images(page), of: .first))
    }
    answer(step: 100, seconds: 0)
    #expect(asksForImages(&state, try Self.training(session, step: 200)))
    // A snapshot that comes before the page does not ask for it again.
    #expect(!asksForImages(&state, try Self.training(session, step: 210)))
    answer(step: 200, seconds: 0.02)
    for passed in 1..<20 {
      #expect(!asksForImages(&state, try Self.training(session, step: 220 + passed)))
    }
    #expect(state.render().text.contains("of epoch 4"))
    #expect(asksForImages(&state, try Self.training(session, step: 300)))
    // What is not trained any more is shown as it is in the end.
    answer(step: 300, seconds: 5)
    var ended = try Self.training(session, step: 400)
    ended.phase = .idle
    #expect(asksForImages(&state, ended))
  }

  private func asksForImages(_ state: inout ExplorerState, _ session: SessionSnapshot) -> Bool {
    state.update(.session(session, of: .first)).contains { effect in
      if case .compute(.images, _) = effect { true } else { false }
    }
  }

  @Test func anOldPageIsNotTakenForTheNewOne() throws {
    var (state, _) = try ImagesFixture.start("vae")
    let first = try #require(state.run.images.page)
    let old = state.press("n")
    state.press("n")
    try state.wait(for: old)
    #expect(state.run.images.page == first)
  }

  // MARK: Long work

  @Test func lookingForTheWorstSaysHowFarItIs() throws {
    var (state, _) = try ImagesFixture.start("vae")
    guard case .compute(.images(let request), _) = state.press("o").first else { return }
    var page = ImagesPage(query: request.query, step: 100)
    page.items = try #require(state.run.images.page).items
    page.rankedCount = 40
    _ = state.update(.computed(.images(page), of: .first))
    #expect(state.render().text.contains("looking for the worst: 40 of 60"))
    page.rankedCount = nil
    _ = state.update(.computed(.images(page), of: .first))
    #expect(state.render().text.contains("worst first"))
  }

  private static func rank(
    _ images: LabeledImages, seconds: @escaping () -> Double, isWanted: @escaping () -> Bool
  ) throws -> [ImagesPage] {
    let query = ImagesQuery(sheet: .reconstructions, order: .worst, places: 0..<3, seed: 0)
    var pages: [ImagesPage] = []
    Computation.images(ImagesRequest(query: query)).run(
      on: Workbench(
        model: try ImagesFixture.model("vae"), step: 1, images: images, map: nil,
        tools: WorkTools(), seconds: seconds, isWanted: isWanted,
        publish: { if case .images(let page) = $0 { pages.append(page) } }))
    return pages
  }

  /// What is known is shown whenever a while has passed.
  @Test func theWorstSoFarAreShown() throws {
    let images = ImagesFixture.images(1_200)
    var now = 0.0
    let pages = try Self.rank(
      images,
      seconds: {
        now += 0.4
        return now
      }, isWanted: { true })
    #expect(pages.map(\.rankedCount) == [500, 1_000, nil])
    let errors = try #require(pages.last?.errors).values
    for (page, count) in zip(pages, [500, 1_000, 1_200]) {
      let worst = errors.prefix(count).enumerated().max { $0.element < $1.element }
      #expect(page.items.first?.number == worst.map { images.numbers[$0.offset] })
    }
    #expect(try Self.rank(images, seconds: { 0 }, isWanted: { true }).count == 1)
  }

  @Test func workThatNobodyWaitsForIsGivenUp() throws {
    var looks = 0
    let pages = try Self.rank(
      ImagesFixture.images(1_200), seconds: { 0 },
      isWanted: {
        looks += 1
        return looks < 2
      })
    #expect(looks == 2 && pages.isEmpty)
  }
}
