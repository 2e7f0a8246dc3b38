internal import FileFormats

/// The words that may follow a command's name where it is typed.
public struct CommandArguments: Sendable {
  /// How they are written, as in `X Y`.
  public let form: String
  /// Some that are right.
  public let example: String
  /// What the first of them may be, where that can be listed.
  let candidates: [String]
  /// They name a class, which the images that are shown must have.
  private(set) var areClass = false
  /// The first is a data set that can be fetched.
  private(set) var areDataset = false
  /// The command they ask for; nil where they are wrong.
  let command: @Sendable ([String]) -> Command?

  /// Words of a form of their own.
  init(
    _ form: String, example: String, candidates: [String] = [],
    command: @escaping @Sendable ([String]) -> Command?
  ) {
    self.form = form
    self.example = example
    self.candidates = candidates
    self.command = command
  }

  /// One of some words, each for a command.
  static func word(_ choices: KeyValuePairs<String, Command>) -> Self {
    let (words, commands) = (choices.map(\.key), choices.map(\.value))
    return Self(words.joined(separator: "|"), example: words[0], candidates: words) { typed in
      guard typed.count == 1, let index = words.firstIndex(of: typed[0]) else { return nil }
      return commands[index]
    }
  }

  /// A direction, and how many cells or pixels: one unless told.
  static func directions(
    _ command: @escaping @Sendable (_ columns: Int, _ rows: Int) -> Command
  ) -> Self {
    Self(
      "left|right|up|down [N]", example: "left 5", candidates: ["left", "right", "up", "down"]
    ) { words in
      let count = words.count == 1 ? 1 : words.count == 2 ? Int(words[1]) : nil
      guard let count, (1...1000).contains(count) else { return nil }
      return switch words[0] {
      case "left": command(-count, 0)
      case "right": command(count, 0)
      case "up": command(0, -count)
      case "down": command(0, count)
      default: nil
      }
    }
  }

  /// A class by its number or name.
  static func classChoice(_ command: @escaping @Sendable (ClassChoice) -> Command) -> Self {
    var arguments = Self("CLASS", example: "3") { typed in
      typed.isEmpty ? nil : command(ClassChoice(typed.joined(separator: " ")))
    }
    arguments.areClass = true
    return arguments
  }

  /// A data set by its name.
  static func datasetName(_ command: @escaping @Sendable (String) -> Command) -> Self {
    var arguments = Self("NAME", example: "mnist") { typed in
      typed.count == 1 ? command(typed[0]) : nil
    }
    arguments.areDataset = true
    return arguments
  }

  /// A file whose ending is that of one of some forms.
  static func file<Format: EndingNamed & Sendable>(
    _ formats: Format.Type, example: String,
    command: @escaping @Sendable (Format, String) -> Command
  ) -> Self where Format.AllCases == [Format] {
    let formats = formats.allCases
    return Self("FILE (\(formats.endingList))", example: example) { words in
      let path = words.joined(separator: " ")
      guard !path.isEmpty else { return nil }
      return formats.named(by: path).map { command($0, path) }
    }
  }
}
