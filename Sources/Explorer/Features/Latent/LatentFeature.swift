internal import Autoencoders
internal import Foundation
public import TerminalUI

/// The latent space on screen: a cursor, which is a code, and the part of the plane that is shown.
public struct LatentFeature: Equatable, Sendable {
  /// The code under the cursor, of any length. Its place on the plane and on screen follow from it.
  public private(set) var cursor: [Float] = [0, 0]
  /// The codes nearest to the cursor, nearest first.
  public private(set) var neighbors: [LatentMap.Neighbor] = []
  /// The image whose code the cursor was put at; nil once it was put elsewhere than by moving it.
  public private(set) var anchor: Anchor?
  /// The codes that are visited one after another; nil once the cursor was moved by other means.
  public private(set) var tour: NeighborTour?
  /// How far each code of the map is from its nearest others, on average; nil until that is known.
  private var spacing: [Double]?
  /// The part of the plane that is shown.
  public private(set) var viewport = Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.1)
  /// What the viewport follows.
  public private(set) var framing = Framing.bulk
  /// Cells that a key moves the cursor by.
  public private(set) var stepCells = 1.0
  /// Classes drawn in color.
  public private(set) var shownClasses = Set(0..<LatentMap.classCount)
  /// How points are drawn.
  public private(set) var markers: ScatterMarkers
  /// The cursor was put nowhere yet.
  private(set) var isAtStart = true
  /// The cursor stays at the plane's origin until it is moved.
  private var followsOrigin = true
  /// Draws from the prior so far: each draw's place in its random sequence.
  private var priorDraws: UInt64 = 0

  static let neighborCount = 20

  /// An image whose code the cursor was put at.
  public struct Anchor: Equatable, Sendable {
    /// The row of its code.
    public let row: Int
    /// Its number among the images.
    public let image: Int
    /// The code as it was then.
    public let code: [Float]
  }

  /// Codes that are visited one after another.
  public struct NeighborTour: Equatable, Sendable {
    /// The codes, nearest first.
    public let stops: [LatentMap.Neighbor]
    /// The place of the one that is visited.
    public internal(set) var place: Int
  }

  /// What the viewport follows.
  public enum Framing: Sendable {
    /// The codes, but for the outermost.
    case bulk
    /// All codes.
    case all
    /// Nothing, once it was moved by hand.
    case byHand
  }

  init(markers: ScatterMarkers) { self.markers = markers }

  /// The rest of the explorer, as far as the feature sees it.
  struct Context {
    /// The run that is shown.
    let run: RunID
    let map: LatentMap?
    let plane: LatentPlane
    /// Codes have a prior that may be sampled.
    let hasPrior: Bool
    /// The cells of points and axes.
    let area: Rect

    init(run: RunID, session: SessionSnapshot, area: Rect) {
      self.run = run
      self.area = area
      map = session.map
      hasPrior = session.hasPrior
      plane = session.map?.plane ?? LatentPlane(latentCount: session.latentCount ?? 2)
    }
  }

  /// Does what a command asks for.
  mutating func update(_ command: LatentCommand, in context: Context) -> [Effect] {
    switch command {
    case .move(let columns, let rows): return move(columns, rows, context)
    case .jumpToClass(let label): return jump(toClass: label, context)
    case .origin:
      followsOrigin = true
      (anchor, tour) = (nil, nil)
      return show(context.plane.origin, context)
    case .priorSample: return jumpToPriorSample(context)
    case .snap:
      guard let map = context.map, let nearest = neighbors.first else { return [] }
      return go(toRow: nearest.index, of: map, context)
    case .goTo(.code(let code)):
      guard code.count == context.plane.latentCount else {
        return [.notify(.wrongLength(ofCode: code.count))]
      }
      return go(to: code, context)
    case .goTo(.image(let number)):
      guard let map = context.map, let row = map.images.firstIndex(of: number) else {
        return [.notify(.noCode(ofImage: number))]
      }
      return go(toRow: row, of: map, context)
    case .neighbor(let places): return visit(places, context)
    case .toggleClass(let label):
      if shownClasses.remove(label) == nil { shownClasses.insert(label) }
    case .isolateClass(let label): shownClasses = [label]
    case .showAllClasses: shownClasses = Set(0..<LatentMap.classCount)
    case .finerStep: stepCells = max(stepCells / 2, 1.0 / 16)
    case .coarserStep: stepCells = min(stepCells * 2, 16)
    case .zoomIn: zoom(by: 0.8, context)
    case .zoomOut: zoom(by: 1.25, context)
    case .fit:
      framing = .all
      fit(context)
    case .nextMarkers: markers = markers == .dots ? .digits : .dots
    }
    return []
  }

  /// Takes in other codes: the cursor stays where it is, as long as it is a code of this model.
  mutating func follow(_ context: Context) {
    if followsOrigin || cursor.count != context.plane.latentCount {
      followsOrigin = true
      cursor = context.plane.origin
    }
    findNeighbors(context)
    fit(context)
  }

  /// Shows what the framing says, and the cursor in any case.
  mutating func fit(_ context: Context) {
    switch framing {
    case .bulk: viewport = fitted(to: context.map?.bulk, context)
    case .all: viewport = fitted(to: context.map?.extent, context)
    case .byHand: bringCursorIntoView(context)
    }
  }

  /// The viewport of some ranges and the cursor; of a piece of the prior where there are no codes.
  private func fitted(
    to ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)?, _ context: Context
  ) -> Viewport {
    let place = context.plane.place(of: cursor)
    let (x, y) = ranges ?? (-3...3, -3...3)
    func fitted(in size: Size) -> Viewport {
      Viewport(fitting: x.including(place.x), y.including(place.y), in: size)
    }
    // Labels of the axes take what room they need, and they depend on what is shown.
    let first = fitted(in: context.area.size)
    return fitted(in: ScatterPlot.plotArea(of: context.area, showing: first).size)
  }

  // MARK: The cursor

  private mutating func move(_ columns: Int, _ rows: Int, _ context: Context) -> [Effect] {
    let code = context.plane.move(
      cursor, x: Double(columns) * stepCells * viewport.unitsPerColumn,
      y: -Double(rows) * stepCells * viewport.unitsPerRow)
    return edit(code, context)
  }

  private mutating func jump(toClass label: Int, _ context: Context) -> [Effect] {
    guard let map = context.map else { return [.notify(.noCodesYet)] }
    guard map.densestRegions.indices.contains(label), let region = map.densestRegions[label] else {
      return [.notify(.noCodes(ofClass: label, among: map.points.count))]
    }
    let count = map.count(of: label)
    let notice: Notice =
      count < Self.fewCodes
      ? .fewCodes(ofClass: label, count: count, among: map.points.count)
      : .classMix(label, counts: region.counts)
    return [.notify(notice)] + go(to: context.plane.code(at: region.center), context)
  }

  /// So many codes of a class make no region.
  private static let fewCodes = 5

  private mutating func jumpToPriorSample(_ context: Context) -> [Effect] {
    guard context.hasPrior else { return [.notify(.noPrior)] }
    guard context.plane.principal == nil else { return [.notify(.priorIsOffPlane)] }
    var random = Philox(seed: 0, stream: .prior, step: priorDraws)
    priorDraws += 1
    let radius = (-2 * log(1 - Double(random.nextUnit()))).squareRoot()
    let angle = 2 * Double.pi * Double(random.nextUnit())
    let point = PlanePoint(x: radius * cos(angle), y: radius * sin(angle))
    return go(to: context.plane.code(at: point), context)
  }

  private mutating func go(to code: [Float], _ context: Context) -> [Effect] {
    followsOrigin = false
    (anchor, tour) = (nil, nil)
    return show(code, context)
  }

  private mutating func go(toRow row: Int, of map: LatentMap, _ context: Context) -> [Effect] {
    let code = map.code(row)
    let effects = go(to: code, context)
    anchor = Anchor(row: row, image: map.images[row], code: code)
    return effects
  }

  /// Takes in how far each code of the map is from its nearest others.
  mutating func take(spacing: [Double]) { self.spacing = spacing }

  /// How well the cursor lies among the codes; nil until their spacing is known.
  var reading: OnDataReading? {
    guard let spacing, let last = neighbors.map(\.index).max(), last < spacing.count else {
      return nil
    }
    return OnDataReading(
      distances: neighbors.map(\.distance), spacing: neighbors.map { spacing[$0.index] },
      nearest: neighbors.map(\.index), labels: neighbors.map(\.label))
  }

  /// Changes values of the code, and remembers what image it came from.
  mutating func edit(_ code: [Float], _ context: Context) -> [Effect] {
    let kept = anchor
    let effects = go(to: code, context)
    anchor = kept
    return effects
  }

  /// Goes on a tour of the nearest codes, or on to its next stop.
  private mutating func visit(_ places: Int, _ context: Context) -> [Effect] {
    guard let map = context.map, !neighbors.isEmpty else { return [.notify(.noCodesYet)] }
    var next = tour ?? NeighborTour(stops: neighbors, place: places > 0 ? -1 : 0)
    next.place = (next.place + places + next.stops.count) % next.stops.count
    let effects = go(toRow: next.stops[next.place].index, of: map, context)
    tour = next
    return effects
  }

  /// Puts the cursor at a code and moves the viewport no further than needed to show it.
  private mutating func show(_ code: [Float], _ context: Context) -> [Effect] {
    isAtStart = false
    cursor = code
    findNeighbors(context)
    bringCursorIntoView(context)
    return [.decode(code, of: context.run)]
  }

  private mutating func findNeighbors(_ context: Context) {
    neighbors = context.map?.nearest(to: cursor, count: Self.neighborCount) ?? []
  }

  // MARK: The viewport

  /// Moves the viewport no further than needed to show the cursor and a cell on each side of it.
  private mutating func bringCursorIntoView(_ context: Context) {
    let plot = ScatterPlot.plotArea(of: context.area, showing: viewport)
    let place = context.plane.place(of: cursor)
    let x = viewport.xRange(columns: plot.width)
    let y = viewport.yRange(rows: plot.height)
    let shiftX = x.shift(toHold: place.x, margin: viewport.unitsPerColumn)
    let shiftY = y.shift(toHold: place.y, margin: viewport.unitsPerRow)
    guard shiftX != 0 || shiftY != 0 else { return }
    framing = .byHand
    viewport.centerX += shiftX
    viewport.centerY += shiftY
  }

  /// Scales the viewport so that the point under the cursor stays where it is, between a thousandth and
  /// fifty times of what shows all codes.
  private mutating func zoom(by factor: Double, _ context: Context) {
    let all = fitted(to: context.map?.extent, context).unitsPerColumn
    let scale = min(max(viewport.unitsPerColumn * factor, all / 1_000), all * 50)
    let place = context.plane.place(of: cursor)
    let change = scale / viewport.unitsPerColumn
    guard change != 1 else { return }
    framing = .byHand
    viewport.unitsPerColumn = scale
    viewport.centerX = place.x + (viewport.centerX - place.x) * change
    viewport.centerY = place.y + (viewport.centerY - place.y) * change
    bringCursorIntoView(context)
  }
}

extension ClosedRange<Double> {
  /// The least range that holds this one and `value`.
  fileprivate func including(_ value: Double) -> ClosedRange<Double> {
    value.isFinite ? Swift.min(lowerBound, value)...Swift.max(upperBound, value) : self
  }

  /// How far the range has to move until `value` is in it, `margin` from its ends.
  fileprivate func shift(toHold value: Double, margin: Double) -> Double {
    Swift.max(value + margin - upperBound, 0) + Swift.min(value - margin - lowerBound, 0)
  }
}
