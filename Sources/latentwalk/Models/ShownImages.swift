internal import Autoencoders
internal import Datasets
internal import Explorer
internal import FileFormats
internal import Foundation
internal import ImageSets
internal import ProgramOptions

/// The test images that a model is walked on.
struct ShownImages {
  let images: LabeledImages
  /// The name of their data set.
  let dataset: String
  /// Whether they are all test images or some of them.
  let origin: CodesOrigin
}

extension StoredModel {
  /// The test images of the data that is asked for; where none is, and the model's own is not on this machine, those
  /// that are kept beside the model.
  func shownImages(
    _ data: DataRequest, _ environment: ProgramEnvironment, tell: (String) -> Void
  ) throws -> ShownImages {
    do {
      let dataset = try dataset(data, environment, tell: tell)
      return ShownImages(images: dataset.test, dataset: dataset.name, origin: .testImages)
    } catch let error as DatasetError {
      guard data.place == nil, let sample = try sample() else { throw error }
      return sample
    }
  }

  /// The images that are kept beside the model's file; nil where there are none.
  private func sample() throws -> ShownImages? {
    guard let dataset = model.card?.dataset else { return nil }
    let folder = parentFolder(of: path)
    let file = (folder as NSString).appendingPathComponent(
      TestSample.fileName(for: printable(dataset.name)))
    guard exists(file) else { return nil }
    let images = try TestSample(
      contentsOf: file, of: dataset.name, classNames: dataset.classNames
    ).images
    let image = model.configuration.imageShape
    guard images.shape == image else {
      throw RunError.wrongImageShape(model: image, data: images.shape)
    }
    return ShownImages(
      images: images, dataset: dataset.name, origin: .someTestImages(of: dataset.testImages))
  }
}
