/// A form of a file's contents that a person asks for by the ending of the file's name.
package protocol EndingNamed: CaseIterable {
  /// The endings of such files' names, the usual one first.
  var endings: [String] { get }
}

extension Collection where Element: EndingNamed {
  /// The one of these forms that a file's name asks for: the first where the name has no ending, nil where it has
  /// that of another form.
  package func named(by path: String) -> Element? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return first }
    let ending = name[name.index(after: dot)...].lowercased()
    return first { $0.endings.contains(ending) }
  }

  /// The usual endings, as in `.svg, .png`.
  package var endingList: String { map { ".\($0.endings[0])" }.joined(separator: ", ") }
}
