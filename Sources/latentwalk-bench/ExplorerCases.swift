internal import Foundation
internal import ProgramOptions
internal import Timing

/// Times the explorer from outside, on a pseudo-terminal: start-up, keys while training, and what it
/// costs the training.
func benchExplorer(_ context: BenchContext, _ report: Report) throws {
  let names = ["start-up", "key to frame", "explorer overhead", "epoch switch"]
  guard names.contains(where: context.wants) else { return }
  let explorer = try ExplorerProbe(context)
  defer { explorer.removeRuns() }
  if context.wants(names[0]) {
    let seconds = try (0..<7).map { _ in try explorer.firstFrame() }.sorted()
    try report.add(
      names[0], "explorer",
      [("median_ms", median(seconds) * 1e3), ("worst_ms", (seconds.last ?? .nan) * 1e3)])
  }
  if context.wants(names[1]) {
    // What is on screen, and the keys that bring it there: F6 and Space begin a stroke.
    let scenes: [(String, [String])] = [
      ("", []), (", density", ["d"]), (", regions", ["d", "d"]),
      (", magnification", ["d", "d", "d"]), (", uncertainty", ["d", "d", "d", "d"]),
      (", posteriors", ["e"]), (", decoded images", ["w"]),
      (", drawing", ["\u{1b}[17~", " ", "L", "J"]),
    ]
    for ((columns, rows), (scene, keys)) in [(120, 40), (200, 60)].flatMap({ size in
      scenes.map { (size, $0) }
    }) {
      let seconds = try explorer.keyLatencies(
        columns: columns, rows: rows, after: keys, presses: 200
      ).sorted()
      try report.add(
        "\(names[1]) \(columns)x\(rows)\(scene)", "explorer",
        [
          ("median_ms", median(seconds) * 1e3),
          ("p99_ms", seconds[seconds.count * 99 / 100] * 1e3),
          ("worst_ms", (seconds.last ?? .nan) * 1e3),
        ])
    }
  }
  if context.wants(names[2]) {
    let pairs = try (0..<3).map { _ in
      (
        plain: try explorer.trainingSpeed(onScreen: false),
        try explorer.trainingSpeed(onScreen: true)
      )
    }
    try report.add(
      names[2], "explorer",
      [
        ("plain_img_per_s", median(pairs.map(\.plain))),
        ("cost_percent", median(pairs.map { (1 - $0.1 / $0.plain) * 100 })),
      ])
  }
  if context.wants(names[3]) { try benchHistory(explorer, report) }
}

/// Times a step from epoch to epoch of a finished run, and what its past takes on disk and costs training.
private func benchHistory(_ explorer: ExplorerProbe, _ report: Report) throws {
  let run = try explorer.trainedRun(epochs: 12, ["--history", "64"])
  for (columns, rows) in [(120, 40), (200, 60)] {
    let seconds = try explorer.epochLatencies(of: run, columns: columns, rows: rows, presses: 100)
      .sorted()
    try report.add(
      "epoch switch \(columns)x\(rows)", "explorer",
      [
        ("median_ms", median(seconds) * 1e3), ("p99_ms", seconds[seconds.count * 99 / 100] * 1e3),
        ("worst_ms", (seconds.last ?? .nan) * 1e3),
      ])
  }
  let pairs = try (0..<5).map { _ in
    (
      try explorer.epochSeconds(["--history", "none"]),
      try explorer.epochSeconds(["--history", "64"])
    )
  }
  try report.add(
    "history overhead", "explorer",
    [
      ("epoch_s", median(pairs.map(\.0))),
      ("cost_percent", median(pairs.map { ($0.1 / $0.0 - 1) * 100 })),
    ])
}

/// Starts the program beside this one and watches what it does.
private final class ExplorerProbe {
  private let program: String
  private let data: [String]
  private let threads: Int
  private let runs = FileManager.default.temporaryDirectory
    .appending(component: "latentwalk-bench-\(ProcessInfo.processInfo.processIdentifier)")
  private var runCount = 0

  /// The bytes that the program sends when a frame is complete.
  private static let frameEnd = Array("\u{1b}[?2026l".utf8)
  /// A word of the help, which no other part of the screen has.
  private static let helpWord = Array("search".utf8)

  init(_ context: BenchContext) throws {
    let own = URL(filePath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
    program = own.deletingLastPathComponent().appending(component: "latentwalk").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw PseudoTerminalError(what: program, code: ENOENT)
    }
    data = context.data.map { ["--data", $0] } ?? []
    threads = context.threads
  }

  func removeRuns() { try? FileManager.default.removeItem(at: runs) }

  private func nextRun() -> String {
    runCount += 1
    return runs.appending(component: "\(runCount)").path
  }

  private func arguments(out: String, epochs: Int) -> [String] {
    ["train", "--epochs", "\(epochs)", "--threads", "\(threads)", "--out", out] + data
  }

