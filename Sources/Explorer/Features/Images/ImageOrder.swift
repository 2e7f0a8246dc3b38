internal import Autoencoders
internal import ImageSets

/// An order of test images.
public enum ImageOrder: CaseIterable, Sendable {
  /// As they come, by falling or rising error, by chance, by class.
  case index, worst, best, random, byClass
}

extension ImageOrder {
  /// It asks for the error of every image.
  var needsErrors: Bool { self == .worst || self == .best }

  /// The order in words.
  var title: String {
    switch self {
    case .index: "as they come"
    case .worst: "worst first"
    case .best: "best first"
    case .random: "at random"
    case .byClass: "by class"
    }
  }

  /// The next order that there is of such images.
  func next(ofLabeled areLabeled: Bool) -> ImageOrder {
    let orders = Self.allCases.filter { areLabeled || $0 != .byClass }
    let place = orders.firstIndex(of: self) ?? 0
    return orders[(place + 1) % orders.count]
  }

  /// The places of images among all, in this order.
  ///
  /// - Parameters:
  ///   - errors: of as many images from the first as they are sorted of, where the order needs them.
  ///   - seed: of the order by chance.
  func places(of images: LabeledImages, errors: [Double], seed: UInt64) -> [Int] {
    switch self {
    case .index: Array(0..<images.count)
    case .worst: Self.sorted(errors, by: >)
    case .best: Self.sorted(errors, by: <)
    case .random:
      EpochOrder(images: images.count, batchSize: max(images.count, 1), seed: seed, epoch: 0)
        .batch(0).map(Int.init)
    case .byClass: Self.sorted(images.labels, by: <)
    }
  }

  /// The places of values in order; equals stand as they come.
  private static func sorted<Value>(
    _ values: [Value], by precedes: (Value, Value) -> Bool
  ) -> [Int] {
    values.indices.sorted { a, b in
      precedes(values[a], values[b]) || (!precedes(values[b], values[a]) && a < b)
    }
  }
}
