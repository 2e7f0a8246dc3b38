internal import ImageSets

extension PixelError: Explainable {
  var message: String { "pixel \(index) is \(value), not from 0 to \(white)" }
}
