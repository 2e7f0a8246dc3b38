internal import FileFormats
internal import ProgramOptions

/// A form of a command's result, by the word of `--format` and by the ending of a file's name.
enum OutputFormat: String, EndingNamed {
  case text, png, npy, svg, ansi, tsv, csv
  /// Compressed codes.
  case lwz

  var endings: [String] {
    switch self {
    case .text: ["txt", "text"]
    case .png: ["png", "apng"]
    default: [rawValue]
    }
  }

  private var isBinary: Bool {
    switch self {
    case .png, .npy, .lwz: true
    case .text, .svg, .ansi, .tsv, .csv: false
    }
  }

  /// The one of `formats` that the name of a file asks for; the first where the name has no ending.
  ///
  /// - Parameter option: the option that gives the name.
  fileprivate init(
    ofFile path: String, among formats: [OutputFormat], option: String
  ) throws(UsageError) {
    guard let format = formats.named(by: path) else {
      throw .invalidValue(
        option: option, value: path, expected: "a name that ends in \(formats.endingList)")
    }
    self = format
  }

  /// Checks that a result can be written to standard output.
  fileprivate func checkStandardOutput() throws(RunError) {
    if isBinary, StandardStream.output.isTerminal { throw .binaryToTerminal }
  }
}

/// Where a command writes its result, and in which form.
struct Output {
  let format: OutputFormat
  /// The file; standard output when nil.
  let path: String?

  init(format: OutputFormat, path: String?) {
    self.format = format
    self.path = path
  }

  /// A file in the form that its name's ending asks for.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - formats: the forms that there are, the usual one first.
  ///   - command: what gives the name.
  init(
    file path: String, among formats: [OutputFormat], of command: String
  ) throws(UsageError) {
    format = try OutputFormat(ofFile: path, among: formats, option: command)
    self.path = path
  }

  func write(_ bytes: [UInt8]) throws { try writeOutput(bytes, to: path) }
  func write(_ text: String) throws { try write(Array(text.utf8)) }
}

extension Option {
  static var out: Option<String?> {
    Option<String?>(
      "--out", .path(), otherwise: "standard output", help: "where to write the result"
    ).onlyTyped
  }

  /// - Parameter formats: the forms that a command writes, the usual one first.
  static func format(_ formats: [OutputFormat]) -> Option<OutputFormat?> {
    Option<OutputFormat?>(
      "--format", .choice(formats.map { ($0.rawValue, $0) }),
      otherwise: "what --out ends in, else \(formats[0].rawValue)", help: "what to write")
  }
}

extension Arguments {
  /// The output that `--format`, or else the ending of `--out`, asks for.
  ///
  /// - Parameter formats: those of the command, the usual one first; where there is one, no `--format` is
  ///   read.
  func output(_ formats: [OutputFormat]) throws -> Output {
    let path = self[.out]
    let format =
      try (formats.count > 1 ? self[.format(formats)] : nil)
      ?? path.map { try OutputFormat(ofFile: $0, among: formats, option: "--out") } ?? formats[0]
    if path == nil { try format.checkStandardOutput() }
    return Output(format: format, path: path)
  }

  /// The file that an option names, whose ending must be that of `format` if it has one.
  func file(_ option: Option<String?>, _ format: OutputFormat) throws(UsageError) -> String? {
    guard let path = self[option] else { return nil }
    _ = try OutputFormat(ofFile: path, among: [format], option: option.name)
    return path
  }
}
