internal import Autoencoders
public import TerminalUI

/// The latent space on screen: a cursor, which is a code, and the part of the plane that is shown.
public struct LatentFeature: Equatable, Sendable {
  /// The code under the cursor, of any length. Its place on the plane and on screen follow from it.
  public internal(set) var cursor: [Float] = [0, 0]
  /// The codes nearest to the cursor, nearest first.
  public internal(set) var neighbors: [LatentMap.Neighbor] = []
  /// The image whose code the cursor was put at; nil once it was put elsewhere than by moving it.
  public internal(set) var anchor: Anchor?
  /// The codes that are visited one after another; nil once the cursor was moved by other means.
  public internal(set) var tour: NeighborTour?
  /// How far each code of the map is from its nearest others, on average; nil until that is known.
  var spacing: [Double]?
  /// How many codes the map has that the rows of neighbors are of.
  var rowCount: Int?
  /// The part of the plane that is shown.
  public internal(set) var viewport = Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.1)
  /// What the viewport follows.
  public internal(set) var framing = Framing.bulk
  /// Cells that a key moves the cursor by.
  public internal(set) var stepCells = 1.0
  /// Classes drawn in color.
  public internal(set) var shownClasses = Set(0..<RunClasses().count)
  /// Classes that there were when they were last counted.
  var classCount = RunClasses().count
  /// How points are drawn.
  public internal(set) var markers: ScatterMarkers
  /// The cursor was put nowhere yet.
  var isAtStart = true
  /// The cursor stays at the plane's origin until it is moved.
  var followsOrigin = true
  /// Other codes move the cursor to that of its image.
  var followsImage = false
  /// Draws from the prior so far: each draw's place in its random sequence.
  var priorDraws: UInt64 = 0

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
    /// The classes that there are, and what they are called.
    let classes: RunClasses
    /// Codes have a prior that may be sampled.
    let hasPrior: Bool
    /// The cells of points and axes.
    let area: Rect

    init(run: RunID, _ open: OpenRun, area: Rect) {
      self.run = run
      self.area = area
      map = open.map
      classes = open.classes
      hasPrior = open.session.hasPrior
      plane = open.map?.plane ?? LatentPlane(latentCount: open.session.latentCount ?? 2)
    }

    /// Where a code is seen.
    func place(of code: [Float]) -> PlanePoint { map?.place(of: code) ?? plane.place(of: code) }
  }

  /// Does what a command asks for.
  mutating func update(_ command: LatentCommand, in context: Context) -> [Effect] {
    switch command {
    case .move(let columns, let rows): return move(columns, rows, context)
    case .jumpToClass(let choice):
      return context.classes.label(of: choice).map { jump(toClass: $0, context) } ?? []
    case .origin: return jumpToOrigin(context)
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
    case .toggleClass(let choice):
      guard let label = context.classes.label(of: choice) else { return [] }
      if shownClasses.remove(label) == nil { shownClasses.insert(label) }
    case .isolateClass(let choice):
      guard let label = context.classes.label(of: choice) else { return [] }
      shownClasses = [label]
    case .showAllClasses: shownClasses = Set(0..<classCount)
    case .finerStep: stepCells = max(stepCells / 2, 1.0 / 16)
    case .coarserStep: stepCells = min(stepCells * 2, 16)
    case .zoomIn: zoom(by: 0.8, context)
    case .zoomOut: zoom(by: 1.25, context)
    case .fit:
      framing = .all
      fit(context)
    case .nextMarkers: markers = markers == .dots ? .digits : markers == .digits ? .hidden : .dots
    }
    return []
  }
}
