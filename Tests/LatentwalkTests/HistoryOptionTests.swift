import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

/// A run's past on the command line.
@Suite(.timeLimit(.minutes(3)))
struct HistoryOptionTests {
  private static func train(_ folder: String, _ name: String, _ options: [String]) throws -> String
  {
    let result = try Program.run(
      ["train", "--plain", "--preset", "vae", "--schedule", "constant", "--data", "data"]
        + ["--threads", "1", "--batch-size", "10", "--no-events", "--out", name] + options,
      in: folder)
    #expect(result.status == 0, "\(result.error)")
    return result.output
  }

  private static func evaluate(_ folder: String, _ words: [String]) throws -> Program.Result {
    try Program.run(
      ["eval"] + words + ["--data", "data", "--threads", "1", "--samples", "1", "--json"],
      in: folder)
  }

  /// Text without the name of the run.
  private static func numbers(_ result: Program.Result, of name: String) -> String {
    result.output.replacing("\"\(name)\"", with: "RUN").replacing(/"epoch":\d+,/, with: "")
  }

  @Test func anEpochIsEvaluatedAsTheRunThatEndedThere() throws {
    try Fixture.withModels { folder in
      let output = try Self.train(folder, "long", ["--epochs", "3", "--history", "all"])
      #expect(output.contains("history: 3 epochs, all with exact weights, "))
      _ = try Self.train(folder, "short", ["--epochs", "2", "--history", "none"])
      let (epoch, whole) = (
        try Self.evaluate(folder, ["long", "--epoch", "2"]), try Self.evaluate(folder, ["short"])
      )
      #expect(epoch.status == 0 && whole.status == 0, "\(epoch.error)\(whole.error)")
      #expect(Self.numbers(epoch, of: "long") == Self.numbers(whole, of: "short"))
      let last = try Self.evaluate(folder, ["long"])
      #expect(Self.numbers(last, of: "long") != Self.numbers(epoch, of: "long"))
      #expect(!exists("\(folder)/short/history"))
      // An exact file is a model file too.
      let file = try Self.evaluate(folder, ["long/history/epoch-000002.safetensors"])
      #expect(file.status == 0, "\(file.error)")
    }
  }

  @Test func whatIsNotKeptIsAnErrorInOneLine() throws {
    try Fixture.withModels { folder in
      _ = try Self.train(folder, "run", ["--epochs", "2", "--history", "none"])
      let result = try Self.evaluate(folder, ["run", "--epoch", "1"])
      #expect(
        result.error == "latentwalk: run: keeps no exact weights of epoch 1, but of 2; "
          + "a run trained with --history all keeps those of every epoch\n")
      #expect(result.status == 1)
      let model = try Self.evaluate(folder, ["run/model.safetensors", "--epoch", "1"])
      #expect(model.status == 2 && model.error.contains("give the RUN"))
      let wrong = try Program.run(["train", "--history", "2"], in: folder)
      #expect(wrong.status == 2 && wrong.error.contains("none, all, or a number of epochs from 3"))
    }
  }

  /// A file that promises more than it holds is refused before memory is taken, and costs its epoch alone.
  @Test func aDamagedEpochIsToldInOneLine() throws {
    try Fixture.withModels { folder in
      _ = try Self.train(folder, "run", ["--epochs", "3", "--history", "all"])
      let path = "\(folder)/run/history/epoch-000002.safetensors"
      var bytes = try readFile(path)
      bytes.removeLast(bytes.count / 2)
      try writeFile(bytes, to: path)
      let result = try Self.evaluate(folder, ["run", "--epoch", "2"])
      #expect(result.status == 1 && result.error.contains("run/history/epoch-000002.safetensors"))
      #expect(result.error.count { $0 == "\n" } == 1)
    }
  }
}
