internal import Autoencoders
internal import Datasets
internal import Explorer
internal import Foundation
internal import ProgramOptions
internal import TerminalUI

let renderCommand = CommandSpec(
  "render", arguments: "[RUN|MODEL]", maximumArguments: 1,
  "draw the explorer's screen without a terminal, as text, ANSI or SVG",
  details: "Without RUN or MODEL it first trains the default preset for a while.",
  options: [
    OptionSpec("--size", "WxH", "columns and rows of the screen (120x40)"),
    OptionSpec("--keys", "KEYS", "keys pressed first, with spaces between, as in \"3 Right Tab\""),
    OptionSpec("--format", "text|ansi|svg", "what to write (text)"),
    OptionSpec("--color", "256|16|none", "colors (256; text has none)"),
    OptionSpec("--glyphs", "unicode|ascii", "characters (unicode)"),
    OptionSpec("--background", "dark|light", "what lies behind the text (dark)"),
    OptionSpec("--data", "D", "images whose codes are shown (the run's own)"),
    OptionSpec("--epochs", "N", "epochs to train without RUN or MODEL (1)"),
    OptionSpec("--threads", "N", "threads (one a core)"),
    OptionSpec("--out", "FILE", "where to write it (standard output)"),
  ],
  examples: [
    "latentwalk render runs/vae --size 80x24",
    "latentwalk render runs/vae --keys \"3 Right Right\" --format svg --out screen.svg",
  ]
) { arguments in
  let size = try arguments.size("--size") ?? Size(width: 120, height: 40)
  let keys = try arguments.keys("--keys")
  let format =
    try arguments.choice(
      "--format", among: [("text", RenderFormat.text), ("ansi", .ansi), ("svg", .svg)]) ?? .text
  let colors = try arguments.choice("--color", among: Arguments.colors)
  if format == .text, let colors, colors != .none {
    throw UsageError.unused(option: "--color", reason: "text has none; --format ansi and svg have")
  }
  let capabilities = Capabilities(
    colors: colors ?? (format == .text ? .none : .indexed),
    glyphs: try arguments.choice("--glyphs", among: GlyphSet.allCases.map { ($0.rawValue, $0) })
      ?? .unicode,
    background: try arguments.choice(
      "--background", among: Background.allCases.map { ($0.rawValue, $0) }) ?? .dark)
  let epochs = try arguments.integer("--epochs", in: 1...1000)
  let threads = try arguments.threads()
  let data = arguments.string("--data")
  let snapshot: SessionSnapshot
  if let path = arguments.positional.first {
    if epochs != nil { throw UsageError.conflict(option: "--epochs", other: "RUN or MODEL") }
    snapshot = try StoredModel(path: path).withCodes(data: data, threads: threads, .current)
  } else {
    snapshot = try trainBriefly(epochs: epochs ?? 1, data: data, threads: threads)
  }
  let screen = try screen(of: snapshot, size: size, capabilities: capabilities, keys: keys)
  try writeOutput(
    Array(format.text(of: screen, background: capabilities.background).utf8),
    to: arguments.string("--out"))
  return 0
}

private enum RenderFormat {
  case text, ansi, svg

  func text(of screen: CellBuffer, background: Background) -> String {
    switch self {
    case .text: screen.text
    case .ansi: screen.ansiText
    case .svg: screen.svgText(background: background)
    }
  }
}

extension Arguments {
  fileprivate func size(_ option: String) throws(UsageError) -> Size? {
    guard let text = string(option) else { return nil }
    let parts = text.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy((1...1000).contains) else {
      throw .invalidValue(option: option, value: text, expected: "columns x rows such as 120x40")
    }
    return Size(width: parts[0], height: parts[1])
  }

  fileprivate func keys(_ option: String) throws(UsageError) -> [Key] {
    var keys: [Key] = []
    for word in (string(option) ?? "").split(separator: " ") {
      guard let key = Key(name: String(word)) else {
        throw .invalidValue(
          option: option, value: String(word), expected: "a character or a key such as Right")
      }
      keys.append(key)
    }
    return keys
  }
}

private func trainBriefly(epochs: Int, data: String?, threads: Int) throws -> SessionSnapshot {
  let environment = ProgramEnvironment.current
  var preset = Preset.all[0]
  preset.training.epochs = epochs
  let dataset = try environment.locator.find(data)
  let capacity = preset.model.capacity(for: Evaluator.imagesAtOnce)
  let model = Autoencoder(
    preset.model, initialization: preset.training.initialization, seed: preset.training.seed,
    capacity: capacity, on: try environment.engine(threads: threads))
  let session = Session()
  let summary = RunSummary(preset: preset.name, dataset: dataset.name, path: nil)
  try TrainingRun(
    Trainer(preset.training, model: model, images: dataset.train),
    evaluator: Evaluator(images: dataset.test, model: preset.model, capacity: capacity),
    observers: [SessionObserver(session, summary: summary)]
  ).run()
  var version = 0
  return session.take(after: &version) ?? SessionSnapshot(phase: .idle, summary: summary)
}
