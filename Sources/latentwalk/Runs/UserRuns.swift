internal import Autoencoders
internal import Explorer
internal import FileFormats
internal import Foundation
internal import ProgramOptions
internal import Synchronization

/// The runs of a person: those among the user's data, and those that the explorer opened.
final class UserRuns: RunLibrary {
  /// What new work is done with: the data that was asked for, and the number of threads.
  struct Resources {
    let data: DataRequest
    let threads: Int
    /// Bytes of memory that the past of each run may take.
    var historyMemory = EpochHistory.usualLimit
  }

  private let environment: ProgramEnvironment
  private let folder: String
  private let resources: Resources
  private let trained = Mutex<[TrainedRun]>([])
  private let told = Mutex<[String]>([])

  /// - Parameter folder: where runs are looked for, when not among the user's data.
  init(
    _ resources: Resources, folder: String? = nil, environment: ProgramEnvironment = .current
  ) {
    self.environment = environment
    self.resources = resources
    self.folder = folder ?? environment.runsFolder
  }

  /// What was trained, in the order in which it was begun.
  var trainedRuns: [TrainedRun] { trained.withLock { $0 } }

  /// Waits for what is still trained once there is no screen: others end a team within a second of asking it to, and
  /// a process that has lost another may never come to an end.
  func waitForSaving() {
    guard trainedRuns.contains(where: { !$0.session.isEnded }) else { return }
    printErrorLine("asked to end; the run is kept up to its last checkpoint at least")
    let end = ContinuousClock.now + .seconds(10)
    while trainedRuns.contains(where: { !$0.session.isEnded }), ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// What is to be said of the data of models that were walked, a line each, once there is no screen.
  var dataNotes: [String] { told.withLock { $0 } }

  private func note(_ line: String) {
    told.withLock { if !$0.contains(line) { $0.append(line) } }
  }

  // MARK: The list

  func runs() throws -> RunList {
    if let sweep = SweepFolder.path(ofSweepAt: folder) {
      return RunList(place: printable(sweep), entries: [.sweep(survey(ofSweepAt: sweep).listing)])
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let found = names.compactMap { entry(named: $0) }
    let entries = found.sorted { ($1.modified, $0.name) < ($0.modified, $1.name) }.map(\.entry)
    return RunList(place: printable(folder), entries: entries)
  }

  private func entry(
    named name: String
  ) -> (entry: RunList.Entry, modified: Double, name: String)? {
    let path = "\(folder)/\(name)"
    if let run = try? RunFolder.open(path) {
      let state = run.state()
      return (.run(RunListing(run, state, name: name)), state.modified, name)
    }
    guard SweepFolder.isSweep(path) else { return nil }
    let (listing, modified) = survey(ofSweepAt: path)
    return (.sweep(listing), modified, name)
  }

  /// A sweep as the list shows it, and when it changed last; one whose plan cannot be read says so.
  private func survey(ofSweepAt path: String) -> (listing: SweepListing, modified: Double) {
    do {
      let survey = SweepSurvey(try SweepFolder(opening: path))
      return (survey.listing, survey.modified)
    } catch {
      let listing = SweepListing(damaged: path, SweepError.reason(for: error))
      return (listing, SweepFolder.modified(planOfSweepAt: path))
    }
  }

  // MARK: Opening

  func open(_ request: RunRequest) throws -> (session: Session, snapshot: SessionSnapshot) {
    switch request {
    case .walk(let path): return walk(try StoredModel(path: path))
    case .train(let name): return try train(name, on: resources.data)
    case .trainOn(let name, let dataset):
      return try train(name, on: DataRequest(place: dataset))
    case .resume(let path, let epochs): return try resume(path, epochs: epochs)
    }
  }

  /// No run, but the list of those there are.
  func list() -> (session: Session, snapshot: SessionSnapshot) {
    (Session(ended: .closed), .closed)
  }

  /// A stored model whose codes are found behind the screen; a run that another process trains is followed.
  func walk(_ stored: StoredModel) -> (session: Session, snapshot: SessionSnapshot) {
    let session = Session()
    let (resources, environment) = (resources, environment)
    session.start { session in
      var finder: CodeFinder?
      let shown = try stored.withCodes(
        data: resources.data, threads: resources.threads, environment,
        historyMemory: resources.historyMemory, tell: self.note
      ) {
        session.publish($0)
        finder = $1
      }
      session.publish(shown)
      guard let finder, let folder = try? RunFolder.open(stored.path) else { return }
      RunFollower(folder, finder).follow(session, from: shown)
    }
    return (session, stored.snapshot)
  }

  private func train(
    _ name: String, on data: DataRequest
  ) throws -> (session: Session, snapshot: SessionSnapshot) {
    train(
      TrainingJob(
        preset: try preset(name), data: data, threads: resources.threads, environment: environment))
  }

  /// Training behind the screen.
  func train(_ job: TrainingJob) -> (session: Session, snapshot: SessionSnapshot) {
    let session = Session()
    let run = TrainedRun(session, historyMemory: resources.historyMemory)
    trained.withLock { $0.append(run) }
    session.start { try run.work(job, $0) }
    let summary = RunSummary(
      preset: job.preset.name, dataset: job.data.place ?? "...", path: job.out)
    return (session, SessionSnapshot(phase: .preparing("looking for images"), summary: summary))
  }

  private func resume(
    _ path: String, epochs: Int?
  ) throws -> (session: Session, snapshot: SessionSnapshot) {
    if epochs != nil { try SweepFolder.refuseTask(ofRunAt: path) }
    let configuration = try RunFolder.open(path).configuration
    var preset = Preset(
      name: configuration.preset, summary: "", source: "", notes: [], model: configuration.model,
      training: configuration.training)
    if let epochs { preset.training.setEpochs(epochs, layers: preset.model.encoder) }
    return train(
      TrainingJob(
        preset: preset, out: path, isResumed: true, threads: resources.threads,
        environment: environment))
  }

  // MARK: Managing

  func rename(_ path: String, to name: String) throws -> String {
    let target = "\(parentFolder(of: path))/\(name)"
    guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else {
      throw RunError.badRunName(name)
    }
    guard !exists(target) else { throw RunError.runNameTaken(name) }
    try SweepFolder.refuseTask(ofRunAt: path)
    try RunFolder.move(path, to: target)
    return target
  }

  /// A sweep's run is missing afterwards, whatever came of it before.
  func delete(_ path: String) throws {
    let planned = try? SweepFolder.task(ofRunAt: path)
    try RunFolder.delete(path)
    planned.map { $0.sweep.forgetOutcome(of: $0.task) }
  }

  func keep(_ bookmarks: Bookmarks, in path: String) throws {
    try RunFolder.open(path).keep(bookmarks)
  }

  func save(_ image: SavedImage, to path: String) throws {
    try PictureOutput(file: (path as NSString).expandingTildeInPath, of: "draw.save")
      .write(image.levels.map { Float($0) / 255 }, shape: image.shape)
  }

  func message(for error: any Error) -> String {
    // What the command line is told of options would be of no use to who has keys.
    if case RunError.alreadyFinished(_, let epochs)? = error as? RunError {
      return "this run has trained its \(counted(epochs, "epoch")); e trains it for more"
    }
    return latentwalk.message(for: error)
  }
}

extension UserRuns {
  /// Whether a folder is no run itself and holds some, or is a sweep.
  static func holdsRuns(_ path: String) -> Bool {
    guard !RunFolder.isRun(path) else { return false }
    if SweepFolder.path(ofSweepAt: path) != nil { return true }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.contains {
      RunFolder.isRun("\(path)/\($0)") || SweepFolder.isSweep("\(path)/\($0)")
    }
  }

  /// The path of a run in `folder` by its whole name, or of the newest of a preset; nil where there is none.
  static func path(ofRunOrPreset name: String, in folder: String) -> String? {
    if RunFolder.isRun("\(folder)/\(name)") { return "\(folder)/\(name)" }
    let ofPreset = runs(in: folder).filter { $0.configuration.preset == name }
    return ofPreset.max { $0.state().modified < $1.state().modified }?.path
  }

  /// The path of the one run in `folder` whose name begins so; nil where there is none.
  ///
  /// - Throws: `RunError.severalRuns` where there are more.
  static func path(ofOneBeginning name: String, in folder: String) throws(RunError) -> String? {
    let matching = runs(in: folder).map(\.path).filter {
      ($0 as NSString).lastPathComponent.hasPrefix(name)
    }
    guard matching.count <= 1 else {
      let names = matching.map { ($0 as NSString).lastPathComponent }.sorted()
      throw .severalRuns(name: name, runs: names, folder: folder)
    }
    return matching.first
  }

  private static func runs(in folder: String) -> [RunFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { try? RunFolder.open("\(folder)/\($0)") }
  }
}
