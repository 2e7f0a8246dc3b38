extension Command {
  /// The command explained, in lines of at most 80 characters.
  package var help: String {
    let usage = [invocation, operands.usage, "[options]"].filter { !$0.isEmpty }
    var sections = [usage.joined(separator: " "), filled(summary)]
    if !details.isEmpty { sections.append(filled(details)) }
    sections.append("Options:\n" + optionLines.joined(separator: "\n"))
    if !examples.isEmpty {
      sections.append("Examples:\n" + examples.map { "  \($0)" }.joined(separator: "\n"))
    }
    return sections.joined(separator: "\n\n") + "\n"
  }

  private var optionLines: [String] {
    let labels = options.map {
      [$0.name, $0.placeholder].compactMap(\.self).joined(separator: " ")
    }
    let width = min((labels.map(\.count).max() ?? 0) + 2, Self.widestLabel + 2)
    let margin = String(repeating: " ", count: width + 2)
    return zip(labels, options).flatMap { label, option in
      let text = option.help + (option.defaultText.map { " (default: \($0))" } ?? "")
      let lines = broken(text, width: helpWidth - margin.count)
      guard label.count <= Self.widestLabel else {
        return ["  \(label)"] + lines.map { margin + $0 }
      }
      return ["  \(label.padded(to: width))\(lines[0])"] + lines.dropFirst().map { margin + $0 }
    }
  }

  /// A label that is longer has a line of its own.
  private static let widestLabel = 26
}

/// The columns that help fills at most.
private let helpWidth = 80

/// Paragraphs broken into lines; lines that begin with a space are kept as they are.
package func filled(_ text: String) -> String {
  var lines: [String] = []
  var paragraph: [Substring] = []
  func flush() {
    if !paragraph.isEmpty {
      lines += broken(paragraph.joined(separator: " "), width: helpWidth)
    }
    paragraph = []
  }
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.isEmpty || line.hasPrefix(" ") {
      flush()
      lines.append(String(line))
    } else {
      paragraph.append(line)
    }
  }
  flush()
  return lines.joined(separator: "\n")
}

/// `text` in lines of at most `width` characters where no word is longer.
private func broken(_ text: String, width: Int) -> [String] {
  var lines: [String] = [""]
  for word in text.split(separator: " ") {
    let last = lines[lines.count - 1]
    if last.isEmpty {
      lines[lines.count - 1] = String(word)
    } else if last.count + 1 + word.count <= width {
      lines[lines.count - 1] += " \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}

extension String {
  /// The text with spaces behind it, at least one, up to `width` characters.
  package func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 1))
  }
}
