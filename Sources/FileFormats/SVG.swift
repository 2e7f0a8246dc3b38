/// An SVG picture that is built element by element.
public struct SVGDocument {
  private var body = ""
  private let width: Double
  private let height: Double
  private let inherited: [(String, String)]

  /// An empty picture of a size in pixels.
  ///
  /// - Parameters:
  ///   - width: columns of pixels.
  ///   - height: rows of pixels.
  ///   - inherited: attributes of every element that has not another value for them.
  public init(width: Double, height: Double, inherited: [(String, String)] = []) {
    self.width = width
    self.height = height
    self.inherited = inherited
  }

  /// Adds an element, in front of those before it; its text and its attributes' values are escaped.
  public mutating func add(
    _ element: String, _ attributes: [(String, String)], text: String? = nil
  ) {
    let list = Self.list(attributes)
    body +=
      text.map { "<\(element)\(list)>\(Self.escaped($0))</\(element)>\n" }
      ?? "<\(element)\(list)/>\n"
  }

  /// Begins an element that holds those added until it is closed.
  public mutating func open(_ element: String, _ attributes: [(String, String)]) {
    body += "<\(element)\(Self.list(attributes))>\n"
  }

  /// Ends the element that was opened last.
  public mutating func close(_ element: String) { body += "</\(element)>\n" }

  private static func list(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }

  /// The whole document.
  public var text: String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.number(width)) "
      + "\(Self.number(height))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
      + "\(Self.list(inherited))>\n"
      + body + "</svg>\n"
  }

  /// A coordinate, as short as two decimals allow.
  public static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (hundredths / 100, abs(hundredths % 100))
    if rest == 0 { return "\(whole)" }
    let sign = hundredths < 0 && whole == 0 ? "-" : ""
    return rest % 10 == 0
      ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// XML has no form for most invisible characters, and those that it has would act on what is around them.
  private static func escaped(_ text: String) -> String {
    let visible = String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.isInvisible ? "\u{fffd}" : $0 }))
    return visible.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
      ">", with: "&gt;"
    )
    .replacing("\"", with: "&quot;")
  }
}
