public import TerminalUI

/// What a person might do in the explorer, a line each.
///
///     # a line that begins so is for the reader
///     size 80x24
///     open vae
///     latent.class 3
///     key Right Right
///     wait 30
///     snapshot three.svg
///
/// A line is a command as it is typed after `:`, or one of the words of ``Step``.
public struct Script: Equatable, Sendable {
  /// A thing that is done.
  public enum Step: Equatable, Sendable {
    /// A command as it is typed.
    case command(String)
    /// `key NAME ...`: keys are pressed.
    case keys([Key])
    /// `mouse KIND COLUMN ROW`: the mouse is used at a cell, both counted from 0.
    case mouse(MouseEvent)
    /// `wait N`: so many frames of a thirtieth of a second pass.
    case wait(frames: Int)
    /// `size WxH`: the window has another size.
    case size(Size)
    /// `look COLORS GLYPHS BACKGROUND`: what the screen is drawn with, as in `look 256 unicode dark`.
    case look(Capabilities)
    /// `open MODEL`: a run or model is walked.
    case open(String)
  }

  /// What is done, one after another, each with the number of its line.
  public let steps: [(line: Int, step: Step)]

  /// Two scripts that do the same.
  public static func == (a: Script, b: Script) -> Bool {
    a.steps.map(\.step) == b.steps.map(\.step)
  }

  /// A script of keys alone.
  public init(keys: [Key]) { steps = keys.isEmpty ? [] : [(1, .keys(keys))] }

  /// The script of a text.
  public init(parsing text: String) throws(ScriptError) {
    var steps: [(line: Int, step: Step)] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      steps.append((index + 1, try Self.step(words, line: index + 1)))
    }
    self.steps = steps
  }

  private static func step(_ words: [String], line: Int) throws(ScriptError) -> Step {
    let rest = Array(words.dropFirst())
    func require(_ step: Step?) throws(ScriptError) -> Step {
      guard let step else { throw ScriptError(line: line, fault: .wrongArguments(of: words[0])) }
      return step
    }
    switch words[0] {
    case "key":
      let keys = rest.compactMap { Key(name: $0) }
      return try require(!keys.isEmpty && keys.count == rest.count ? .keys(keys) : nil)
    case "mouse": return try require(MouseEvent(words: rest).map(Step.mouse))
    case "wait":
      let frames = rest.count == 1 ? Int(rest[0]) : nil
      return try require(frames.flatMap { $0 > 0 ? .wait(frames: $0) : nil })
    case "size": return try require(rest.count == 1 ? Size(text: rest[0]).map(Step.size) : nil)
    case "look": return try require(Capabilities(words: rest).map(Step.look))
    case "open": return try require(rest.isEmpty ? nil : .open(rest.joined(separator: " ")))
    default: break
    }
    let command = words.joined(separator: " ")
    switch CommandTable.typed(command) {
    case .command: return .command(command)
    case .unknown(let name): throw ScriptError(line: line, fault: .unknownCommand(name))
    case .wrongArguments(let name):
      throw ScriptError(line: line, fault: .wrongArguments(of: name))
    }
  }
}

/// Why a text is no script.
public struct ScriptError: Error, Equatable, Sendable {
  /// What is wrong with a line.
  public enum Fault: Equatable, Sendable {
    /// No command is called so.
    case unknownCommand(String)
    /// What follows the name is not what the command takes.
    case wrongArguments(of: String)
  }

  /// The number of the line, from 1 on.
  public let line: Int
  /// What is wrong with it.
  public let fault: Fault

  /// What is wrong with a line.
  public init(line: Int, fault: Fault) {
    self.line = line
    self.fault = fault
  }
}
