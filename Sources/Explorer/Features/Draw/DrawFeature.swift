internal import Autoencoders
internal import ImageSets

/// The image that a person draws, the pen, and what the model made of it.
public struct DrawFeature: Equatable, Sendable {
  /// The drawing and what it began with; nil until the shape of images is known.
  private var sheet: Sheet?
  /// The pen; nil until there is something to draw on.
  public private(set) var pen: Pen?
  /// Whether the model reads the drawing in the frame that MNIST has; nil until the test images are known, which
  /// decide it at first.
  public private(set) var isFramed: Bool?
  /// What the model made of the drawing, or of an earlier one.
  private(set) var reading: DrawingReading?
  /// The codes nearest to that of the drawing, nearest first.
  private(set) var neighbors: [LatentMap.Neighbor] = []
  /// How unlike the others test images are, by the score that the drawing's is compared with.
  private(set) var scale: AnomalyScale?

  private var asked: DrawingRequest?
  private var scales = Renewal<Int>()
  /// What the drawing was before the last changes.
  private var earlier: [Sheet] = []
  /// The pen has drawn since it was put down.
  private var isStroke = false

  /// Changes that can be taken back.
  private static let mostEarlier = 32

  private struct Sheet: Equatable {
    var image: DrawnImage
    /// The number of a test image.
    var origin: Int?
  }

  init() {}

  /// The drawing; nil until the shape of images is known.
  public var image: DrawnImage? { sheet?.image }
  /// The number of the test image that it began with.
  public var origin: Int? { sheet?.origin }

  /// Has an image of a shape to draw on.
  mutating func begin(_ shape: FeatureShape, images: LabeledImages?) {
    if image?.shape != shape {
      self = DrawFeature()
      sheet = Sheet(image: DrawnImage(shape))
      pen = Pen(on: shape)
    }
    if isFramed == nil { isFramed = images.map(CharacterFrame.isUsual) }
  }

  // MARK: Changes

  /// Moves the pen; where it is down, it draws.
  mutating func move(columns: Int, rows: Int) {
    guard let start = pen?.place else { return }
    pen?.move(columns: columns, rows: rows)
    if let pen, pen.isDown { draw(from: start, to: pen.place) }
  }

  /// Begins a stroke at a pixel, with a dot.
  mutating func beginStroke(at place: PixelPlace) {
    liftPen()
    pen?.move(to: place)
    togglePen()
  }

  /// Moves the pen to a pixel, where it is down with a line to it.
  mutating func move(to place: PixelPlace) {
    guard let start = pen?.place else { return }
    move(columns: place.x - start.x, rows: place.y - start.y)
  }

  /// Puts the pen down, which draws a dot, or lifts it.
  mutating func togglePen() {
    pen?.toggleDown()
    isStroke = false
    if let pen, pen.isDown { draw(from: pen.place, to: pen.place) }
  }

  private mutating func draw(from start: PixelPlace, to end: PixelPlace) {
    guard var changed = sheet, let pen else { return }
    changed.image.draw(from: start, to: end, radius: pen.radius, ink: pen.ink)
    let before = sheet
    change(to: changed)
    if sheet != before { isStroke = true }
  }

  /// Takes everything away.
  mutating func clear() {
    guard let image else { return }
    liftPen()
    change(to: Sheet(image: DrawnImage(image.shape)))
  }

  /// Begins with the test image of a number.
  mutating func begin(with pixels: [Float], number: Int) {
    guard let image else { return }
    liftPen()
    change(to: Sheet(image: DrawnImage(image.shape, pixels: pixels), origin: number))
  }

  /// Takes the last change back; false where there is none.
  mutating func undo() -> Bool {
    guard let last = earlier.popLast() else { return false }
    liftPen()
    sheet = last
    return true
  }

  /// Lifts the pen.
  mutating func liftPen() {
    pen?.lift()
    isStroke = false
  }

  /// Keeps what was, once for each stroke.
  private mutating func change(to changed: Sheet) {
    guard let sheet, sheet != changed else { return }
    if !isStroke { earlier = earlier.suffix(Self.mostEarlier - 1) + [sheet] }
    self.sheet = changed
  }

  mutating func toggleEraser() { pen?.toggleErasing() }
  mutating func widen(by steps: Int) { pen?.widen(by: steps) }
  mutating func take(_ color: Ink) { pen?.take(color) }
  mutating func toggleFrame() { isFramed = !(isFramed ?? false) }

  // MARK: What the model reads

  /// The drawing as the model reads it; nil where there is nothing on it.
  var input: DrawnImage? {
    guard let image, !image.isBlank else { return nil }
    guard isFramed == true else { return image }
    return DrawnImage(image.shape, pixels: CharacterFrame(image.shape).framed(image.pixels))
  }

  /// Whether what is known of the model's reading is of the drawing as it is, and of the weights as they are.
  var isCurrent: Bool { reading.map { $0.request == asked } ?? false }

  /// The work to be done, as things stand.
  ///
  /// - Parameters:
  ///   - version: the number of the codes that are shown, and so of the weights.
  ///   - hasImages: there are test images to compare with.
  mutating func effects(
    version: Int, hasImages: Bool, at moment: RunMoment, of run: RunID
  ) -> [Effect] {
    guard let input else {
      (asked, reading) = (nil, nil)
      return []
    }
    var effects: [Effect] = []
    let request = DrawingRequest(shape: input.shape, levels: input.levels, version: version)
    if asked != request {
      asked = request
      effects.append(.compute(.drawing(request), of: run))
    }
    if hasImages, scales.asks(for: version, at: moment) {
      effects.append(.compute(.anomalyScale(version: version), of: run))
    }
    return effects
  }

  /// Takes in what the model made of a drawing, if that is what is wanted.
  ///
  /// - Parameter map: the codes that the drawing's is one more of.
  mutating func take(_ reading: DrawingReading, among map: LatentMap?) {
    guard reading.request == asked else { return }
    self.reading = reading
    neighbors =
      map?.plane.latentCount == reading.code.count
      ? map?.nearest(to: reading.code, count: LatentFeature.neighborCount) ?? [] : []
  }

  mutating func take(_ scale: AnomalyScale) {
    self.scale = scale
    scales.note(seconds: scale.seconds)
  }
}
