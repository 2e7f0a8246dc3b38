// What numbers of a file can be at all. They are multiplied, divided by and counted up to later on, and so are
// held to what no run ever reaches and no sum of them overflows.

extension Possible<Int> {
  /// Things of which there are some: no run has more epochs, images of a batch or steps of a chain.
  static var count: Self { .within(1...1 << 30) }

  /// Things of which there may be none.
  static var countOrNone: Self { .within(0...1 << 30) }

  /// Steps, or images that steps took.
  static var stepCount: Self { .within(0...1 << 50) }
}

extension Possible<Double> {
  /// Epochs, the part of one included; the least is a step of 2^30.
  static var epoch: Self {
    Self(["minimum": 0, "maximum": 0x1p30]) { $0 == 0 || (0x1p-30...0x1p30).contains($0) }
  }

  /// A time in seconds or a rate of images: up to thirty thousand years.
  static var duration: Self { .within(0...1e12) }
}
