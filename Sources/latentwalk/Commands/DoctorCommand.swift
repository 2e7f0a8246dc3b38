internal import Autoencoders
internal import CursesTerminal
internal import Datasets
internal import Explorer
internal import ProgramOptions
internal import TerminalUI

let doctorCommand = Command(
  "doctor", .none,
  "tell what was found of terminal, locale, kernels and data, and what that means",
  options: OptionList(.json), examples: ["latentwalk doctor", "latentwalk doctor --json"]
) { arguments in
  let isJSON = arguments[.json]
  return {
    let environment = ProgramEnvironment.current
    let findings = Findings(TerminalProbe(environment: environment.variables), environment)
    printOut(isJSON ? try jsonLine(findings, of: JSONSubject()) : findings.text)
    return 0
  }
}

/// What the background of the terminal is known from.
private enum BackgroundSource: String, Encodable {
  case environment, terminal, assumption

  var text: String {
    switch self {
    case .environment: "as COLORFGBG says"
    case .terminal: "as the terminal says when asked"
    case .assumption: "for neither COLORFGBG nor the terminal says"
    }
  }
}

/// The report of `doctor`.
private struct Findings: Encodable {
  struct Place: Encodable {
    let dataset: String
    let path: String
    let isThere: Bool
  }

  let term: String
  let isTerminal: Bool
  let colors: Int?
  let window: String?
  let canDrawScreens: Bool
  let hasBraille: Bool
  let hasNoColor: Bool
  let background: String
  /// What told of the background.
  let backgroundSource: BackgroundSource
  let kernels: String
  let kernelsBuilt: [String]
  let kernelProblem: String?
  let threads: Int
  let places: [Place]
  let config: String
  let configIsThere: Bool
  /// Options that it sets, as in `train.threads`.
  let configOptions: [String]
  let runs: String
  /// The folder of the models that come with the program; nil where they were not found.
  let modelsFolder: String?
  /// The folders where they were looked for.
  let modelPlaces: [String]

  init(_ probe: TerminalProbe, _ environment: ProgramEnvironment) {
    term = probe.term
    isTerminal = StandardStream.output.isTerminal
    colors = probe.terminfoColors
    window = probe.windowSize.map { "\($0.width)x\($0.height)" }
    canDrawScreens = probe.canAddressCursor
    hasBraille = probe.hasBraille
    hasNoColor = probe.hasNoColor
    let asked = probe.background == nil ? probe.askBackground() : nil
    background = (probe.background ?? asked ?? .dark).rawValue
    backgroundSource =
      probe.background != nil ? .environment : asked != nil ? .terminal : .assumption
    kernelsBuilt = Engine.kernelNames
    do {
      kernels = try environment.engine(threads: 1).kernelName
      kernelProblem = nil
    } catch {
      kernels = "none"
      kernelProblem = message(for: error)
    }
    threads = ProgramEnvironment.processorCount
    places = DatasetLocator.names.filter { $0 != "digits" }.flatMap { name in
      environment.locator().candidates(for: name).map {
        Place(dataset: name, path: $0.path, isThere: $0.exists)
      }
    }
    let file = environment.preferencesFile
    config = file.path
    configIsThere = file.isThere
    configOptions = file.read(for: Latentwalk.commands).defaults.names
    runs = environment.runsFolder
    let shipped = environment.shippedModels
    (modelsFolder, modelPlaces) = (shipped.folder, shipped.places)
  }

  var text: String {
    (terminalLines + kernelLines + dataLines
      + [configLine, "runs       \(printable(runs))", modelsLine])
      .joined(separator: "\n") + "\n"
  }

  private var terminalLines: [String] {
    let needed = ScreenLayout.minimum
    return [
      "terminal   TERM=\(printable(term)): "
        + (canDrawScreens
          ? "screens can be drawn" : "no screen can be drawn; set TERM, or train with --plain"),
      "output     " + (isTerminal ? "a terminal" : "no terminal: training prints plain lines"),
      "window     "
        + (window.map { "\($0) (the least is \(needed.width)x\(needed.height))" } ?? "unknown"),
      "colors     " + colorText,
      "characters "
        + (hasBraille ? "UTF-8 with braille and blocks" : "ASCII: the locale is not UTF-8"),
      "background \(background), \(backgroundSource.text) (or --background)",
    ]
  }

  private var colorText: String {
    if hasNoColor { return "none: NO_COLOR is set" }
    guard let colors else { return "none: terminfo does not know TERM" }
    return switch colors {
    case (1 << 24)...: "24 bits: images in their own colors, and what 256 have"
    case 256...: "\(colors): ten class colors that can be told apart by everyone"
    case 8...: "\(colors): digits as marks, in four groups of color"
    default: "\(colors): digits as marks, without color"
    }
  }

  private var kernelLines: [String] {
    [
      "kernels    " + (kernelProblem ?? "\(kernels), of \(kernelsBuilt.joined(separator: ", "))"),
      "threads    \(threads)",
    ]
  }

  private var configLine: String {
    let options =
      configOptions.isEmpty ? "no option" : configOptions.map(printable).joined(separator: ", ")
    return "config     \(printable(config)): "
      + (configIsThere ? "it sets \(options)" : "not there")
  }

  private var modelsLine: String {
    if let folder = modelsFolder {
      let names = ShippedModels.names(in: folder).joined(separator: ", ")
      return "models     \(names) in \(printable(folder))"
    }
    let places = modelPlaces.map(printable).joined(separator: ", ")
    return "models     those that come with the program were not found"
      + (places.isEmpty ? "" : "; looked in \(places)")
      + "; name the folder that holds models with \(ShippedModels.variable)"
  }

  private var dataLines: [String] {
    let found = places.filter(\.isThere)
    guard !found.isEmpty else {
      return [
        "data       no MNIST, Fashion-MNIST or KMNIST found: the program draws its own digits",
        "           set LATENTWALK_DATA to the folder of the four MNIST files, or give it with --data;",
        "           looked in",
      ] + places.map { "             \(printable($0.path))" }
    }
    return found.enumerated().map { index, place in
      (index == 0 ? "data       " : "           ") + "\(place.dataset) in \(printable(place.path))"
    }
  }
}
