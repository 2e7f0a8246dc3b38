internal import FileFormats
internal import Foundation
internal import ProgramOptions

extension Option {
  fileprivate static var seconds: Option<Double> {
    Option<Double>("--seconds", .positive(), default: 10, help: "time for each reader")
  }

  fileprivate static var inputs: Option<Int?> {
    Option<Int?>(
      "--inputs", .integer(1...1_000_000_000), otherwise: "as many as there is time for",
      help: "inputs for each reader, at most")
  }

  fileprivate static var seed: Option<UInt64> {
    Option<UInt64>(
      "--seed", .seed, default: 1, help: "random seed; the same seed gives the same inputs")
  }

  fileprivate static var corpus: Option<String> {
    Option<String>(
      "--corpus", .path("FOLDER"), default: "Tests/FuzzCorpus",
      help: "a folder of inputs to start from for each reader")
  }

  fileprivate static var failures: Option<String> {
    Option<String>(
      "--failures", .path("FOLDER"), default: ".build/fuzz-failures",
      help: "where inputs go that broke a reader")
  }

  fileprivate static var file: Option<String?> {
    Option<String?>("--file", .path(), help: "read this one input instead, in this process")
  }

  fileprivate static var record: Option<String?> {
    Option<String?>(
      "--record", .path(),
      help: "work in this process, each input written to FILE before it is read")
  }

  fileprivate static var json: Option<Bool> {
    Option<Bool>("--json", help: "print one JSON object per line instead of text")
  }
}

@main
enum Fuzz {
  private static let command = Command(
    "", .one("READER"), "Give readers inputs that nobody would write.",
    details: """
      READER is all, or one of \(FuzzReader.all.map(\.name).joined(separator: ", ")).

      Inputs of the corpus are changed by bits, numbers, pieces and tokens of the format, read, and what was
      read is used as the program uses it. It is a failure to crash, to take longer than a second, or to need more
      memory than 64 MB and four times the longest input.
      """,
    options: OptionList(
      .seconds, .inputs, .seed, .corpus, .failures, .file, .record, .json),
    examples: [
      "latentwalk-fuzz npy --seconds 60", "latentwalk-fuzz all --inputs 1000000 --seed 7",
    ],
    program: "latentwalk-fuzz"
  ) { arguments in
    let name = arguments.operand
    let readers = FuzzReader.all.filter { name == "all" || $0.name == name }
    guard !readers.isEmpty else {
      throw UsageError.unexpectedOperand(name, command: "latentwalk-fuzz")
    }
    let (seconds, inputs, seed) = (arguments[.seconds], arguments[.inputs], arguments[.seed])
    let (corpus, failures) = (arguments[.corpus], arguments[.failures])
    let (file, record, isJSON) = (arguments[.file], arguments[.record], arguments[.json])
    return {
      if let file { return read(file, readers) }
      let plans = readers.map {
        FuzzPlan(reader: $0, corpus: corpus, seed: seed, seconds: seconds, inputs: inputs)
      }
      for plan in plans { _ = try plan.corpusFiles }
      if let record {
        printOut(try plans[0].work(InputRecord(record)).json)
        return 0
      }
      var status: Int32 = 0
      for plan in plans {
        let result = try FuzzSupervisor(plan: plan, failures: failures).run()
        printOut(isJSON ? try result.json : result.line)
        if result.failure != nil { status = 1 }
      }
      return status
    }
  }

  private static func read(_ path: String, _ readers: [FuzzReader]) -> Int32 {
    for reader in readers {
      do {
        try reader.use(try readFile(path))
        printOut("\(reader.name): accepted\n")
      } catch {
        printOut("\(reader.name): refused: \(error)\n")
      }
    }
    return 0
  }

  static func main() {
    do {
      exit(try command.run(ProcessInfo.processInfo.arguments.dropFirst()))
    } catch {
      printError("latentwalk-fuzz: \((error as? UsageError)?.summary ?? "\(error)")\n")
      exit(error is UsageError ? 2 : 1)
    }
  }
}
