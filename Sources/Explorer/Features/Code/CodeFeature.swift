internal import Autoencoders

/// An order of latents.
public enum CodeOrder: String, CaseIterable, Sendable {
  /// By their KL over the test images, the greatest first.
  case kl
  /// By the standard deviation of their values over the codes, the greatest first.
  case activity
  /// As they are numbered.
  case index
  /// By how much of the image they change over their posterior, the greatest first.
  case visible

  /// Its name in the title.
  var name: String {
    switch self {
    case .kl: "by KL"
    case .activity: "by deviation"
    case .index: "in order"
    case .visible: "by visible change"
    }
  }
}

/// The values of the code under the cursor, one of which is chosen; or a direction, along which its place is one more.
public struct CodeFeature: Equatable, Sendable {
  /// The order that was asked for.
  private var wanted = CodeOrder.kl
  /// The order of the latents: the one asked for, or by activity while what that needs is not known.
  public private(set) var order = CodeOrder.kl
  /// The latents in that order.
  public private(set) var latents: [Int] = []
  /// The chosen latent.
  public private(set) var selected = 0
  /// The latent was chosen by hand, so that it stays the same when the order changes.
  private var isChosen = false
  /// How values are spread over the codes; nil until there are codes.
  public private(set) var spread: CodeSpread?
  /// The direction that was chosen, before all latents.
  public private(set) var directions = DirectionFeature()
  /// The direction has the keys, not a latent.
  private var prefersDirection = false
  /// The analogy that was asked last.
  public internal(set) var analogy: Analogy?
  /// How much of the image each latent changes; nil until that was asked for and found.
  public private(set) var changes: VisibleChanges?
  private var askedChanges: VisibleChanges.Request?

  init() {}

  /// Takes in other codes and other numbers of them.
  mutating func follow(_ session: SessionSnapshot, codes: LatentMap?) {
    spread = codes.map(CodeSpread.init)
    directions.follow(codes)
    sort(session)
  }

  // MARK: The order

  private func weights(of order: CodeOrder, _ session: SessionSnapshot) -> [Double]? {
    let weights: [Double]? =
      switch order {
      case .kl: session.klPerDimension
      case .activity: spread?.deviations.map(Double.init)
      case .visible: changes?.values
      case .index: nil
      }
    return weights?.count == session.latentCount ? weights : nil
  }

  private mutating func sort(_ session: SessionSnapshot) {
    let isKnown = wanted == .index || weights(of: wanted, session) != nil
    order = isKnown ? wanted : .activity
    latents = Array(0..<(session.latentCount ?? 0))
    if let weights = weights(of: order, session) {
      latents.sort { (weights[$1], $0) < (weights[$0], $1) }
    }
    if !isChosen || selected >= latents.count { selected = latents.first ?? 0 }
  }

  /// Another order of the latents.
  mutating func nextOrder(_ session: SessionSnapshot) {
    let hasKL = session.klPerDimension.count == session.latentCount
    let orders = CodeOrder.allCases.filter { $0 != .kl || hasKL }
    let place = orders.firstIndex(of: wanted == .visible ? .visible : order) ?? 0
    sort(by: orders[(place + 1) % orders.count], session)
  }

  /// The latents in this order.
  mutating func sort(by order: CodeOrder, _ session: SessionSnapshot) {
    wanted = order
    sort(session)
  }

  /// Whether the order that was asked for is yet to be found.
  var isSorting: Bool { wanted == .visible && order != .visible }

  /// The changes that the order needs found; nil where it needs none, or where they are asked for already.
  mutating func changesToFind(_ session: SessionSnapshot, version: Int) -> VisibleChanges.Request? {
    guard wanted == .visible, let spread, spread.means.count == session.latentCount else {
      return nil
    }
    let request = VisibleChanges.Request(
      version: version, ranges: spread.posteriorRanges(secondMoments: session.secondMoment))
    guard askedChanges != request else { return nil }
    askedChanges = request
    return request
  }

  /// Takes in how much each latent changes.
  mutating func take(_ changes: VisibleChanges, _ session: SessionSnapshot) {
    guard changes.request == askedChanges else { return }
    self.changes = changes
    sort(session)
  }

  // MARK: What is slid

  /// The direction, where it is slid.
  var chosenDirection: CodeDirection? { prefersDirection ? directions.direction : nil }

  /// Chooses a latent by places in the order shown, or the direction before them.
  mutating func select(by places: Int) {
    guard let chosen = latents.firstIndex(of: selected) else { return }
    let least = directions.direction == nil ? 0 : -1
    let place = chosenDirection == nil ? chosen : -1
    let next = min(max(place + places, least), latents.count - 1)
    prefersDirection = next < 0
    guard next >= 0 else { return }
    selected = latents[next]
    isChosen = true
  }

  /// Takes another direction, or none; false where it leads nowhere.
  mutating func choose(_ ends: DirectionFeature.Ends?, in map: LatentMap?) -> Bool {
    guard directions.choose(ends, in: map) else { return false }
    prefersDirection = ends != nil
    return true
  }

  /// Puts an image's code into a set, or takes it out.
  mutating func toggle(_ image: Int, in set: MarkedSet, of map: LatentMap?) {
    directions.toggle(image, in: set, of: map)
  }

  /// What is slid, of a code: a value, or a place along the direction.
  func chosenValue(of code: [Float]) -> Float? {
    if let direction = chosenDirection { return Float(direction.place(of: code)) }
    return code.indices.contains(selected) ? code[selected] : nil
  }

  /// `code` with the chosen value moved by tenths of its deviation, or of the direction's length; where no value is
  /// negative, not below zero.
  func slid(_ code: [Float], tenths: Int) -> [Float] {
    guard let own = chosenValue(of: code) else { return code }
    if chosenDirection != nil { return with(own + Float(tenths) / 10, in: code) }
    let deviation = spread.map { max($0.deviations[selected], 1e-3) } ?? 1
    let value = own + Float(tenths) / 10 * deviation
    return with(spread?.isNonnegative == true ? max(value, 0) : value, in: code)
  }

  /// `code` with another value of the chosen latent, or moved along the direction to a place.
  func with(_ value: Float, in code: [Float]) -> [Float] {
    if let direction = chosenDirection { return direction.code(code, at: Double(value)) }
    guard code.indices.contains(selected) else { return code }
    var code = code
    code[selected] = value
    return code
  }

  /// `code` with the chosen value at even distances over its range; along a direction, from as far before its
  /// beginning as that is from its end, to as far behind that.
  func series(of code: [Float], count: Int) -> [[Float]] {
    guard let spread, count > 1, code.indices.contains(selected) else { return [] }
    let range = chosenDirection == nil ? spread.range(of: selected) : Self.directionRange
    return (0..<count).map { place in
      let share = Float(place) / Float(count - 1)
      return with(range.lowerBound + share * (range.upperBound - range.lowerBound), in: code)
    }
  }

  /// Places along a direction that are shown.
  static let directionRange: ClosedRange<Float> = -1...2
}
