internal import CursesTerminal
internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// The program's entry: finds the command, runs it, and turns errors into one line and a status.
@main
enum Latentwalk {
  static let commands: [Command] = [
    trainCommand, exploreCommand, evalCommand, encodeCommand, decodeCommand, reconstructCommand,
    denoiseCommand, sampleCommand, interpolateCommand, manifoldCommand, projectCommand,
    animateCommand, anomalyCommand, compressCommand, exportCommand, inferCommand,
    estimatorsCommand, presetsCommand, reproduceCommand, sweepCommand, renderCommand, dataCommand,
    doctorCommand, watchCommand, compareCommand, metricsCommand, completionsCommand, manCommand,
  ]

  static let description = ProgramDescription(
    "latentwalk", version: version, summary: summary, root: walkCommand, commands: commands)

  private static let summary =
    "train autoencoders on 28x28 images and walk their latent space from the keyboard"

  static func main() {
    ProgramProcess.prepare()
    ProgramProcess.noteForCrash("", file: "", program: "latentwalk \(version)")
    exit(ProgramTeam.run { run(commandLineWords) })
  }

  /// Runs one command line and returns the status: 0 done, 1 failed, 2 wrong usage.
  static func run(_ words: () throws -> [String]) -> Int32 {
    do {
      let status = try dispatch(words())
      guard let failure = outputFailure else { return status }
      let code = systemCode(of: failure) ?? EIO
      // As a shell expects of a pipeline whose later part has seen enough.
      if code == EPIPE, ProgramProcess.endsWithBrokenPipe { ProgramTeam.die(of: SIGPIPE) }
      throw FileError(.write, "standard output", code: code)
    } catch {
      printErrorLine(message(for: error))
      return error is UsageError ? 2 : 1
    }
  }

  private static func dispatch(_ words: [String]) throws -> Int32 {
    guard let first = words.first else { return try walk(words) }
    if first == "--help" || first == "-h" || first == "help" {
      return try printHelp(of: words.dropFirst().first)
    }
    if first == "--version" {
      printOut("latentwalk \(version)\n")
      return 0
    }
    guard !first.hasPrefix("-") else { return try walk(words) }
    let command = try command(named: first)
    return try command.run(words.dropFirst()) { defaults(of: command) }
  }

  /// What is preset for `train` holds without a command too.
  private static func walk(_ words: [String]) throws -> Int32 {
    try walkCommand.run(words) { defaults(of: trainCommand) }
  }

  /// What the person's file sets for a command; what is wrong with that file is told.
  private static func defaults(of command: Command) -> [String: String] {
    let environment = ProgramEnvironment.current
    let file = environment.preferencesFile.read(for: commands)
    for line in file.faults { printErrorLine(line) }
    return file.defaults.texts(of: command, environment.variables)
  }

  static let version = "0.1.0"

  private static func command(named name: String) throws(UsageError) -> Command {
    guard let command = commands.first(where: { $0.name == name }) else {
      throw .unknownCommand(name, nearest: nearest(to: name, in: commands.map(\.name)))
    }
    return command
  }

  private static func printHelp(of name: String?) throws -> Int32 {
    printOut(try name.map { try command(named: $0).help } ?? overview)
    return 0
  }

  static var overview: String {
    let width = (commands.map(\.name.count).max() ?? 0) + 2
    let lines = commands.map { "  \($0.name.padded(to: width))\($0.summary)\n" }.joined()
    return """
      latentwalk: \(summary)

        latentwalk           open the explorer and train a 2-D VAE live on the best data there is
        latentwalk explore   walk a model that comes with the program, trained on MNIST
        latentwalk COMMAND   one of the commands below; latentwalk COMMAND --help explains it

      Commands:
      \(lines)
      \(dataPlaces)

      """
  }

  static let dataPlaces = """
    Data is looked for in --data, $LATENTWALK_DATA, the user's cache, and where Keras, PyTorch and
    Debian keep theirs; where there is none, the program draws its own digits.
    """
}
