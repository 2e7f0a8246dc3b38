internal import Explorer
internal import ProgramOptions
internal import TerminalUI

extension Arguments {
  /// Tells what is on screen after some keys, in one plain line.
  func saying() throws -> () throws -> Int32 {
    try refuse(
      .out, .format(renderFormats), .color, .background, .theme, .shading,
      because: "--say tells and draws nothing")
    let (size, keys) = (self[.size], self[.keys])
    let capabilities = Capabilities(colors: .none, glyphs: self[.glyphs] ?? .unicode)
    let snapshot = try snapshot(self)
    return {
      let screen = try screen(
        of: snapshot(), size: size, capabilities: capabilities, script: Script(keys: keys))
      writeOut(Array("\(screen.spoken)\n".utf8))
      return 0
    }
  }
}
