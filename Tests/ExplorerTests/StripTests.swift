import Autoencoders
import Testing

@testable import Explorer

struct StripTests {
  @Test func itsImagesAreThoseThatTheModelDecodes() throws {
    let bench = try Fixture.bench(map: Fixture.map)
    let codes: [[Float]] = (0...32).map { [Float($0) / 16 - 1, 0.5] }
    let strip = StripRequest(codes: codes, imageCount: 9).strip(at: .walk, on: bench)
    #expect(strip.request.shownRows == [0, 4, 8, 12, 16, 20, 24, 28, 32])
    #expect(strip.images.count == 9 && strip.readings.count == 33)
    for (row, image) in zip(strip.request.shownRows, strip.images) {
      let alone = bench.model.decode(codes[row])
      let difference = zip(image, alone).map { abs($0 - $1) }.max() ?? 1
      #expect(image.count == alone.count && difference < 1e-5)
    }
  }

  /// The first half of the way lies among codes of class 0, the second among those of class 1.
  @Test func theClassChangesWhereItsCodesEnd() throws {
    let codes = (0..<80).flatMap { index -> [Float] in
      [Float(index % 40) / 40 + (index < 40 ? 0 : 1), Float(index % 3) / 10]
    }
    let map = LatentMap(
      codes: codes, labels: (0..<80).map { $0 < 40 ? 0 : 1 }, latentCount: 2)
    let way: [[Float]] = (0...20).map { [Float($0) / 10, 0.1] }
    let strip = StripRequest(codes: way, imageCount: 3).strip(
      at: .walk, on: try Fixture.bench(map: map))
    let changes = strip.changes
    #expect(changes.count == 1 && changes.first?.from == 0 && changes.first?.to == 1)
    #expect(abs((changes.first?.place ?? 0) - 0.5) < 0.06)
  }

  /// A slider moves without looking for neighbors that nobody sees.
  @Test func alongALatentNothingIsMeasured() throws {
    let request = StripRequest(codes: [[0, 0], [1, 0]], imageCount: 2)
    let strip = request.strip(at: .latent, on: try Fixture.bench(map: Fixture.map))
    #expect(strip.images.count == 2 && strip.readings.isEmpty)
  }

  @Test func aRowIsAskedForOnceUntilTheWeightsChange() {
    var strips = StripsFeature()
    let request = StripRequest(codes: [[0, 0], [1, 1]], imageCount: 2)
    #expect(
      strips.ask(request, at: .walk, of: .first)
        == [.compute(.strip(request, .walk), of: .first)])
    #expect(strips.ask(request, at: .walk, of: .first) == [])
    strips.expire()
    #expect(strips.ask(request, at: .walk, of: .first).count == 1)
  }
}
