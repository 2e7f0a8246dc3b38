/// What a metric's name tells of it, by the words that it is made of.
public struct MetricName: Equatable, Sendable {
  /// The images that a metric is of.
  public enum Split: Equatable, Sendable {
    /// Those that are trained on, or nothing that the name tells.
    case train
    /// Others.
    case test
  }

  /// The images it is of.
  public let split: Split
  /// The rest of its words: the same for the same metric of both.
  public let base: String
  private let words: [String]

  private static let trainWords: Set = ["train", "training"]
  private static let testWords: Set = [
    "test", "val", "valid", "validation", "eval", "evaluation", "dev",
  ]

  /// Reads a name: `val_loss`, `test/total`, `epoch_accuracy`.
  public init(_ name: String) {
    words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    split = words.contains(where: Self.testWords.contains) ? .test : .train
    base = words.filter { !Self.trainWords.contains($0) && !Self.testWords.contains($0) }
      .joined(separator: "_")
  }

  private func has(_ known: Set<String>) -> Bool { words.contains(where: known.contains) }

  /// Whether it is what a training makes small.
  public var isLoss: Bool {
    has([
      "loss", "total", "elbo", "nll", "perplexity", "mse", "mae", "rmse", "error", "reconstruction",
    ])
      && !has(["least", "greatest", "min", "max"])
  }

  /// Whether more is better; of what is no score, less is.
  public var isBetterGreater: Bool {
    !has(["loss", "error"])
      && has([
        "acc", "accuracy", "auc", "auroc", "bleu", "dice", "f1", "iou", "map", "precision", "psnr",
        "r2", "recall", "return", "reward", "rouge", "score", "ssim", "trustworthiness",
      ])
  }

  /// Whether it is about how a run goes, and not about what comes out.
  public var isAside: Bool {
    has([
      "epoch", "lr", "rate", "weight", "seconds", "runtime", "second", "time", "speed", "memory",
      "norm", "iterations", "least", "greatest", "steps", "timestamp",
    ])
  }

  /// The place of a metric among those that a run is told by, the least first: what it does on images that it did
  /// not train on, then on those that it did; losses before scores, and both before all else.
  public var rank: Int {
    let kind = isAside ? 8 : isLoss ? 0 : isBetterGreater ? 2 : 4
    // Of our own parts of a loss the whole one.
    let part = words.contains("reconstruction") || words.contains("mae") ? 1 : 0
    return (kind + part) * 2 + (split == .test ? 0 : 1)
  }
}

extension RunRecord {
  /// The metric that a run is told by; nil where it has none.
  public var mainTag: String? {
    tags.min { MetricName($0).rank < MetricName($1).rank }
  }
}