  private func open(
    columns: Int, rows: Int, _ arguments: [String]
  ) throws -> PseudoTerminal {
    let inherited = ProcessInfo.processInfo.environment.filter {
      ["HOME", "PATH", "LATENTWALK_DATA", "LATENTWALK_KERNELS"].contains($0.key)
    }
    return try PseudoTerminal(
      program, arguments,
      environment: inherited.map { "\($0.key)=\($0.value)" } + [
        "TERM=xterm-256color", "LC_ALL=C.UTF-8",
      ], columns: columns, rows: rows)
  }

  /// Seconds from the start of the program to the end of its first frame.
  func firstFrame() throws -> Double {
    let out = nextRun()
    return try seconds {
      let terminal = try open(columns: 120, rows: 40, arguments(out: out, epochs: 100))
      try wait(on: terminal, for: Self.frameEnd)
    }
  }

  /// Seconds from a key to the end of the frame that shows what it did, while training runs.
  ///
  /// - Parameter keys: pressed first, once there are codes.
  func keyLatencies(
    columns: Int, rows: Int, after keys: [String], presses: Int
  ) throws -> [Double] {
    let terminal = try open(
      columns: columns, rows: rows, arguments(out: nextRun(), epochs: 1000))
    drain(terminal, for: 3)
    for key in keys {
      terminal.write(key)
      drain(terminal, for: 0.3)
    }
    return try (0..<presses).map { press in
      drain(terminal, for: 0.01 + 0.0007 * Double(press % 50))
      let seconds = try seconds {
        terminal.write("?")
        try wait(on: terminal, for: Self.helpWord, then: Self.frameEnd)
      }
      drain(terminal, for: 0.02)
      terminal.write("\u{1b}")
      // Esc is a key of its own once nothing follows it for a while.
      drain(terminal, for: 0.05)
      return seconds
    }
  }

  /// Images a second of the fastest of several epochs, from the run's own records.
  func trainingSpeed(onScreen: Bool) throws -> Double {
    let (out, epochs) = (nextRun(), 10)
    if onScreen {
      let terminal = try open(columns: 120, rows: 40, arguments(out: out, epochs: epochs))
      while speeds(out).count < epochs { drain(terminal, for: 0.2) }
    } else {
      try trainPlainly(out: out, epochs: epochs)
    }
    return speeds(out).max() ?? .nan
  }

  private func trainPlainly(out: String, epochs: Int, _ options: [String] = []) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments(out: out, epochs: epochs) + ["--plain"] + options
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }

  // MARK: The past of a run

  /// The folder of a run that is trained now.
  func trainedRun(epochs: Int, _ options: [String]) throws -> String {
    let out = nextRun()
    try trainPlainly(out: out, epochs: epochs, options)
    return out
  }

  /// Seconds of a training of ten epochs, from its start to the end of the program.
  func epochSeconds(_ options: [String]) throws -> Double {
    let out = nextRun()
    return try seconds { try trainPlainly(out: out, epochs: 10, options) } / 10
  }

  /// Seconds from a key to the end of the frame that shows another epoch of a finished run.
  func epochLatencies(
    of run: String, columns: Int, rows: Int, presses: Int
  ) throws -> [Double] {
    let terminal = try open(columns: columns, rows: rows, ["explore", run] + data)
    drain(terminal, for: 3)
    return try (0..<presses).map { press in
      drain(terminal, for: 0.05)
      return try seconds {
        // Ten back, ten on.
        terminal.write(press / 10 % 2 == 0 ? "[" : "]")
        try wait(on: terminal, for: Self.frameEnd)
      }
    }
  }

  private func speeds(_ run: String) -> [Double] {
    struct Point: Decodable {
      let split: String
      let imagesPerSecond: Double?
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let text = (try? String(contentsOfFile: run + "/metrics.jsonl", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      try? decoder.decode(Point.self, from: Data($0.utf8))
    }.filter { $0.split == "test" }.compactMap(\.imagesPerSecond)
  }

  private func drain(_ terminal: PseudoTerminal, for duration: Double) {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(duration)
    while clock.now < end { _ = terminal.read(within: max(0, (end - clock.now) / .seconds(1))) }
  }

  /// Reads until `mark`, and after it `end`, have come.
  private func wait(
    on terminal: PseudoTerminal, for mark: [UInt8], then end: [UInt8] = []
  ) throws {
    let clock = ContinuousClock()
    let limit = clock.now + .seconds(5)
    var rest: [UInt8] = []
    for next in [mark, end] where !next.isEmpty {
      // Only what is new is searched, or the search would be part of what is measured.
      while true {
        if let found = position(after: next, in: rest) {
          rest.removeFirst(found)
          break
        }
        rest.removeFirst(max(0, rest.count - next.count + 1))
        guard clock.now < limit else {
          throw PseudoTerminalError(what: "no frame came from \(program)", code: ETIMEDOUT)
        }
        rest += terminal.read(within: 0.5)
      }
    }
  }

  /// Where the first `mark` in `bytes` ends.
  private func position(after mark: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0] == mark[0] && bytes[$0...].starts(with: mark) }
      .map { $0 + mark.count }
  }

  private func seconds(_ work: () throws -> Void) rethrows -> Double { try time(work) }
}
