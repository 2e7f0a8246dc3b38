internal import Autoencoders
internal import CursesTerminal
internal import Datasets
internal import Foundation

/// The program's surroundings, read in one place.
struct ProgramEnvironment: Sendable {
  let variables: [String: String]
  let home: String
  let workingFolder: String
  /// The path of the program, links followed; nil where it is not known.
  let program: String?
  /// The processes that train along; nil where there are none.
  var team: TrainingTeam?

  static let current = ProgramEnvironment(
    variables: ProcessInfo.processInfo.environment,
    home: absolute(ProcessInfo.processInfo.environment["HOME"])
      ?? FileManager.default.homeDirectoryForCurrentUser.path,
    workingFolder: FileManager.default.currentDirectoryPath,
    program: Bundle.main.executableURL?.resolvingSymlinksInPath().path, team: ProgramTeam.current)

  /// A path from the environment; nil where it is not set, or means nothing in particular.
  private static func absolute(_ path: String?) -> String? {
    path.flatMap { $0.hasPrefix("/") ? $0 : nil }
  }

  /// A folder of the XDG base directories, which count only where they are absolute.
  ///
  /// - Parameter usual: where it is in the home folder when the variable does not tell.
  func userFolder(_ variable: String, usual: String) -> String {
    Self.absolute(variables[variable]) ?? "\(home)/\(usual)"
  }

  /// - Parameters:
  ///   - pixelRange: the numbers of files that are black and white; nil where they are as their type has them.
  ///   - members: the members of an archive that are read; nil for those that its names and shapes tell.
  func locator(
    _ pixelRange: ClosedRange<Float>? = nil, _ members: ArchiveMembers? = nil
  ) -> DatasetLocator {
    DatasetLocator(
      environment: variables, home: home, workingFolder: workingFolder, pixelRange: pixelRange,
      members: members)
  }

  /// The kernels that `LATENTWALK_KERNELS` forces, if any.
  private var forcedKernels: String? {
    variables["LATENTWALK_KERNELS"].flatMap { $0.isEmpty ? nil : $0 }
  }

  func engine(threads: Int) throws -> Engine {
    try Engine(threads: threads, kernels: forcedKernels)
  }

  static var processorCount: Int {
    min(ProcessInfo.processInfo.activeProcessorCount, Engine.maxThreads)
  }

  /// Where runs go that were given no place: `$XDG_DATA_HOME/latentwalk/runs`.
  var runsFolder: String { "\(dataFolder)/runs" }

  /// Where runs go at their end whose own folders cannot be written.
  var rescueFolder: String { "\(dataFolder)/rescue" }

  private var dataFolder: String {
    "\(userFolder("XDG_DATA_HOME", usual: ".local/share"))/latentwalk"
  }

  /// A folder name that says what the run is and when it began.
  func newRunPath(_ configuration: RunConfiguration) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyyMMdd-HHmmss-SSS"
    let stamp = formatter.string(from: Date())
    return "\(runsFolder)/\(configuration.preset)-\(configuration.dataset.name)-\(stamp)"
  }
}
