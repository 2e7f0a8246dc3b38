// An option of another command, which here takes several values: what is tried one after another.

extension OptionDescription {
  /// What stands between several values: a comma, or a slash where a value may have commas itself.
  package var separator: Character { hasCommas ? "/" : "," }

  /// The option with one value or several; their texts, each of which is one of the option's own. Of a flag the one
  /// text is empty.
  package var severalValues: Option<[String]?> {
    let separator = separator
    let between = hasCommas ? "slashes" : "commas"
    return Option<[String]?>(
      name: name, placeholder: placeholder.map { "\($0)\(separator)..." }, help: help,
      defaultText: defaultText, absent: nil,
      expected: "\(expected), or several with \(between) between", completion: completion
    ) { text in
      let texts = text.split(separator: separator, omittingEmptySubsequences: false)
      let values = texts.map(String.init)
      for value in values {
        do { try check(value) } catch { return nil }
      }
      return .some(values)
    }.onlyTyped
  }
}

extension OptionList {
  /// Each option with one value or several.
  package var ofSeveralValues: OptionList {
    options.reduce(OptionList()) { $0 + OptionList($1.severalValues) }
  }

  /// The list without the options of some names.
  package func without(_ names: Set<String>) -> OptionList {
    OptionList(options.filter { !names.contains($0.name) })
  }
}
