import FileFormats
import Testing

struct CheckedProductTests {
  @Test(
    arguments: [
      ([], 1), ([7], 7), ([2, 3, 4], 24), ([0, 1 << 62, 8], 0), ([1 << 62, 8, 0], 0),
      ([1 << 31, 1 << 31], 1 << 62), ([1 << 32, 1 << 31], nil), ([1 << 61, 28, 28], nil),
      ([-1, 2], nil), ([0, -1], nil),
    ] as [([Int], Int?)])
  func isTheProductOrNone(sizes: [Int], product: Int?) {
    #expect(checkedProduct(of: sizes) == product)
  }
}
