extension Theme {
  /// Lines and letters over points and grounds.
  public var overlay: Style {
    guard capabilities.hasFixedColors else { return strong }
    return Style(.indexed(capabilities.background == .dark ? 231 : 16), on: .terminal, .bold)
  }

  /// A blank place that is said to be of class `label`, whose mark is the usual one.
  public func ground(ofClass label: Int) -> Cell { ground(ofClass: label, marks: ClassMarks()) }

  /// A blank place that is said to be of class `label`: a faint color near the class's own, or the class's
  /// mark where there are not so many colors.
  public func ground(ofClass label: Int, marks: ClassMarks) -> Cell {
    guard capabilities.hasFixedColors else { return Cell(marks[label], faint) }
    let palette =
      capabilities.background == .dark ? Self.darkGrounds : Self.lightGrounds
    return Cell(" ", Style(.terminal, on: .indexed(palette[label % palette.count])))
  }

  /// A blank place of a value from 0 to 1: a gray that departs from the terminal's background as the value
  /// grows, or a character with more ink.
  public func ground(ofValue value: Double) -> Cell {
    let share = value.isNaN ? 0 : min(max(value, 0), 1)
    guard capabilities.hasFixedColors else {
      let glyph = Self.ramp[Int((share * Double(Self.ramp.count - 1)).rounded())]
      return glyph == " " ? Cell() : Cell(glyph, faint)
    }
    let step = Int((share * Self.grays).rounded())
    guard step > 0 else { return Cell() }
    let isDark = capabilities.background == .dark
    return Cell(
      " ", Style(.terminal, on: .indexed(UInt8(isDark ? 233 + step : 255 - step))))
  }

  private static let ramp: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+"]
  /// Grays from the background on, of the 24 there are.
  private static let grays = 15.0

  static let darkGrounds: [UInt8] = [238, 22, 95, 24, 94, 58, 53, 66, 52, 17]
  static let lightGrounds: [UInt8] = [182, 250, 254, 217, 157, 153, 180, 183, 187, 225]
}
