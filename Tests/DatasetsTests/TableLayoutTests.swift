import Testing

@testable import Datasets

struct TableLayoutTests {
  private static func numbers(_ count: Int) -> [String] { (0..<count).map { "\($0 % 3)" } }
  private static func names(_ count: Int) -> [String] { (0..<count).map { "pixel\($0)" } }

  private static func expect(
    _ firstLine: [String], header: Bool, label: Int?, leftOut: Set<Int> = [], pixels: Int
  ) {
    let layout = TableLayout(firstLine: firstLine)
    #expect(layout.hasHeader == header && layout.label == label, "\(layout)")
    #expect(layout.leftOut == leftOut && layout.pixels == pixels, "\(layout)")
  }

  @Test func labelsAreTheFirstColumnWhereTheOthersAreAnImage() {
    Self.expect(Self.numbers(785), header: false, label: 0, pixels: 784)
    Self.expect(Self.numbers(784), header: false, label: nil, pixels: 784)
    Self.expect(Self.numbers(3 * 1024 + 1), header: false, label: 0, pixels: 3072)
    Self.expect(["cat"] + Self.numbers(64), header: false, label: 0, pixels: 64)
    // 26 x 26, or a label and 3 x 15 x 15: all columns count first.
    Self.expect(Self.numbers(676), header: false, label: nil, pixels: 676)
  }

  @Test func aHeaderNamesThem() {
    Self.expect(["label"] + Self.names(784), header: true, label: 0, pixels: 784)
    Self.expect(Self.names(784) + ["Class"], header: true, label: 784, pixels: 784)
    Self.expect(Self.names(785), header: true, label: 0, pixels: 784)
    Self.expect(Self.names(784), header: true, label: nil, pixels: 784)
    Self.expect(["target"] + (0..<64).map { "\($0)" }, header: true, label: 0, pixels: 64)
  }

  /// As pandas writes a table: with its index first, or with numbers for names.
  @Test func numbersOfRowsAndColumnsAreNoPixels() {
    Self.expect(["", "label"] + Self.names(64), header: true, label: 1, leftOut: [0], pixels: 64)
    Self.expect(
      [""] + (0..<65).map { "\($0)" }, header: true, label: 1, leftOut: [0], pixels: 64)
    Self.expect((0..<785).map { "\($0)" }, header: true, label: 0, pixels: 784)
  }

  @Test func otherNumbersOfColumnsAreNoImages() {
    for count in [1, 2, 60, 787] {
      #expect(!TableLayout(firstLine: Self.numbers(count)).isOfImages, "\(count)")
    }
    #expect(TableLayout(firstLine: Self.numbers(785)).isOfImages)
  }
}
