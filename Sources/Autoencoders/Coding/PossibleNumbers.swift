// What numbers of a file can be at all. They are multiplied, divided by and counted up to later on, and so are
// held to what no run ever reaches and no sum of them overflows.

/// More epochs, images of a batch or steps of a chain than any run has.
private let mostCounted = 1 << 30

/// Whether a number of a file is one of things of which there are some.
@Sendable func isCount(_ value: Int) -> Bool { (1...mostCounted).contains(value) }

/// Whether a number of a file is one of things of which there may be none.
@Sendable func isCountOrNone(_ value: Int) -> Bool { (0...mostCounted).contains(value) }

/// Whether a number of a file is one of steps, or of images that steps took.
@Sendable func isStepCount(_ value: Int) -> Bool { (0...1 << 50).contains(value) }

/// Whether a number of a file is one of epochs, the part of one included; the least is a step of 2^30.
@Sendable func isEpoch(_ value: Double) -> Bool {
  value == 0 || (0x1p-30...0x1p30).contains(value)
}

/// Whether a number of a file is a time in seconds or a rate of images: up to thirty thousand years.
@Sendable func isDuration(_ value: Double) -> Bool { (0...1e12).contains(value) }
