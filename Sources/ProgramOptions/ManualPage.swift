/// A part of a manual that no command tells: words with what they mean.
package struct ManualTable: Sendable {
  package let title: String
  package let rows: [(word: String, meaning: String)]

  package init(_ title: String, _ rows: [(word: String, meaning: String)]) {
    self.title = title
    self.rows = rows
  }
}

extension ProgramDescription {
  /// The manual's page in the language of man(7).
  ///
  /// - Parameters:
  ///   - description: paragraphs on the whole program.
  ///   - tables: parts behind the commands.
  package func manualPage(description: String, tables: [ManualTable]) -> String {
    let head = [
      ".TH \(name.uppercased()) 1 \"\" \(roffQuoted("\(name) \(version)")) \"User Commands\"",
      ".SH NAME", "\(name) \\- \(roff(summary))", ".SH SYNOPSIS", ".B \(name)",
      "[\\fIcommand\\fR] [\\fIoptions\\fR]", ".SH DESCRIPTION", roffParagraphs(description),
      ".SH COMMANDS",
    ]
    let lines =
      head + commands.flatMap(section)
      + tables.flatMap { table in
        [".SH \(table.title)"] + table.rows.flatMap { [".TP", bold($0.word), roff($0.meaning)] }
      }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ command: Command) -> [String] {
    let usage = [command.invocation, command.operands.usage, "[options]"].filter { !$0.isEmpty }
    var lines = [
      ".SS \(roffQuoted(usage.joined(separator: " ")))",
      roff(command.summary.capitalizedFirst + "."),
    ]
    if !command.details.isEmpty { lines += [".PP", roffParagraphs(command.details)] }
    lines += command.options.flatMap { option in
      let label = bold(option.name) + (option.placeholder.map { " \\fI\(roff($0))\\fR" } ?? "")
      return [
        ".TP", label, roff(option.help + (option.defaultText.map { " (default: \($0))" } ?? "")),
      ]
    }
    if !command.examples.isEmpty {
      lines +=
        [".PP", "Examples:", ".PP", ".nf"] + command.examples.map { roff("    \($0)") } + [".fi"]
    }
    return lines
  }
}

private func bold(_ text: String) -> String { "\\fB\(roff(text))\\fR" }

/// Paragraphs that flow, and lines that begin with a space as they are.
private func roffParagraphs(_ text: String) -> String {
  var lines: [String] = []
  var isKept = false
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let keeps = line.hasPrefix(" ")
    // What is kept may go on behind an empty line, which is no line of text.
    if !line.isEmpty, keeps != isKept {
      lines.append(keeps ? ".nf" : ".fi")
      isKept = keeps
    }
    lines.append(line.isEmpty ? ".PP" : roff(String(line)))
  }
  return (lines + (isKept ? [".fi"] : [])).joined(separator: "\n")
}

/// A line of text that roff shows as it is: no escape, no request, ASCII alone, and hyphens that can be copied.
private func roff(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\e"
    case "-": result += "\\-"
    case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      result += "\\[u\(String(repeating: "0", count: max(4 - digits.count, 0)))\(digits)]"
    }
  }
  return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
}

/// An argument of a request.
private func roffQuoted(_ text: String) -> String {
  "\"\(roff(text).replacing("\"", with: "\\(dq"))\""
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
