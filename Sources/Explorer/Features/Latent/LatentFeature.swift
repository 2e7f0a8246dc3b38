internal import Autoencoders
internal import Foundation
public import TerminalUI

/// The latent space on screen: a cursor, which is a code, and the part of the plane that is shown.
public struct LatentFeature: Equatable, Sendable {
  /// The code under the cursor, of any length. Its place on the plane and on screen follow from it.
  public private(set) var cursor: [Float] = [0, 0]
  /// The codes nearest to the cursor, nearest first.
  public private(set) var neighbors: [LatentMap.Neighbor] = []
  /// The part of the plane that is shown.
  public private(set) var viewport = Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.1)
  /// The viewport follows the codes until it is moved by hand.
  public private(set) var followsCodes = true
  /// Cells that a key moves the cursor by.
  public private(set) var stepCells = 1.0
  /// Classes drawn in color.
  public private(set) var shownClasses = Set(0..<LatentMap.classCount)
  /// How points are drawn.
  public private(set) var markers: ScatterMarkers
  /// The cursor stays at the plane's origin until it is moved.
  private var followsOrigin = true
  /// Draws from the prior so far: each draw's place in its random sequence.
  private var priorDraws: UInt64 = 0

  private static let neighborCount = 20

  init(markers: ScatterMarkers) { self.markers = markers }

  /// The rest of the explorer, as far as the feature sees it.
  struct Context {
    /// The run that is shown.
    let run: RunID
    let map: LatentMap?
    let plane: LatentPlane
    /// Codes have a prior that may be sampled.
    let hasPrior: Bool
    /// Cells that points are drawn in.
    let plot: Size

    init(run: RunID, session: SessionSnapshot, plot: Size) {
      self.run = run
      self.plot = plot
      map = session.map
      hasPrior = session.model?.configuration.isVariational ?? true
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
      return show(context.plane.origin, context)
    case .priorSample: return jumpToPriorSample(context)
    case .snap:
      guard let map = context.map, let nearest = neighbors.first else { return [] }
      return go(to: map.code(nearest.index), context)
    case .toggleClass(let label):
      if shownClasses.remove(label) == nil { shownClasses.insert(label) }
    case .showAllClasses: shownClasses = Set(0..<LatentMap.classCount)
    case .finerStep: stepCells = max(stepCells / 2, 1.0 / 16)
    case .coarserStep: stepCells = min(stepCells * 2, 16)
    case .zoomIn: zoom(by: 0.8, context)
    case .zoomOut: zoom(by: 1.25, context)
    case .fit:
      followsCodes = true
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

  /// Shows all codes, or a piece of the prior while there are none, unless the viewport was moved by hand.
  mutating func fit(_ context: Context) {
    guard followsCodes, context.plot.width > 0, context.plot.height > 0 else { return }
    let bulk = context.map?.bulk ?? (-3...3, -3...3)
    viewport = Viewport(fitting: bulk.x, bulk.y, in: context.plot)
  }

  // MARK: The cursor

  private mutating func move(_ columns: Int, _ rows: Int, _ context: Context) -> [Effect] {
    let code = context.plane.move(
      cursor, x: Double(columns) * stepCells * viewport.unitsPerColumn,
      y: -Double(rows) * stepCells * viewport.unitsPerRow)
    return go(to: code, context)
  }

  private mutating func jump(toClass label: Int, _ context: Context) -> [Effect] {
    guard let region = context.map?.densestRegions[label] else {
      return [.notify(.noCodes(ofClass: label))]
    }
    return go(to: context.plane.code(at: region), context)
  }

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
    return show(code, context)
  }

  /// Puts the cursor at a code and moves the viewport no further than needed to show it.
  private mutating func show(_ code: [Float], _ context: Context) -> [Effect] {
    cursor = code
    findNeighbors(context)
    let place = context.plane.place(of: code)
    let x = viewport.xRange(columns: context.plot.width)
    let y = viewport.yRange(rows: context.plot.height)
    let (stepX, stepY) = (viewport.unitsPerColumn, viewport.unitsPerRow)
    let shiftX = max(place.x + stepX - x.upperBound, 0) + min(place.x - stepX - x.lowerBound, 0)
    let shiftY = max(place.y + stepY - y.upperBound, 0) + min(place.y - stepY - y.lowerBound, 0)
    if shiftX != 0 || shiftY != 0 {
      followsCodes = false
      viewport.centerX += shiftX
      viewport.centerY += shiftY
    }
    return [.decode(code, of: context.run)]
  }

  private mutating func findNeighbors(_ context: Context) {
    neighbors = context.map?.nearest(to: cursor, count: Self.neighborCount) ?? []
  }

  // MARK: The viewport

  /// Scales the viewport so that the point under the cursor stays where it is.
  private mutating func zoom(by factor: Double, _ context: Context) {
    followsCodes = false
    let place = context.plane.place(of: cursor)
    viewport.unitsPerColumn = min(max(viewport.unitsPerColumn * factor, 1e-6), 1e6)
    viewport.centerX = place.x + (viewport.centerX - place.x) * factor
    viewport.centerY = place.y + (viewport.centerY - place.y) * factor
  }
}
