import Autoencoders
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

/// Commands that a person types or looks up.
struct PaletteTests {
  /// Presses `key`, types a line, and presses Enter.
  @discardableResult
  private static func type(_ line: String, in state: inout ExplorerState) -> [Effect] {
    state.press(":")
    for character in line { state.press(character == " " ? "Space" : String(character)) }
    return state.press("Enter")
  }

  @Test func aNameRunsItsCommand() {
    var state = Fixture.start
    #expect(Self.type("train.pause", in: &state) == [.control(.pause, of: .first)])
    #expect(state.modes == [])
    Self.type("screen.train", in: &state)
    #expect(state.screen == .train)
  }

  @Test(arguments: [
    ("latent.goto 0.5 -1", LatentTarget.code([0.5, -1])), ("latent.goto #4", .image(4)),
  ])
  func goesToATarget(line: String, target: LatentTarget) {
    var (typed, asked) = (Fixture.start, Fixture.start)
    let effects = Self.type(line, in: &typed)
    #expect(effects.contains { if case .decode = $0 { true } else { false } })
    #expect(typed.run.latent.cursor != asked.run.latent.cursor && typed.modes == [])
    if case .code(let code) = target { #expect(typed.run.latent.cursor == code) }
    asked.press(":", "Esc")
    #expect(asked.modes == [] && asked.run.latent.cursor == Fixture.start.run.latent.cursor)
  }

  @Test func argumentsMeanWhatKeysMean() {
    for (line, keys) in [
      ("latent.class 3", ["3"]), ("latent.move right 5", ["Shift-Right"]),
      ("latent.zoom out", ["Z"]),
      ("latent.toggle-class 4", ["x", "4"]), ("latent.isolate 7", ["Alt-7"]),
      ("latent.step coarser", ["."]), ("latent.neighbor next", ["n"]),
      ("pane.next previous", ["Shift-Tab"]),
    ] {
      var (typed, pressed) = (Fixture.start, Fixture.start)
      Self.type(line, in: &typed)
      for key in keys { pressed.press(key) }
      #expect(typed.run == pressed.run && typed.focus == pressed.focus, "\(line)")
      #expect(typed.run != Fixture.start.run || typed.focus != Fixture.start.focus, "\(line)")
    }
  }

  @Test func startsAPreset() {
    var state = Fixture.start
    let effects = Self.type("train.new \(Preset.all[1].name)", in: &state)
    #expect(
      effects.contains {
        if case .open(.train(Preset.all[1].name), as: _) = $0 { true } else { false }
      })
  }

  /// What is wrong is said, and the line stays to be corrected.
  @Test(arguments: [
    ("latent.class 12", "latent.class takes CLASS, as in latent.class 3"),
    ("latent.goto 1 x", "latent.goto takes X Y ... or #N, as in latent.goto 0.5 -1"),
    ("latent.goto #-1", "latent.goto takes"), ("train.new nothing", "train.new takes PRESET"),
    ("latent.origin 3", "latent.origin takes nothing"), ("xyz", "no command is called xyz"),
  ])
  func wrongLinesAreExplained(line: String, explanation: String) {
    var state = Fixture.start
    #expect(Self.type(line, in: &state) == [])
    #expect(state.modes == [.palette] && state.palette.text == line)
    #expect(state.render().text.contains(explanation))
    state.press("Backspace")
    #expect(!state.render().text.contains(explanation))
  }

  @Test func tabCompletes() {
    var state = Fixture.start
    func text(_ keys: String...) -> String {
      for key in keys { state.press(key) }
      return state.palette.text
    }
    // As far as it is certain, then the chosen entry; a space where something has to follow.
    #expect(text(":", "l", "a", "t", "Tab") == "latent.")
    #expect(text("c", "Tab") == "latent.class ")
    #expect(text("Esc", ":", "t", "r", "a", "i", "n", ".", "n", "Tab") == "train.new ")
    let rest = text("v", "a", "e", "-", "p", "y", "Tab").dropFirst("train.new ".count)
    #expect(Preset.all.contains { $0.name.hasPrefix(rest) } && rest.count > "vae-py".count)
    #expect(text("Esc", ":", "g", "a", "m", "m", "a", "Tab") == "image.gamma")
  }

  /// By name, key, or what is said of it.
  @Test func typingFilters() {
    var state = Fixture.start
    for word in ["gamma", "Ctrl-Z", "nearest code"] {
      state.press(":")
      for character in word { state.press(character == " " ? "Space" : String(character)) }
      let lines = state.render().text.split(separator: "\n").filter {
        $0.contains("image.gamma") || $0.contains("suspend") || $0.contains("latent.snap")
      }
      #expect(!lines.isEmpty && !state.render().text.contains("go to the origin"), "\(word)")
      state.press("Esc")
    }
  }

