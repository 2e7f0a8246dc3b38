internal import Explorer
internal import FileFormats
internal import ProgramOptions
internal import TerminalUI

extension Arguments {
  /// Plays a script on a model, or on none but those that it opens, and draws the last screen where that is asked for.
  func playing(_ path: String) throws -> () throws -> Int32 {
    try refuse(.keys, because: "the script has key lines")
    try refuse(.shownEpochs, because: "a script opens what it shows")
    let says = self[.say]
    let isDrawn = self[.format(renderFormats)] != nil || self[.out] != nil
    if says { try refuse(.out, .format(renderFormats), because: "--say tells and draws nothing") }
    let output = isDrawn ? try output(renderFormats) : nil
    let preferences = preferences(in: .current)
    let capabilities = Capabilities(
      colors: self[.color] ?? .indexed, glyphs: self[.glyphs] ?? .unicode,
      background: preferences.background ?? .dark, contrast: preferences.contrast ?? .usual)
    let (data, codes) = try shownData()
    let (threads, size) = (self[.threads], self[.size])
    let stored = try operands.first.map { try StoredModel(modelRequest($0), codes: codes) }
    let script = try Script(path: path)
    return {
      let library = UserRuns(UserRuns.Resources(data: data, threads: threads))
      let screen = try screen(
        of: stored?.withCodes(data: data, threads: threads, .current) ?? .closed, size: size,
        capabilities: capabilities, preferences: preferences, script: script, library: library
      ) { report in
        if says {
          writeOut(Array("\(report.spoken)\n".utf8))
        } else if let notice = report.notice {
          printErrorLine("\(path):\(report.line): \(notice.text)")
        }
      }
      try output?.write(screen.cells, background: capabilities.background)
      return 0
    }
  }
}

extension Script {
  /// The script of a file.
  fileprivate init(path: String) throws {
    let text = String(decoding: try readFile(path), as: UTF8.self)
    do {
      try self.init(parsing: text)
    } catch { throw ScriptFileError(path: path, error: error) }
  }
}

/// A file that is no script.
struct ScriptFileError: Error, Equatable {
  let path: String
  let error: ScriptError
}

extension Output {
  /// Writes a screen in the form that was asked for.
  func write(_ screen: CellBuffer, background: Background) throws {
    switch format {
    case .svg: try write(screen.svgText(background: background))
    case .ansi: try write(screen.ansiText)
    case .png: try write(screen.pngBytes(background: background))
    default: try write(screen.text)
    }
  }
}
