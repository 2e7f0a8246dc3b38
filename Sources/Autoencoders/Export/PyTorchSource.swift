internal import Foundation

/// The source of a model as a module of PyTorch, which reads its weights from a file beside it.
struct PyTorchSource {
  /// The name of the file with the weights.
  static let weightsName = "model.safetensors"

  private let model: ModelConfiguration
  private let encoder: PyTorchModules
  private let decoder: PyTorchModules
  private let logVariance: String

  /// - Throws: `ExportError` where a part of the model is not to be had there.
  init(_ model: ModelConfiguration) throws(ExportError) {
    var encoder = PyTorchModules(from: model.inputShape == model.imageShape ? .images : .vectors)
    for layer in model.placedEncoder { try encoder.add(layer) }
    var decoder = PyTorchModules(from: FeatureForm(of: model.codeShape))
    for layer in model.placedDecoder { try decoder.add(layer) }
    (self.model, self.encoder, self.decoder) = (model, encoder, decoder)
    logVariance = try Self.logVariance(model.latent)
  }

  private static func logVariance(_ latent: Latent) throws(ExportError) -> String {
    switch latent {
    case .deterministic, .gaussian: return "self.log_variance(features)"
    case .logDeviation(_, let noise):
      let shift = log(noise)
      guard shift != 0 else { return "2 * self.log_variance(features)" }
      return "2 * (self.log_variance(features) \(shift < 0 ? "-" : "+") \(abs(shift)))"
    case .autoregressiveFlow: throw .flow
    }
  }

  /// The source.
  var text: String {
    [head, helpers, definition, encodeFunction, decodeFunctions, Self.tail].joined()
  }

  // MARK: The module

  private var definition: String {
    let heads = model.latent.dimensions.map { latents in
      ["mean", "log_variance"].map {
        "        self.\($0) = nn.Linear(\(model.featureShape.count), \(latents))\n"
      }
    }
    return """


      class Model(nn.Module):
          def __init__(self):
              super().__init__()
      \(Self.sequential("encoder", encoder))\((heads ?? []).joined())\(Self.sequential("decoder", decoder))
      """
  }

  private static func sequential(_ name: String, _ modules: PyTorchModules) -> String {
    let lines = modules.modules.map { "            (\"\($0.name)\", \($0.expression)),\n" }
    return "        self.\(name) = nn.Sequential(OrderedDict([\n" + lines.joined()
      + "        ]))\n"
  }

  private var encodeFunction: String {
    let heads = """
              features = \(features)
              return self.mean(features), \(logVariance)
      """
    return """

          def encode(self, image\(skipsParameter)):
              \"""\(model.isVariational ? "Mean and log-variance of each posterior" : "The code of each image").\"""
      \(model.isVariational ? heads : "        return \(features)")

      """
  }

  private var decodeFunctions: String {
    let mean = model.likelihood == .continuousBernoulli ? "continuous_mean" : "torch.sigmoid"
    let skips = model.hasSkips ? ", skips" : ""
    return """

          def decode(self, z\(skipsParameter)):
              \"""The mean image of each code\(model.hasSkips ? "; without skips they carry zeros" : "").\"""
              return \(mean)(\(logits))

          def forward(self, image):
      \(model.hasSkips ? "        skips = []\n" : "")        code = self.encode(image\(skips))\
      \(model.isVariational ? "[0]" : "")
              return self.decode(code\(skips))

      """
  }

  private var skipsParameter: String { model.hasSkips ? ", skips=None" : "" }

  // MARK: Forms

  /// What the encoder gives of `image`: images where codes are, else vectors with channels last.
  private var features: String {
    let image =
      model.inputShape == model.imageShape
      ? "image" : Self.vectors("image", model.imageShape, .images)
    let features = run("encoder", image)
    let areVectors = model.isVariational || FeatureForm(of: model.codeShape) == .vectors
    return areVectors ? Self.vectors(features, model.featureShape, encoder.form) : features
  }

  /// What the decoder gives of `z`, as images.
  private var logits: String {
    let (logits, image) = (run("decoder", "z"), model.imageShape)
    let shape = model.placedDecoder.last?.output ?? model.codeShape
    if decoder.form == .images, shape == image { return logits }
    let vectors = Self.vectors(logits, shape, decoder.form)
    let (height, width, channels) = (image.height, image.width, image.channels)
    return image.isSameChannelsFirst
      ? "\(vectors).unflatten(1, (\(channels), \(height), \(width)))"
      : "\(vectors).unflatten(1, (\(height), \(width), \(channels))).permute(0, 3, 1, 2)"
  }

  private func run(_ part: String, _ input: String) -> String {
    model.hasSkips ? "run(self.\(part), \(input), skips)" : "self.\(part)(\(input))"
  }

  private static func vectors(
    _ expression: String, _ shape: FeatureShape, _ form: FeatureForm
  ) -> String {
    guard form == .images else { return expression }
    return expression + (shape.isSameChannelsFirst ? "" : ".permute(0, 2, 3, 1)") + ".flatten(1)"
  }

  // MARK: Around the module

  private var head: String {
    func shape(_ shape: FeatureShape, _ form: FeatureForm) -> String {
      "[batch, " + form.dimensions(of: shape).map { "\($0)" }.joined(separator: ", ") + "]"
    }
    let result = model.isVariational ? "mean, log_variance" : "codes"
    return """
      \"""A model of latentwalk for PyTorch; \(Self.weightsName) beside this file has its weights.

          from model import load

          model = load()
          \(result) = model.encode(images)
          images = model.decode(\(model.isVariational ? "mean" : "codes"))

      Images are \(shape(model.imageShape, .images)), of pixels from 0 to 1; codes are
      \(shape(model.codeShape, FeatureForm(of: model.codeShape))).
      \"""

      import json
      from collections import OrderedDict
      from pathlib import Path

      import torch
      from torch import nn

      """
  }

  private var helpers: String {
    (model.isTied ? Self.tiedHelper : "") + (model.hasSkips ? Self.skipHelpers : "")
      + (model.likelihood == .continuousBernoulli ? Self.continuousHelper : "")
  }
}
