internal import Datasets

/// Makes inputs out of those of a corpus.
struct InputMutator {
  let corpus: [[UInt8]]
  let tokens: [[UInt8]]
  let seed: UInt64

  /// Inputs do not grow beyond this, however much is inserted.
  private static let longest = 1 << 16

  /// The input of this number: one of the corpus, changed in a few ways. The first are the corpus itself.
  func input(_ number: Int) -> [UInt8] {
    if number < corpus.count { return corpus[number] }
    var random = SplitMix64(seed: seed, index: UInt64(number))
    var input = corpus[random.index(below: corpus.count)]
    for _ in 0...random.index(below: 4) { mutate(&input, &random) }
    return input.count > Self.longest ? Array(input.prefix(Self.longest)) : input
  }

  private func mutate(_ input: inout [UInt8], _ random: inout SplitMix64) {
    switch random.index(below: 8) {
    case 0: flipBits(&input, &random)
    case 1: setBytes(&input, &random)
    case 2: setInteger(&input, &random)
    case 3: copyChunk(&input, &random)
    case 4: deleteChunk(&input, &random)
    case 5: splice(&input, &random)
    case 6: setDigits(&input, &random)
    default: insertToken(&input, &random)
    }
  }

  private func flipBits(_ input: inout [UInt8], _ random: inout SplitMix64) {
    guard !input.isEmpty else { return }
    for _ in 0...random.index(below: 3) {
      input[random.index(below: input.count)] ^= 1 << UInt8(random.index(below: 8))
    }
  }

  private func setBytes(_ input: inout [UInt8], _ random: inout SplitMix64) {
    for place in chunk(of: input, &random, longest: 4) {
      input[place] = UInt8(truncatingIfNeeded: random.next())
    }
  }

  private static let integers: [UInt64] = [
    0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 1 << 32,
    1 << 61,
    UInt64(Int64.max), 1 << 63, .max, .max - 7,
  ]

  /// Writes a number at the edge of what some integer counts over one, two, four or eight bytes, in either order.
  private func setInteger(_ input: inout [UInt8], _ random: inout SplitMix64) {
    let size = 1 << random.index(below: 4)
    guard input.count >= size else { return }
    let value = Self.integers[random.index(below: Self.integers.count)]
    let start = random.index(below: input.count - size + 1)
    let isBigEndian = random.index(below: 2) == 0
    for place in 0..<size {
      let shift = UInt64(8 * (isBigEndian ? size - 1 - place : place))
      input[start + place] = UInt8(truncatingIfNeeded: value >> shift)
    }
  }

  private func copyChunk(_ input: inout [UInt8], _ random: inout SplitMix64) {
    let copied = Array(input[chunk(of: input, &random, longest: 64)])
    input.insert(contentsOf: copied, at: random.index(below: input.count + 1))
  }

  private func deleteChunk(_ input: inout [UInt8], _ random: inout SplitMix64) {
    if random.index(below: 8) == 0 {
      input.removeLast(random.index(below: input.count + 1))
    } else {
      input.removeSubrange(chunk(of: input, &random, longest: 64))
    }
  }

  private func splice(_ input: inout [UInt8], _ random: inout SplitMix64) {
    let other = corpus[random.index(below: corpus.count)]
    input =
      Array(input.prefix(random.index(below: input.count + 1)))
      + other.suffix(random.index(below: other.count + 1))
  }

  /// Puts another number in place of one that is written in digits.
  private func setDigits(_ input: inout [UInt8], _ random: inout SplitMix64) {
    func isOfNumber(_ byte: UInt8) -> Bool { (0x2b...0x39).contains(byte) || byte | 0x20 == 0x65 }
    let start = random.index(below: input.count + 1)
    guard let first = input[start...].firstIndex(where: { (0x30...0x39).contains($0) }) else {
      return
    }
    let end = input[first...].firstIndex { !isOfNumber($0) || $0 == 0x2c } ?? input.count
    input.replaceSubrange(
      first..<end, with: Self.numbers[random.index(below: Self.numbers.count)].utf8)
  }

  private static let numbers = [
    "0", "1", "2", "3", "7", "28", "784", "1000000", "2147483648", "4294967296",
    "9223372036854775807",
    "18446744073709551616", "5e-324", "1e-9", "0.5", "1e300", "1.7e308", "1e400",
  ]

  private func insertToken(_ input: inout [UInt8], _ random: inout SplitMix64) {
    guard !tokens.isEmpty else { return flipBits(&input, &random) }
    let token = tokens[random.index(below: tokens.count)]
    let place = random.index(below: input.count + 1)
    let end = random.index(below: 2) == 0 ? place : min(place + token.count, input.count)
    input.replaceSubrange(place..<end, with: token)
  }

  private func chunk(
    of input: [UInt8], _ random: inout SplitMix64, longest: Int
  ) -> Range<Int> {
    let start = random.index(below: input.count + 1)
    let length = 1 + random.index(below: longest)
    return start..<min(start + length, input.count)
  }
}
