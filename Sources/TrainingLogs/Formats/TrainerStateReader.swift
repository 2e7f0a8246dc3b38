internal import FileFormats
internal import Foundation

/// The history that Hugging Face's Trainer keeps in `trainer_state.json`, of the newest checkpoint of a run: of those in
/// `checkpoint-N` folders the last. The file is written as a whole, and read so.
final class TrainerStateReader: LogReader {
  private static let name = "trainer_state.json"
  private static let checkpoint = "checkpoint-"
  /// A history of a million entries; more is not taken into memory.
  private static let sizeLimit = 1 << 28

  private let folder: String
  private let fileSystem: any FileSystem
  private let budget: Int
  private var run: RunRecord
  /// What was read last.
  private var known: (identity: OpenFile.Identity?, modified: Double, size: Int)?
  private(set) var modified = 0.0

  init(_ folder: String, budget: Int, on fileSystem: any FileSystem) {
    (self.folder, self.budget, self.fileSystem) = (folder, budget, fileSystem)
    run = RunRecord(budget: budget)
  }

  var runs: [RunRecord] { [run] }

  /// The folder that is the run of a file: above that of the checkpoint.
  static func place(of path: String) -> String {
    let folder = parentFolder(of: path)
    let isCheckpoint = (folder as NSString).lastPathComponent.hasPrefix(checkpoint)
    return isCheckpoint ? parentFolder(of: folder) : folder
  }

  static func isState(_ file: FileBeginning) -> Bool {
    file.bytes.first == UInt8(ascii: "{") && file.holds("\"log_history\"")
      && file.holds("\"global_step\"")
  }

  func poll() throws(LogError) -> Bool {
    guard let path = newest else { return false }
    do {
      let file = try fileSystem.open(reading: path)
      modified = file.modified
      let found = (file.identity, file.modified, file.size)
      if let known, known == found { return false }
      guard file.size <= Self.sizeLimit else { throw LogError.damaged(path: path) }
      // A file that is being written is no JSON yet, and will be another in a moment.
      guard let json = try? JSONValue(parsing: withoutNaN(try fileSystem.contents(of: file))) else {
        return false
      }
      known = found
      run = record(of: json)
      return true
    } catch let error as FileError {
      throw .file(error)
    } catch let error as LogError {
      throw error
    } catch {
      throw .damaged(path: path)
    }
  }

  /// The state of the last checkpoint; the one beside the checkpoints is of the run's end.
  private var newest: String? {
    let own = "\(folder)/\(Self.name)"
    if exists(own) { return own }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let steps = names.compactMap { name in
      name.hasPrefix(Self.checkpoint) ? Int(name.dropFirst(Self.checkpoint.count)) : nil
    }
    return steps.sorted(by: >).lazy
      .map { "\(self.folder)/\(Self.checkpoint)\($0)/\(Self.name)" }.first(where: exists)
  }

  private func record(of json: JSONValue) -> RunRecord {
    var run = RunRecord(budget: budget)
    guard case .object(let state) = json, case .array(let history)? = state["log_history"] else {
      run.damagedRecords = 1
      return run
    }
    var rows = RowCollector()
    for entry in history {
      guard let text = try? entry.text() else { continue }
      let bytes = Array(text.utf8)
      readLine(bytes, bytes.indices, rows: &rows, into: &run)
    }
    run.configuration = flattened(json).filter { Self.settings.contains($0.key) }
    if case .number(let step)? = state["global_step"],
      case .number(let steps)? = state["max_steps"],
      let step = step.integer(Int.self), let steps = steps.integer(Int.self), steps > 0,
      step >= steps
    {
      run.ending = .finished
    }
    return run
  }

  /// What of the state was set and does not change.
  private static let settings: Set = [
    "eval_steps", "logging_steps", "max_steps", "num_train_epochs", "save_steps",
    "train_batch_size",
  ]
}

/// JSON as Python writes it, with NaN and infinities in quotes, where a row takes them from.
private func withoutNaN(_ bytes: [UInt8]) -> [UInt8] {
  let (quote, escape) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var place = 0
  var isText = false
  while place < bytes.count {
    let byte = bytes[place]
    if !isText, let word = pythonWords.first(where: { hasBytes(bytes, at: place, $0) }) {
      result += [quote] + word + [quote]
      place += word.count
      continue
    }
    if byte == quote { isText.toggle() }
    result.append(byte)
    place += 1
    if isText, byte == escape, place < bytes.count {
      result.append(bytes[place])
      place += 1
    }
  }
  return result
}

private let pythonWords = ["NaN", "Infinity", "-Infinity"].map { Array($0.utf8) }