  @Test func theChosenEntryRuns() {
    var state = Fixture.start
    // The second of those that hold the word: larger steps.
    state.press(":", "s", "t", "e", "p", "s", "Down", "Enter")
    #expect(state.modes == [] && state.run.latent.stepCells == 2)
    // One that keys give an argument asks for it.
    state.press(":", "l", "a", "t", "e", "n", "t", ".", "z", "Enter")
    #expect(state.palette.text == "latent.zoom " && state.modes == [.palette])
  }

  /// The choice stays within the list, however it is moved.
  @Test func theChoiceStaysInside() {
    var state = Fixture.start
    state.press("?", "Up")
    #expect(state.palette.selection == 0)
    state.press("End")
    let last = state.palette.selection
    state.press("Down", "PageDown")
    #expect(state.palette.selection == last && last > 40)
    state.press("PageUp", "Home")
    #expect(state.palette.selection == 0)
    state.press("q", "x", "y", "Down")
    #expect(state.palette.selection == 0)
  }

  @Test func whatDoesNothingHereSaysWhy() {
    var session = Fixture.session
    session.phase = .idle
    var state = Fixture.start
    _ = state.update(.session(session, of: .first))
    state.press(":")
    for character in "train.pause" { state.press(String(character)) }
    #expect(state.render().text.contains("nothing is being trained"))
    var training = Fixture.start
    training.press(":")
    for character in "train.pause" { training.press(String(character)) }
    #expect(!training.render().text.contains("nothing is being trained"))
  }

  @Test func wordsAreExplainedInHelpAlone() {
    var (help, palette) = (Fixture.start, Fixture.start)
    for character in "?ELBO" { help.press(String(character)) }
    for character in ":ELBO" { palette.press(String(character)) }
    #expect(help.render().text.contains("reconstruction plus KL"))
    #expect(!palette.render().text.contains("reconstruction plus KL"))
  }

  /// A command without a key, or one with several, can be typed.
  @Test func everyCommandCanBeTyped() {
    for row in CommandTable.all.flatMap(\.rows) where Self.isOfScreen(row) {
      let isWhole = row.bindings.allSatisfy { $0.command == row.bindings[0].command }
      let takes = CommandTable.all.flatMap(\.rows).contains {
        $0.id == row.id && $0.arguments != nil
      }
      #expect(isWhole || takes, "\(row.id)")
      guard let arguments = row.arguments else { continue }
      var state = Fixture.start
      Self.type("\(row.id) \(arguments.example)", in: &state)
      #expect(state.modes != [.palette], "\(row.id) \(arguments.example)")
    }
  }

  private static func isOfScreen(_ row: CommandRow) -> Bool {
    CommandTable.all.contains { table in
      if case .mode = table.scope { return false }
      return table.rows.contains { $0.id == row.id && $0.help == row.help }
    }
  }

  @Test(arguments: [(40, 18), (80, 24), (120, 40)], ["help", "command", "filter"])
  func looks(size: (Int, Int), name: String) throws {
    var state = Fixture.state(size.0, size.1, Capabilities())
    switch name {
    case "help": state.press("?", "PageDown", "Down")
    case "command": for character in ":latent.goto" { state.press(String(character)) }
    default: for character in "?near" { state.press(String(character)) }
    }
    try expectGolden(state.render().text, "palette-\(name)-\(size.0)x\(size.1).txt")
  }

  /// What other programs call a thing finds it, under the heading that says where its key works.
  @Test(arguments: [
    ("animation", "record"), ("screenshot", "snapshot"), ("keymap", "config.key"),
    ("interpolate", "walk.path"), ("overfit", "screen.train"), ("guess", "match.begin"),
  ])
  func wordsOfOtherProgramsFindCommands(word: String, id: String) {
    var state = Fixture.start
    state.press("?")
    for character in word { state.press(String(character)) }
    let text = state.render().text
    #expect(text.contains(id), "\(text)")
    #expect(
      SearchWords.all.keys.allSatisfy { id in CommandTable.listed.contains { $0.row.id == id } })
  }

  @Test func foundCommandsStandUnderTheirHeadings() throws {
    let title = try #require(CommandTable.listed.first { $0.row.id == "train.rate" }).table.title
    var state = Fixture.start
    state.press("?")
    for character in "learning rate" { state.press(character == " " ? "Space" : String(character)) }
    let lines = state.render().text.split(separator: "\n").map(String.init)
    let row = lines.firstIndex { $0.contains("half, twice the learning rate") } ?? 0
    #expect(row > 0 && lines[row - 1].contains(title), "\(lines)")
  }
}
