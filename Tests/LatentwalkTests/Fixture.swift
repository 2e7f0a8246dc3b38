import Autoencoders
import FileFormats
import TestSupport

/// Models and data so small that every command is done in a moment.
enum Fixture {
  static let variational = ModelConfiguration(
    encoder: [.dense(8, .relu)], latent: .gaussian(dimensions: 2),
    decoder: [.dense(8, .relu), .dense(784, .identity)])

  static let deterministic = ModelConfiguration(
    encoder: [.dense(2, .identity)], latent: .deterministic, decoder: [.dense(784, .identity)])

  static let flow = ModelConfiguration(
    encoder: [.dense(8, .tanh)], latent: .autoregressiveFlow(dimensions: 2, steps: 2, hidden: 8),
    decoder: [.dense(784, .identity)])

  /// Its code has three channels of 14 x 14.
  static let convolutional = ModelConfiguration(
    encoder: [.convolution(channels: 3, .relu), .maxPooling(2)], latent: .deterministic,
    decoder: [.upsampling(2), .convolution(channels: 1, .identity)])

  /// Writes a model with starting parameters, `scale` times as large.
  static func write(
    _ configuration: ModelConfiguration, scale: Float = 1, to path: String
  ) throws {
    let model = try Autoencoder(
      configuration, initialization: .glorotUniform, seed: 1, capacity: 1,
      on: Engine(threads: 1, kernels: "portable"))
    for index in 0..<model.parameters.count { model.parameters[index] *= scale }
    try writeFile(try model.snapshot(step: 0).safeTensors().fileBytes(), to: path)
  }

  /// Writes images with some labels as the four files of MNIST.
  ///
  /// - Parameter pixel: gives the pixel at a place counted over all images.
  static func writeData(
    to folder: String, train: [UInt8], test: [UInt8], pixel: (Int) -> Int = { $0 * 37 % 251 }
  ) throws {
    try createFolder(folder)
    for (split, labels) in [("train", train), ("t10k", test)] {
      let sizes: [UInt8] = [0, 0, 0, UInt8(labels.count), 0, 0, 0, 28, 0, 0, 0, 28]
      let pixels = (0..<labels.count * 784).map { UInt8(pixel($0)) }
      try writeFile([0, 0, 8, 3] + sizes + pixels, to: "\(folder)/\(split)-images-idx3-ubyte")
      try writeFile(
        [0, 0, 8, 1, 0, 0, 0, UInt8(labels.count)] + labels,
        to: "\(folder)/\(split)-labels-idx1-ubyte")
    }
  }

  /// Runs `body` in a new folder with data in `data`, five training and two test images of each class, and
  /// the models `vae.safetensors` and `ae.safetensors`.
  static func withModels(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try writeData(
        to: "\(folder)/data", train: (0..<50).map { $0 % 10 }, test: (0..<20).map { $0 % 10 })
      try write(variational, to: "\(folder)/vae.safetensors")
      try write(deterministic, to: "\(folder)/ae.safetensors")
      try body(folder)
    }
  }

  /// Likewise with `run`, a VAE's run of one epoch on the data.
  static func withRun(_ body: (String) throws -> Void) throws {
    try withModels { folder in
      let trained = try Program.run(
        ["train", "--data", "data", "--batch-size", "10", "--epochs", "1", "--out", "run"],
        in: folder)
      guard trained.status == 0 else { throw TrainingFailed(message: trained.error) }
      try body(folder)
    }
  }

  struct TrainingFailed: Error { let message: String }
}
