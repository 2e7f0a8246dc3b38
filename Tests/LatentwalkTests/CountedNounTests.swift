import Testing

@testable import latentwalk

struct CountedNounTests {
  @Test func oneIsSingular() {
    #expect([0, 1, 2].map { counted($0, "image") } == ["0 images", "1 image", "2 images"])
    #expect([1, 2].map { countedSubject($0, "image") } == ["1 image is", "2 images are"])
  }

  @Test func theLeastHasNothingBelow() {
    #expect(atMost("--batch-size", 1, least: 1) == "--batch-size 1")
    #expect(atMost("--batch-size", 7, least: 1) == "--batch-size 7 or less")
  }

  /// Only what helps is advised: no count finds images that the data has not.
  @Test func aMapOfFewImagesIsAdvisedWhatHelps() {
    let few = RunError.tooFewImages(40, needed: 92, available: 40, perplexity: 12).message
    #expect(few == "40 images are too few, 92 are needed; give --perplexity 12 or less")
    let chosen = RunError.tooFewImages(40, needed: 92, available: 500, perplexity: 12).message
    #expect(chosen.hasSuffix("give --count 92 or more, or --perplexity 12 or less"))
    let none = RunError.tooFewImages(1, needed: 12, available: 1, perplexity: nil).message
    #expect(none == "1 image is too few, 12 are needed; give data of more images")
  }
}
