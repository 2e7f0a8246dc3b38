internal import TerminalUI

/// The list of commands and words, and what was typed to search it.
public struct PaletteFeature: Equatable, Sendable {
  /// A line of the list.
  enum Entry: Equatable {
    /// The row at a place among `CommandTable.listed`.
    case command(Int)
    case term(Term)
  }

  /// What was typed.
  public private(set) var text: String
  /// The place of the chosen entry among those shown.
  public private(set) var selection = 0
  /// What is wrong with what was to be done.
  private(set) var fault: TypedCommand?
  /// Why rows do nothing here, by their place among `CommandTable.listed`.
  let obstacles: [Int: String]
  /// Whether words follow the commands.
  let hasGlossary: Bool
  /// The classes that commands may name.
  let classes: RunClasses
  /// The data sets that commands may name.
  let datasets: [String]

  init(
    _ text: String = "", hasGlossary: Bool = false, obstacles: [Int: String] = [:],
    classes: RunClasses = RunClasses(), datasets: [String] = []
  ) {
    self.text = text
    self.hasGlossary = hasGlossary
    self.obstacles = obstacles
    self.classes = classes
    self.datasets = datasets
  }

  // MARK: What is shown

  /// The command whose arguments are typed; nil while its name is.
  var named: String? {
    guard let end = text.firstIndex(of: " ") else { return nil }
    let id = String(text[..<end])
    return CommandTable.listed.contains { $0.row.id == id } ? id : nil
  }

  /// The commands and words that hold every word typed: a word that was typed whole first, then commands
  /// whose name begins so.
  var shown: [Entry] {
    let rows = CommandTable.listed.enumerated()
    if let named {
      return rows.filter { $0.element.row.id == named }.map { .command($0.offset) }
    }
    let words = text.lowercased().split(separator: " ")
    func holds(_ text: String) -> Bool {
      let text = text.lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    let found = rows.filter { _, entry in
      holds(
        "\(entry.row.id) \(entry.row.label) \(entry.row.help) \(entry.table.title) "
          + (SearchWords.all[entry.row.id] ?? ""))
    }
    let isBegun = { (row: CommandRow) in !text.isEmpty && row.id.hasPrefix(text.lowercased()) }
    let terms = hasGlossary ? Term.all.filter { holds("\($0.word) \($0.meaning)") } : []
    let commands =
      found.filter { isBegun($0.element.row) } + found.filter { !isBegun($0.element.row) }
    let isMeant = { (term: Term) in term.word.lowercased() == text.lowercased() }
    return terms.filter(isMeant).map { .term($0) } + commands.map { .command($0.offset) }
      + terms.filter { !isMeant($0) }.map { .term($0) }
  }

  /// The chosen entry; nil where nothing is left.
  var chosen: Entry? {
    let shown = shown
    return shown.indices.contains(selection) ? shown[selection] : nil
  }

  // MARK: What is done

  /// Takes in a key; false for one that types nothing.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .character(let character): text.append(character)
    case .backspace: if !text.isEmpty { text.removeLast() }
    default: return false
    }
    selection = 0
    fault = nil
    return true
  }

  /// Moves the choice, which stays within the list.
  mutating func select(by places: Int) {
    let last = max(shown.count - 1, 0)
    selection = min(max(places < -last ? 0 : places > last ? last : selection + places, 0), last)
  }

  /// Completes the last word as far as it is certain; a name that is, with the chosen entry's.
  mutating func complete() {
    fault = nil
    if let named {
      let word = String(text[text.index(after: text.lastIndex(of: " ") ?? text.startIndex)...])
      let arguments = CommandTable.arguments(of: named)
      if arguments?.areClass == true {
        text += Self.rest(of: String(text.dropFirst(named.count + 1)), in: classes.names)
        return
      }
      let isFirst = text.dropLast(word.count).split(separator: " ").count == 1
      let candidates = arguments?.areDataset == true ? datasets : arguments?.candidates ?? []
      text += Self.rest(of: word, in: isFirst ? candidates : [])
      return
    }
    let names = Set(CommandTable.listed.map(\.row.id))
    let rest = Self.rest(of: text, in: Array(names))
    if !text.isEmpty, !rest.isEmpty {
      text += rest
    } else if case .command(let index) = chosen {
      text = CommandTable.listed[index].row.id
    }
    if names.contains(text), CommandTable.arguments(of: text) != nil { text += " " }
    selection = 0
  }

  /// What all `words` that begin with `word` go on with.
  private static func rest(of word: String, in words: [String]) -> String {
    let matching = words.filter { $0.hasPrefix(word) }
    guard let first = matching.first else { return "" }
    let common = matching.reduce(first) { $0.commonPrefix(with: $1) }
    return String(common.dropFirst(word.count))
  }

  /// The class that the line names, if it has to name one, is one of those there are.
  private var namesKnownClass: Bool {
    guard let named, CommandTable.arguments(of: named)?.areClass == true else { return true }
    let words = text.split(separator: " ").dropFirst()
    return classes.label(of: ClassChoice(words.joined(separator: " "))) != nil
  }

  /// The command that was typed or chosen; nil where something is missing yet, which `text` and `fault`
  /// tell.
  mutating func command() -> Command? {
    let isTyped =
      named != nil || CommandTable.listed.contains { $0.row.id == text } && selection == 0
    if isTyped {
      let typed = CommandTable.typed(text)
      if case .command(let command) = typed, namesKnownClass { return command }
      if case .command = typed { fault = .wrongArguments(of: named ?? text) } else { fault = typed }
      return nil
    }
    switch chosen {
    case .command(let index):
      let row = CommandTable.listed[index].row
      if let command = row.onlyCommand { return command }
      text = row.id + " "
      selection = 0
    case .term: break
    case nil: fault = .unknown(text)
    }
    return nil
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
