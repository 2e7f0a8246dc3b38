public import TerminalUI

/// What a key asks for.
public enum Command: Equatable, Sendable {
  case move(columns: Int, rows: Int)
  case jumpToClass(Int)
  case toggleClass, showAllClasses
  case finerStep, coarserStep
  case origin, priorSample, snap
  case zoomIn, zoomOut, fit
  case nextMarkers, nextGamma
  case moveCrosshair(Int)
  case toggleLogarithmic, lessSmoothing, moreSmoothing, toggleOutliers, toggleRecent
  case pauseOrResume
  case nextPane, previousPane, showPane(Pane), toggleMaximized, nextTheme
  case help, quit, interrupt, back
}

/// A key, where it works, what it does, and how it is explained. Dispatch, help and footer all read
/// this one table.
public struct KeyBinding: Sendable {
  public let keys: [Key]
  /// The pane that must have the focus; any when nil.
  public let pane: Pane?
  public let command: Command
  /// How the key is written, where its name will not do.
  public let label: String
  /// What it does, for help; empty when another line speaks for it.
  public let help: String
  /// What it does in a word, for the footer; empty when there is no room for it there.
  public let hint: String

  init(
    _ keys: [Key], in pane: Pane? = nil, _ command: Command, label: String? = nil,
    help: String = "",
    hint: String = ""
  ) {
    self.keys = keys
    self.pane = pane
    self.command = command
    self.label = label ?? keys.map(\.name).joined(separator: " ")
    self.help = help
    self.hint = hint
  }
}

extension KeyBinding {
  /// Every key, in the order of the help.
  public static let all: [KeyBinding] = latent + charts + everywhere

  private static func key(_ character: Character) -> Key { .character(character) }

  private static let latent: [KeyBinding] =
    [
      KeyBinding(
        [.left, key("h")], in: .latent, .move(columns: -1, rows: 0), label: "arrows hjkl",
        help: "move the cursor by one cell", hint: "move"),
      KeyBinding([.right, key("l")], in: .latent, .move(columns: 1, rows: 0)),
      KeyBinding([.up, key("k")], in: .latent, .move(columns: 0, rows: -1)),
      KeyBinding([.down, key("j")], in: .latent, .move(columns: 0, rows: 1)),
      KeyBinding(
        [.shiftLeft, key("H")], in: .latent, .move(columns: -5, rows: 0),
        label: "Shift-arrows HJKL",
        help: "move by five"),
      KeyBinding([.shiftRight, key("L")], in: .latent, .move(columns: 5, rows: 0)),
      KeyBinding([.shiftUp, key("K")], in: .latent, .move(columns: 0, rows: -5)),
      KeyBinding([.shiftDown, key("J")], in: .latent, .move(columns: 0, rows: 5)),
      KeyBinding([key(",")], in: .latent, .finerStep, help: "smaller steps"),
      KeyBinding([key(".")], in: .latent, .coarserStep, help: "larger steps"),
      KeyBinding(
        [key("0")], in: .latent, .jumpToClass(0), label: "0-9",
        help: "jump to the densest region of a class", hint: "class"),
    ]
    + (1...9).map { KeyBinding([key(Character(String($0)))], in: .latent, .jumpToClass($0)) }
    + [
      KeyBinding(
        [key("x")], in: .latent, .toggleClass, label: "x 0-9", help: "show or hide a class"),
      KeyBinding([key("X")], in: .latent, .showAllClasses, help: "show all classes"),
      KeyBinding([key("c")], in: .latent, .origin, help: "go to the origin", hint: "origin"),
      KeyBinding(
        [key("r")], in: .latent, .priorSample, help: "go to a sample of the prior N(0, I)"),
      KeyBinding([key("s")], in: .latent, .snap, help: "go to the nearest code"),
      KeyBinding(
        [key("z")], in: .latent, .zoomIn, label: "z Z", help: "zoom in, zoom out", hint: "zoom"),
      KeyBinding([key("Z")], in: .latent, .zoomOut),
      KeyBinding([key("=")], in: .latent, .fit, help: "fit all codes", hint: "fit"),
      KeyBinding([key("v")], in: .latent, .nextMarkers, help: "draw points as dots or as digits"),
    ]

  private static let charts: [KeyBinding] = [
    KeyBinding(
      [.left, key("h")], in: .charts, .moveCrosshair(-1), label: "left right",
      help: "move the crosshair", hint: "crosshair"),
    KeyBinding([.right, key("l")], in: .charts, .moveCrosshair(1)),
    KeyBinding(
      [.shiftLeft, key("H")], in: .charts, .moveCrosshair(-10), label: "Shift-left Shift-right",
      help: "move it by ten"),
    KeyBinding([.shiftRight, key("L")], in: .charts, .moveCrosshair(10)),
    KeyBinding([key("y")], in: .charts, .toggleLogarithmic, help: "logarithmic axis", hint: "log"),
    KeyBinding(
      [key("<")], in: .charts, .lessSmoothing, label: "< >", help: "less, more smoothing",
      hint: "smoothing"),
    KeyBinding([key(">")], in: .charts, .moreSmoothing),
    KeyBinding(
      [key("o")], in: .charts, .toggleOutliers, help: "axis holds every value", hint: "outliers"),
    KeyBinding(
      [key("b")], in: .charts, .toggleRecent, help: "whole run or last part", hint: "recent"),
  ]

  private static let everywhere: [KeyBinding] = [
    KeyBinding([key(" ")], .pauseOrResume, help: "pause training, or go on", hint: "pause"),
    KeyBinding([key("g")], .nextGamma, help: "gamma of the digit: 1, 1.4, 0.7"),
    KeyBinding(
      [.tab], .nextPane, label: "Tab Shift-Tab", help: "next pane, last pane", hint: "pane"),
    KeyBinding([.backTab], .previousPane),
    KeyBinding([.function(1)], .showPane(.latent), label: "F1-F4", help: "give a pane the keys"),
    KeyBinding([.function(2)], .showPane(.digit)),
    KeyBinding([.function(3)], .showPane(.charts)),
    KeyBinding([.function(4)], .showPane(.info)),
    KeyBinding([key("+")], .toggleMaximized, help: "this pane alone, or all panes"),
    KeyBinding([key("t")], .nextTheme, help: "colors for a dark or a light background"),
    KeyBinding([key("?")], .help, help: "this help", hint: "help"),
    KeyBinding([.escape], .back, help: "close what lies on top; drop the crosshair"),
    KeyBinding([key("q")], .quit, help: "leave; asks while training", hint: "quit"),
    KeyBinding([.control("c")], .interrupt, help: "leave; twice aborts training"),
    // The terminal itself answers these two; they are here to be explained.
    KeyBinding([.control("z")], .back, help: "suspend; fg brings it back"),
    KeyBinding([.control("l")], .back, help: "draw the screen anew"),
  ]

  /// The command of a key for the pane that has the focus.
  public static func command(for key: Key, in pane: Pane) -> Command? {
    // The digit and the model have no keys of their own: theirs are the latent space's.
    let pane = pane == .charts ? pane : .latent
    return all.first { ($0.pane == nil || $0.pane == pane) && $0.keys.contains(key) }?.command
  }
}
