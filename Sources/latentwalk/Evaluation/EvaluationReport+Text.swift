internal import Foundation
internal import ProgramOptions
internal import TerminalUI

extension EvaluationReport {
  /// The report in lines.
  var text: String {
    let lines =
      [
        "\(images) test images of \(printable(dataset))"
          + (classes.map { " of \($0.count == 1 ? "class" : "classes") \(list($0)) alone" } ?? "")
          + (epoch.map { ", the model of epoch \($0)" } ?? "")
          + ", nats per image" + (binarization.map { "; \($0)" } ?? "")
          + (corruption.map { "; \($0)" } ?? "")
      ] + reconstructionLines
      + divergenceLines + ["  active units    \(activeUnits) of \(squaredMeanPerDimension.count)"]
      + likelihoodLines + classLines + baselineLines
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ classes: [UInt8]) -> String {
    classes.map(String.init).joined(separator: " ")
  }

  private var reconstructionLines: [String] {
    var lines = [
      "  reconstruction  \(fixed(reconstruction, decimals: 4))  "
        + "(\(rate(reconstructionPerPixel, decimals: 5)) per \(valueName))"
    ]
    if let reconstructionFloor, let reconstructionExcess {
      lines.append(
        "    of which      \(fixed(reconstructionExcess, decimals: 4)) above the floor of "
          + "\(fixed(reconstructionFloor, decimals: 4)), the entropy of the gray pixels")
    }
    lines.append(
      "  squared error   \(fixed(squaredError, decimals: 4))  "
        + "(\(rate(meanSquaredError, decimals: 5)) per \(valueName), "
        + (peakSignalToNoise.isInfinite
          ? "PSNR infinite: nothing differs)"
          : "PSNR \(fixed(peakSignalToNoise, decimals: 2)) dB)"))
    if let structuralSimilarity {
      lines.append("  SSIM            \(fixed(structuralSimilarity, decimals: 4))")
    }
    return lines
  }

  private var divergenceLines: [String] {
    guard let kl, let negativeELBO else { return [] }
    var lines = [
      "  KL              \(fixed(kl, decimals: 4))",
      "  -ELBO           \(fixed(negativeELBO, decimals: 4))  "
        + "(\(samples) \(samples == 1 ? "sample" : "samples") per image)",
    ]
    if let objective {
      lines.append(
        "  objective       \(fixed(objective, decimals: 4))  (what training minimizes, no bound)")
    }
    guard let klPerDimension, let variancePerDimension else { return lines }
    let moments = zip(squaredMeanPerDimension, variancePerDimension).map { $0 + $1 }
    return lines + [
      "  KL of each latent               \(numbers(klPerDimension))",
      "  E[mean^2] + E[variance] of each \(numbers(moments))",
    ]
  }

  private var likelihoodLines: [String] {
    var lines: [String] = []
    if let negativeLogLikelihood, let importanceSamples {
      lines.append(
        "  -log p(x)       \(fixed(negativeLogLikelihood, decimals: 4)) at most  "
          + "(\(importanceSamples) importance samples per image)")
    }
    if let mutualInformation, let marginalKL, let informationImages {
      let most = fixed(log(Double(informationImages)), decimals: 2)
      lines += [
        "  I(x; z)         \(fixed(mutualInformation, decimals: 4)) at least  "
          + "(from \(informationImages) images, which cannot show more than \(most))",
        "  KL(q(z)||p(z))  \(fixed(marginalKL, decimals: 4)) at most  (from the same images)",
      ]
    }
    return lines
  }

  private var classLines: [String] {
    var lines: [String] = []
    if let neighborAccuracy, let neighbors {
      lines.append(
        "  class told by the \(neighbors) nearest training codes: "
          + "\(fixed(neighborAccuracy * 100, decimals: 2)) % of test images")
    }
    if let probeAccuracy {
      lines.append(
        "  class told by a linear probe of training codes: "
          + "\(fixed(probeAccuracy * 100, decimals: 2)) % of test images")
    }
    return lines
  }

  private var baselineLines: [String] {
    guard let baseline else { return [] }
    let name =
      baseline.components.map { "PCA with \($0) components" } ?? "ridge regression"
    let (clipped, square) = ("\(name), clipped to probabilities", "squared error")
    return [
      comparison(name, square, baseline.squaredError, baseline.squaredErrorExcess),
      comparison(
        clipped, square, baseline.clippedSquaredError, baseline.clippedSquaredErrorExcess),
      comparison(
        clipped, "reconstruction", baseline.clippedReconstruction,
        baseline.clippedReconstructionExcess),
    ].compactMap(\.self)
  }

  private func comparison(
    _ method: String, _ measure: String, _ value: Double?, _ excess: Double?
  ) -> String? {
    guard let value, let excess else { return nil }
    return "  \(method): \(measure) \(fixed(value, decimals: 4)), the model's is "
      + difference(excess)
  }

  private func difference(_ excess: Double) -> String {
    "\(fixed(abs(excess), decimals: 4)) \(excess < 0 ? "less" : "more")"
  }

  /// Latents told of in a line.
  private static let mostNumbers = 8

  private func numbers(_ values: [Double]) -> String {
    values.prefix(Self.mostNumbers).map { fixed($0, decimals: 3) }.joined(separator: " ")
      + (values.count > Self.mostNumbers ? " ... (--json has all \(values.count))" : "")
  }
}
