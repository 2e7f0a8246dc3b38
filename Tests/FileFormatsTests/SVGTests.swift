import FileFormats
import Testing

struct SVGTests {
  @Test func escapesWhatXMLReserves() {
    var document = SVGDocument(width: 10, height: 20)
    document.add("text", [("x", "1\"2")], text: "a < b & c")
    #expect(document.text.contains(#"<text x="1&quot;2">a &lt; b &amp; c</text>"#))
    #expect(
      document.text.hasPrefix(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20""#))
  }

  @Test func whatAllElementsHaveIsWrittenOnce() {
    var document = SVGDocument(width: 10, height: 20, inherited: [("font-size", "16")])
    document.add("text", [("x", "1")], text: "a")
    #expect(
      document.text.hasSuffix(
        #" width="10" height="20" font-size="16">\#n<text x="1">a</text>\#n</svg>\#n"#
      ))
  }

  /// XML allows no controls, and what turns the direction of text would turn the picture's.
  @Test func showsThatSomethingIsNotSeen() {
    var document = SVGDocument(width: 10, height: 20)
    document.add("text", [], text: "a\u{1b}\u{202e}b")
    #expect(document.text.contains("<text>a\u{fffd}\u{fffd}b</text>"))
  }

  @Test(arguments: [
    (0.0, "0"), (2.5, "2.5"), (3.14159, "3.14"), (-0.5, "-0.5"), (1.05, "1.05"), (-2, "-2"),
  ])
  func writesShortNumbers(value: Double, text: String) {
    #expect(SVGDocument.number(value) == text)
  }
}
