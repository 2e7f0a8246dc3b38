internal import Autoencoders

/// What draws: where it is, whether it touches, and how wide and of what color it is.
public struct Pen: Equatable, Sendable {
  /// The pixel under its middle.
  public private(set) var place: PixelPlace
  /// It draws where it goes.
  public private(set) var isDown = false
  /// It takes away instead.
  public private(set) var isErasing = false
  /// The color it draws in.
  public private(set) var color = Ink.white
  /// The radius of the brush, in pixels.
  public private(set) var radius: Float
  private let shape: FeatureShape

  /// A pen in the middle of an image; its brush is as wide for a large image as for a small one.
  init(on shape: FeatureShape) {
    self.shape = shape
    place = PixelPlace(x: shape.width / 2, y: shape.height / 2)
    let wanted = Self.usualRadius * Float(min(shape.width, shape.height)) / 28
    radius = Self.radii.last { $0 <= wanted } ?? Self.radii[0]
  }

  /// Radii to choose from. A stroke of MNIST is about two and a half pixels wide.
  static let radii: [Float] = [0.5, 0.75, 1.25, 1.75, 2.5, 3.5, 5, 7, 10]
  private static let usualRadius: Float = 1.25

  /// What it leaves.
  var ink: Ink { isErasing ? .black : color }

  /// Moves it, no further than to the edge.
  mutating func move(columns: Int, rows: Int) {
    place = PixelPlace(
      x: min(max(place.x + columns, 0), shape.width - 1),
      y: min(max(place.y + rows, 0), shape.height - 1))
  }

  /// Moves it to a pixel.
  mutating func move(to place: PixelPlace) {
    move(columns: place.x - self.place.x, rows: place.y - self.place.y)
  }

  /// Puts it down, or lifts it.
  mutating func toggleDown() { isDown.toggle() }

  /// Lifts it.
  mutating func lift() { isDown = false }

  /// Turns it round.
  mutating func toggleErasing() { isErasing.toggle() }

  /// Draws in a color from now on.
  mutating func take(_ color: Ink) { (self.color, isErasing) = (color, false) }

  /// A brush so many sizes wider.
  mutating func widen(by steps: Int) {
    let place = Self.radii.firstIndex(of: radius) ?? 0
    radius = Self.radii[min(max(place + steps, 0), Self.radii.count - 1)]
  }
}
