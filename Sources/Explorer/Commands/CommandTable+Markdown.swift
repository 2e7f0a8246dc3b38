extension CommandTable {
  /// The table in Markdown, as README.md has it.
  public static var markdown: String {
    var lines = ["| where | key | | command |", "|---|---|---|---|"]
    var heading = ""
    for table in all {
      for row in table.rows where !row.help.isEmpty {
        let place = table.title == heading ? "" : table.title.lowercased()
        heading = table.title
        let keys = row.label.isEmpty ? "" : "`\(row.label)`"
        let example = row.arguments.map { " \($0.example)" } ?? ""
        lines.append("| \(place) | \(keys) | \(row.help) | `\(row.id)\(example)` |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
