import Autoencoders
import Foundation
import ImageSets

/// Runs the code of the task articles on bars, in the folder that is named, and ends with status 1 where it does not do
/// what the articles say.
@main
struct Tasks {
  static let side = 8

  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first ?? "tasks"
    let (images, test) = (try bars(400), try bars(64))
    let run = try train(images, test: test, in: "\(folder)/run")
    let model = Autoencoder(try run.model())

    let (loss, accuracy) = evaluate(model, train: images, test: test)
    require(loss > 0 && loss < 40, "the loss is no trained model's")
    require(accuracy > 0.9, "the codes do not tell rows from columns")

    let (grid, way) = explore(model, images)
    require(grid.count == 25 && way.count == 8, "images are missing")
    require(Set(grid).count == 25, "the plane is all the same")

    let file = "\(folder)/mine.json"
    try Data(preset.utf8).write(to: URL(filePath: file))
    let curve = try train(presetFile: file, images, goal: 30)
    require((2..<40).contains(curve.count), "training did not end at its goal")
    require((curve.last ?? .infinity) <= 30, "training ended before its goal")
  }

  /// A model of 8x8 images with one hidden layer.
  static let preset = """
    {"name": "mine", "model": {
      "image_height": 8, "image_width": 8,
      "encoder": [{"type": "dense", "units": 32, "activation": "relu"}],
      "latent": {"type": "gaussian", "dimensions": 2},
      "decoder": [{"type": "dense", "units": 32, "activation": "relu"},
                  {"type": "dense", "units": 64, "activation": "identity"}]},
     "training": {"epochs": 40, "batch_size": 20}}
    """

  static func require(_ condition: Bool, _ failure: String) {
    guard !condition else { return }
    print("FAIL ", failure)
    exit(1)
  }

  /// Images of a bright row, of class 0, or column, of class 1.
  static func bars(_ count: Int) throws -> LabeledImages {
    let floats = (0..<count).flatMap { index in
      let place = index * 7 % (2 * side)
      return (0..<side * side).map { pixel -> Float in
        let isOnBar = place < side ? pixel / side == place : pixel % side == place - side
        return isOnBar ? 1 : 0
      }
    }
    return try LabeledImages(
      height: side, width: side, floats: floats,
      labels: (0..<count).map { $0 * 7 % (2 * side) < side ? 0 : 1 },
      classNames: ["row", "column"])
  }
}
