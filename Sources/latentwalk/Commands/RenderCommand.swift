internal import Autoencoders
internal import Datasets
internal import Explorer
internal import ProgramOptions
internal import TerminalUI

let renderCommand = Command(
  "render", .any("RUN|MODEL", most: 2),
  "draw the explorer's screen without a terminal, as text, ANSI, SVG or PNG",
  details: """
    Without RUN or MODEL it first trains the default preset for a while. Two of them are drawn side by side.

    A script is a text of commands, a line each, as they are typed after : in the explorer, such as

        open vae
        latent.class 3
        key Right Right
        record walk.png
        walk.follow
        wait 90
        record
        snapshot three.svg

    and of a few words of its own: open RUN|MODEL; key NAME ...; wait N, frames of a thirtieth of a second; size WxH;
    look COLORS GLYPHS BACKGROUND, as in look 256 unicode dark. A line that begins with # is passed over. Time
    passes as the script says, so that its pictures are the same wherever it is played. `: record session.walk` in the explorer
    writes what was done there as such a script. Only with --out or --format is the last screen drawn as well.
    """,
  options: OptionList(
    .size, .keys, .script, .say, .format(renderFormats), .color(otherwise: "256; text has none"),
    .glyphs(otherwise: "unicode"), .background(otherwise: "the user's config.json's, or dark"),
    .theme, .shading) + .images + OptionList(.shownEpochs, .threads, .out) + .model + .codes,
  completion: .models,
  examples: [
    "latentwalk render runs/vae --size 80x24",
    "latentwalk render runs/vae --keys \"3 Right Right\" --format svg --out screen.svg",
    "latentwalk render --script assets/tour.walk",
  ]
) { arguments in
  if arguments[.script] != nil || arguments[.say], arguments.operands.count > 1 {
    throw UsageError.unexpectedOperand(arguments.operands[1], command: "render")
  }
  if let script = arguments[.script] { return try arguments.playing(script) }
  if arguments[.say] { return try arguments.saying() }
  let output = try arguments.output(renderFormats)
  let preferences = arguments.preferences(in: .current)
  let capabilities = try capabilities(arguments, preferences, for: output.format)
  let (size, keys) = (arguments[.size], arguments[.keys])
  let snapshot = try snapshot(arguments)
  let other = try arguments.operands.dropFirst().first.map { try StoredModel(path: $0) }
  let (data, threads) = (try arguments.shownData().data, arguments[.threads])
  return {
    let other = try other?.withCodes(data: data, threads: threads, .current)
    let screen = try screen(
      of: snapshot(), beside: other, size: size, capabilities: capabilities,
      preferences: preferences, keys: keys)
    try output.write(screen, background: capabilities.background)
    return 0
  }
}

let renderFormats: [OutputFormat] = [.text, .ansi, .svg, .png]

extension Option {
  static var script: Option<String?> {
    Option<String?>("--script", .path(), help: "a script to be played").onlyTyped
  }

  static var say: Option<Bool> {
    Option<Bool>(
      "--say", help: "print what is on screen in one plain line, of a script one after each step")
  }

  static var size: Option<Size> {
    Option<Size>(
      "--size", .size, default: Size(width: 120, height: 40), help: "columns and rows of the screen"
    )
  }

  static var keys: Option<[Key]> {
    Option<[Key]>(
      "--keys", .keys, default: [], shown: "none",
      help: "keys pressed first, with spaces between, as in \"3 Right Tab\"")
  }

  static var shownEpochs: Option<Int> {
    Option<Int>(
      "--epochs", .integer(1...1000), default: 1, help: "epochs to train without RUN or MODEL")
  }
}

extension OptionValue<Size> {
  fileprivate static var size: Self {
    Self(
      "WxH", expected: "columns x rows such as 120x40",
      parse: { text in
        let parts = text.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 2, parts.allSatisfy((1...1000).contains) else { return nil }
        return Size(width: parts[0], height: parts[1])
      }, text: { "\($0.width)x\($0.height)" })
  }
}

extension OptionValue<[Key]> {
  fileprivate static var keys: Self {
    Self("KEYS", expected: "a list of characters and keys such as Right") { text in
      let words = text.split(separator: " ")
      let keys = words.compactMap { Key(name: String($0)) }
      return keys.count == words.count ? keys : nil
    }
  }
}

/// The look that the options ask for, where a format has one.
private func capabilities(
  _ arguments: Arguments, _ preferences: Preferences, for format: OutputFormat
) throws(UsageError) -> Capabilities {
  guard format != .text else {
    try arguments.refuse(
      .color, .background, .theme, because: "text has none; --format ansi, svg and png have")
    return Capabilities(colors: .none, glyphs: arguments[.glyphs] ?? .unicode)
  }
  let colors = arguments[.color] ?? .indexed
  if format == .ansi, colors == .none {
    try arguments.refuse(.background, because: "it changes colors alone, and there are none")
  }
  return Capabilities(
    colors: colors, glyphs: arguments[.glyphs] ?? .unicode,
    background: preferences.background ?? .dark, contrast: preferences.contrast ?? .usual)
}

/// The way to the snapshot that the options ask for: of a stored model, or of one trained for it.
func snapshot(_ arguments: Arguments) throws -> () throws -> SessionSnapshot {
  let threads = arguments[.threads]
  let (data, codes) = try arguments.shownData()
  guard let path = arguments.operands.first else {
    try arguments.refuse(.model, because: "without RUN or MODEL a preset is trained")
    let epochs = arguments[.shownEpochs]
    return { try trainBriefly(epochs: epochs, data: data, threads: threads) }
  }
  try arguments.refuse(.shownEpochs, because: "RUN or MODEL is trained already")
  let stored = try StoredModel(arguments.modelRequest(path), codes: codes)
  return { try stored.withCodes(data: data, threads: threads, .current) }
}

private func trainBriefly(epochs: Int, data: DataRequest, threads: Int) throws -> SessionSnapshot {
  let environment = ProgramEnvironment.current
  let dataset = try environment.dataset(data, recorded: nil, classes: nil)
  dataset.noteLines.forEach(printErrorLine)
  var preset = try Preset.all[0].fitted(to: dataset.train.shape)
  preset.training.epochs = epochs
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
