internal import FileFormats
internal import Foundation

/// Lets a reader work in a process of its own, so that its end is noticed, whatever it is.
struct FuzzSupervisor {
  let plan: FuzzPlan
  /// Where the input goes that broke a reader.
  let failures: String

  /// An input that takes longer is not waited for.
  private static let patience = 20.0

  func run() throws -> FuzzResult {
    let record = FileManager.default.temporaryDirectory
      .appending(path: "latentwalk-fuzz-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: record) }
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: ProcessInfo.processInfo.arguments[0])
    process.arguments = [
      plan.reader.name, "--seed", "\(plan.seed)", "--seconds", "\(plan.seconds)", "--corpus",
      plan.corpus, "--record", record,
    ]
    if let inputs = plan.inputs { process.arguments? += ["--inputs", "\(inputs)"] }
    process.standardOutput = output
    try process.run()
    let isHung = wait(for: process, record)
    process.waitUntilExit()
    if let data = try? output.fileHandleForReading.readToEnd(), process.terminationStatus == 0 {
      if let result = try? JSONDecoder().decode(FuzzResult.self, from: data) {
        return try keepingSlowest(of: result)
      }
    }
    return try failure(isHung ? "hangs" : "crashes", record)
  }

  /// Waits for the end of the process, and ends it where one input takes too long.
  private func wait(for process: Process, _ record: String) -> Bool {
    var (last, since) = (-1, ContinuousClock.now)
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.05)
      let number = InputRecord.last(of: record)?.number ?? -1
      if number != last { (last, since) = (number, .now) }
      guard ContinuousClock.now - since < .seconds(Self.patience) else {
        kill(process.processIdentifier, SIGKILL)
        return true
      }
    }
    return false
  }

  private func failure(_ what: String, _ record: String) throws -> FuzzResult {
    var result = FuzzResult(reader: plan.reader.name, seed: plan.seed)
    guard let last = InputRecord.last(of: record) else {
      result.failure = "\(what) before the first input"
      return result
    }
    result.inputs = last.number
    result.failure = "\(what) at input \(last.number), kept in \(try keep(last.input, last.number))"
    return result
  }

  /// Keeps the input that took too long, where one did.
  private func keepingSlowest(of result: FuzzResult) throws -> FuzzResult {
    guard var text = result.failure else { return result }
    var result = result
    let input = try plan.reader.repair(plan.mutator.input(result.slowestInput))
    text += "; the slowest is kept in \(try keep(input, result.slowestInput))"
    result.failure = text
    return result
  }

  private func keep(_ input: [UInt8], _ number: Int) throws -> String {
    try createFolder(failures)
    let path = "\(failures)/\(plan.reader.name)-\(plan.seed)-\(number)"
    try writeFile(input, to: path)
    return path
  }
}
