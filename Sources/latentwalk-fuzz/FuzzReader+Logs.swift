internal import FileFormats
internal import Foundation
internal import TrainingLogs

extension FuzzReader {
  /// Training logs of every format, each under the name that its writer gives it.
  static let logs = [
    log("latentwalk", file: "metrics.jsonl", isFolder: true, tokens: jsonTokens + rowTokens),
    log(
      "tfevents", file: "events.out.tfevents.1.host", isFolder: true,
      tokens: ["brain.Event:2", "scalars"], repair: withRecordChecksums),
    log("wandb", file: "run.wandb", tokens: jsonTokens, repair: withPieceChecksums),
    log("trackio", file: "project.db", tokens: jsonTokens + storeTokens),
    log("mlflow", file: "mlflow.db", tokens: storeTokens),
    log(
      "transformers", file: "trainer_state.json", isFolder: true,
      tokens: jsonTokens + ["\"log_history\":[", "\"global_step\":", "\"max_steps\":"]),
    log("jsonl", file: "log.jsonl", tokens: jsonTokens + rowTokens),
    log("csv", file: "metrics.csv", tokens: [",", ";", "\t", "\n", "\"", "step", "epoch", "nan"]),
  ]

  private enum Refusal: Error { case damaged, nothing }

  /// - Parameters:
  ///   - name: of the format.
  ///   - file: the name of the file that is read.
  ///   - isFolder: whether the folder of the file is the log.
  private static func log(
    _ name: String, file: String, isFolder: Bool = false, tokens: [String] = [],
    repair: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
  ) -> FuzzReader {
    FuzzReader("log-\(name)", tokens: tokens, repair: repair) { input in
      guard let format = LogFormat.all.first(where: { $0.name == name }) else { return }
      let folder = try logFolder()
      // A new file: some file systems write one to the disk that is cut to nothing and filled anew.
      try? FileManager.default.removeItem(atPath: "\(folder)/\(file)")
      try Data(input).write(to: URL(filePath: "\(folder)/\(file)"))
      let reader = format.open(
        isFolder ? folder : "\(folder)/\(file)", RunRecord.usualBudget, LocalFileSystem())
      let isNew = try reader.poll()
      use(reader.runs)
      guard isNew else { throw Refusal.nothing }
      guard reader.runs.allSatisfy({ $0.damagedRecords == 0 }) else { throw Refusal.damaged }
    }
  }

  /// A folder of this process for the one file that is being read.
  private static func logFolder() throws -> String {
    let process = ProcessInfo.processInfo.processIdentifier
    let path = FileManager.default.temporaryDirectory.appending(path: "latentwalk-fuzz-\(process)")
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    return path.path
  }

  /// Judges runs, and lays their metrics over each other.
  private static func use(_ runs: [RunRecord]) {
    for run in runs.prefix(8) {
      _ = run.health
      for (tag, series) in zip(run.tags, run.series) {
        _ = MetricName(tag).rank
        let points = series.buckets.reduce(0) { $0 + Int($1.count) }
        precondition(points == series.count, "\(points) of \(series.count) points")
        for bucket in series.buckets {
          guard let mean = bucket.mean else { continue }
          precondition(
            mean >= bucket.least && mean <= bucket.greatest, "a mean outside its bucket")
        }
      }
      _ = SeriesBand(run.series.prefix(4).map(\.means))
    }
  }

  /// A record is a length, the checksum of that, so many bytes, and the checksum of those.
  @Sendable private static func withRecordChecksums(_ input: [UInt8]) -> [UInt8] {
    var output = input
    var start = 0
    while start + 16 <= output.count {
      let length = (0..<4).reduce(0) { $0 | Int(output[start + $1]) << (8 * $1) }
      guard length <= output.count - start - 16 else { break }
      put(maskedCRC32C(output, start..<start + 8), at: start + 8, of: &output)
      let body = start + 12..<start + 12 + length
      put(maskedCRC32C(output, body), at: body.upperBound, of: &output)
      start = body.upperBound + 4
    }
    return output
  }

  /// Behind the seven bytes of its head a log of blocks has pieces of a checksum, a length, a kind and so many bytes.
  @Sendable private static func withPieceChecksums(_ input: [UInt8]) -> [UInt8] {
    var output = input
    var start = 7
    while start + 7 <= output.count {
      let length = Int(output[start + 4]) | Int(output[start + 5]) << 8
      guard length <= output.count - start - 7 else { break }
      put(crc32(Array(output[start + 6..<start + 7 + length])), at: start, of: &output)
      start += 7 + length
    }
    return output
  }

  private static func put(_ checksum: UInt32, at place: Int, of bytes: inout [UInt8]) {
    for byte in 0..<4 {
      bytes[place + byte] = UInt8(truncatingIfNeeded: checksum >> UInt32(8 * byte))
    }
  }

  private static let rowTokens = [
    "\"step\":", "\"split\":\"train\"", "\"epoch\":", "\"time\":", "\"event\":\"course_change\"",
    "\n", "NaN", "-Infinity", "\"_step\":",
  ]
  private static let storeTokens = ["metrics", "run_name", "run_uuid", "configs", "params", "runs"]
}
