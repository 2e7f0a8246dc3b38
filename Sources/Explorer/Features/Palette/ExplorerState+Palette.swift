internal import TerminalUI

extension ExplorerState {
  /// Does what a command of the list of commands asks for.
  mutating func update(_ command: PaletteCommand) -> [Effect] {
    switch command {
    case .open(let hasGlossary):
      openPalette("", hasGlossary: hasGlossary)
    case .ask(let line): openPalette(line)
    case .select(let places): palette.select(by: places)
    case .complete: palette.complete()
    case .run:
      guard let command = palette.command() else { return [] }
      modes.removeAll { $0 == .palette }
      return perform(command)
    }
    return []
  }

  private mutating func openPalette(_ line: String, hasGlossary: Bool = false) {
    palette = PaletteFeature(
      line, hasGlossary: hasGlossary, obstacles: obstacles, classes: run.classes,
      datasets: datasets.names)
    modes.append(.palette)
  }

  /// Why rows would do nothing now: for want of a run, or because all that came of them would be a
  /// notice, which then says why.
  private var obstacles: [Int: String] {
    var obstacles: [Int: String] = [:]
    for (index, (table, row)) in CommandTable.listed.enumerated() {
      obstacles[index] = obstacle(of: table.scope) ?? row.onlyCommand.flatMap(obstacle)
    }
    return obstacles
  }

  private func obstacle(of scope: CommandTable.Scope) -> String? {
    switch scope {
    case .latent, .code, .images, .draw: session.phase == .closed ? "no run is open" : nil
    case .losses: session.hasLosses ? nil : "this model comes without a log of losses"
    case .compare, .runs, .training, .everywhere, .always, .mode: nil
    }
  }

  private func obstacle(of command: Command) -> String? {
    // The list itself can always be opened.
    if case .palette = command { return nil }
    // To try these is to build a map.
    if case .epochs = command, !earlierEpochs.isEmpty { return nil }
    var tried = self
    guard case .notify(let notice)? = tried.perform(command).first, tried == self else {
      return nil
    }
    return notice.text
  }
}
