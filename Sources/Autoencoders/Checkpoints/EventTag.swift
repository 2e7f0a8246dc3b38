/// The names under which TensorBoard shows what a run logs; where the log has it too, under the same name.
enum EventTag {
  static let learningRate = "learning_rate"
  static let klWeight = "kl_weight"
  static let imagesPerSecond = "images_per_second"
  static let codes = "codes/test"
  private static let gradientNorms = "gradient_norm/"
  private static let updateRatios = "update_ratio/"

  /// A part of the loss.
  static func loss(_ part: String, _ split: MetricsLine.Split) -> String { "\(part)/\(split.word)" }
  /// The KL of a latent, which is called as in the explorer.
  static func kl(latent: Int) -> String { "kl_per_dimension/z\(latent + 1)" }
  /// The norm of a parameter's gradient in the epoch's last step.
  static func gradientNorm(_ parameter: String) -> String { "\(gradientNorms)\(parameter)" }
  /// The norm of that step's update by that of the parameter before.
  static func updateRatio(_ parameter: String) -> String { "\(updateRatios)\(parameter)" }
  /// The numbers of a parameter.
  static func parameter(_ name: String) -> String { "parameters/\(name)" }

  /// Whether what is logged under a name is of training steps; all else is of the ends of epochs.
  static func isOfSteps(_ tag: String) -> Bool {
    tag == learningRate || tag == klWeight || tag.hasPrefix(gradientNorms)
      || tag.hasPrefix(updateRatios) || tag.hasSuffix("/\(MetricsLine.Split.train.word)")
  }
}
