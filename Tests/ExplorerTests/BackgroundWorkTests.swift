import Autoencoders
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

struct BackgroundWorkTests {
  /// The distances between ten thousand codes take seconds, a page of images milliseconds.
  @Test(.mustEnd) func whatIsOnScreenDoesNotWaitForLengthyWork() throws {
    let model = try ImagesFixture.model("simple")
    var session = ImagesFixture.session(model, ImagesFixture.images(4))
    var random = Philox(seed: 1, stream: .prior)
    session.map = LatentMap(
      codes: (0..<320_000).map { _ in random.nextUnit() },
      labels: [UInt8](repeating: 0, count: 10_000), latentCount: 32)
    let query = ImagesQuery(sheet: .reconstructions, order: .index, places: 0..<4, seed: 0)
    let work = BackgroundWork {}
    defer { work.close() }
    for computation in [Computation.spacing, .images(ImagesRequest(query: query))] {
      work.submit(
        BackgroundWork.Order(
          run: .first, computation: computation, model: model.snapshot(), images: session.images,
          map: session.map))
    }
    var results: [Computed] = []
    while results.isEmpty { results = work.takeResults().map(\.computed) }
    guard case .images(let page) = results[0] else {
      Issue.record("first came \(results[0])")
      return
    }
    #expect(page.items.count == 4 && work.isBusy)
  }
}
