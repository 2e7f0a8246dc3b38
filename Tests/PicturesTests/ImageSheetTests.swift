import Autoencoders
import Pictures
import Testing

struct ImageSheetTests {
  /// Three images of 1x2 in two columns, two dark pixels between, the last place empty.
  @Test func imagesStandInRows() {
    let model = ModelConfiguration(
      imageHeight: 1, imageWidth: 2, encoder: [], latent: .gaussian(dimensions: 2),
      decoder: [.dense(2, .identity)])
    let sheet = ImageSheet([[1, 2], [3, 4], [5, 6]], columns: 2, of: model)
    #expect(sheet.width == 6 && sheet.height == 4)
    #expect(
      sheet.pixels == [1, 2, 0, 0, 3, 4] + [Float](repeating: 0, count: 12) + [5, 6, 0, 0, 0, 0])
  }

  /// Blocks of 2x2 of a sheet of 3x3: whole, halves at the edges, and the corner.
  @Test func shrinkingTakesMeans() {
    let model = ModelConfiguration(
      imageHeight: 3, imageWidth: 3, encoder: [], latent: .gaussian(dimensions: 2),
      decoder: [.dense(9, .identity)])
    let sheet = ImageSheet([[1, 2, 3, 5, 4, 7, 8, 2, 9]], columns: 1, of: model).shrunk(by: 2)
    #expect(sheet.width == 2 && sheet.height == 2)
    #expect(sheet.pixels == [3, 5, 5, 9])
  }

  /// Two feature maps of 1x2, channels last in memory, come below one another; black is the least value
  /// of all codes and white the greatest.
  @Test func featureMapsStandBelowOneAnother() {
    let shape = FeatureShape(height: 1, width: 2, channels: 2)
    let sheet = ImageSheet(codes: [[0, 2, 1, 3], [4, 4, 4, 4]], shape: shape)
    #expect(sheet.width == 6 && sheet.height == 2)
    #expect(sheet.pixels == [0, 0.25, 0, 0, 1, 1, 0.5, 0.75, 0, 0, 1, 1])
  }

  @Test(arguments: [(32, 4), (50, 5), (2, 1), (7, 1), (49, 7)])
  func vectorsFillRectangles(count: Int, width: Int) {
    let code = (0..<count).map { Float($0) }
    let sheet = ImageSheet(codes: [code], shape: .vector(count))
    #expect(sheet.width == width && sheet.height * sheet.width == count)
    #expect(sheet.pixels == code.map { $0 / Float(count - 1) })
  }
}
