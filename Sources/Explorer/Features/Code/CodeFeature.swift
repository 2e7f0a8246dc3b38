/// An order of latents.
public enum CodeOrder: CaseIterable, Sendable {
  /// By their KL over the test images, the greatest first.
  case kl
  /// By the standard deviation of their values over the codes, the greatest first.
  case activity
  /// As they are numbered.
  case index

  /// Its name in the title.
  var name: String {
    switch self {
    case .kl: "by KL"
    case .activity: "by deviation"
    case .index: "in order"
    }
  }
}

/// The values of the code under the cursor, one of which is chosen.
public struct CodeFeature: Equatable, Sendable {
  /// The order that was asked for.
  private var wanted = CodeOrder.kl
  /// The order of the latents: the one asked for, or by activity while there is no KL.
  public private(set) var order = CodeOrder.kl
  /// The latents in that order.
  public private(set) var latents: [Int] = []
  /// The chosen latent.
  public private(set) var selected = 0
  /// The latent was chosen by hand, so that it stays the same when the order changes.
  private var isChosen = false
  /// How values are spread over the codes; nil until there are codes.
  public private(set) var spread: CodeSpread?

  init() {}

  /// Takes in other codes and other numbers of them.
  mutating func follow(_ session: SessionSnapshot, codes: LatentMap?) {
    spread = codes.map(CodeSpread.init)
    sort(session)
  }

  private mutating func sort(_ session: SessionSnapshot) {
    let count = session.latentCount ?? 0
    let hasKL = session.klPerDimension.count == count
    order = wanted == .kl && !hasKL ? .activity : wanted
    let weights: [Double]? =
      switch order {
      case .kl: session.klPerDimension
      case .activity: spread?.deviations.map(Double.init)
      case .index: nil
      }
    latents = Array(0..<count)
    if let weights, weights.count == count {
      latents.sort { (weights[$1], $0) < (weights[$0], $1) }
    }
    if !isChosen || selected >= count { selected = latents.first ?? 0 }
  }

  /// Another order of the latents.
  mutating func nextOrder(_ session: SessionSnapshot) {
    let hasKL = session.klPerDimension.count == session.latentCount
    let orders = CodeOrder.allCases.filter { $0 != .kl || hasKL }
    let place = orders.firstIndex(of: order) ?? 0
    wanted = orders[(place + 1) % orders.count]
    sort(session)
  }

  /// Chooses a latent by places in the order shown.
  mutating func select(by places: Int) {
    guard let place = latents.firstIndex(of: selected) else { return }
    selected = latents[min(max(place + places, 0), latents.count - 1)]
    isChosen = true
  }

  /// `code` with the chosen value moved by tenths of its deviation; where no value is negative, not below
  /// zero.
  func slid(_ code: [Float], tenths: Int) -> [Float] {
    guard code.indices.contains(selected) else { return code }
    let deviation = spread.map { max($0.deviations[selected], 1e-3) } ?? 1
    let value = code[selected] + Float(tenths) / 10 * deviation
    return with(spread?.isNonnegative == true ? max(value, 0) : value, in: code)
  }

  /// `code` with another value of the chosen latent.
  func with(_ value: Float, in code: [Float]) -> [Float] {
    guard code.indices.contains(selected) else { return code }
    var code = code
    code[selected] = value
    return code
  }

  /// `code` with the chosen value at even distances over its range.
  func series(of code: [Float], count: Int) -> [[Float]] {
    guard let spread, count > 1, code.indices.contains(selected) else { return [] }
    let range = spread.range(of: selected)
    return (0..<count).map { place in
      let share = Float(place) / Float(count - 1)
      return with(range.lowerBound + share * (range.upperBound - range.lowerBound), in: code)
    }
  }
}
