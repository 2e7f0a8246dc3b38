import FileFormats
import Foundation
import TestSupport
import Testing

/// Commands over runs of this program and logs of others.
@Suite(.serialized, .mustEnd)
struct WatchCommandTests {
  private static func withLogs(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try createFolder("\(folder)/logs")
      let good = (0..<9).map { "\($0),\(9 - $0),\(Double($0) / 10)\n" }.joined()
      for seed in 1...2 {
        try writeFile(
          Array("epoch,loss,val_accuracy\n\(good)".utf8), to: "\(folder)/logs/seed\(seed).csv")
      }
      try writeFile(
        Array(#"{"step": 1, "loss": 2}\#n{"step": 2, "loss": NaN}\#n"#.utf8),
        to: "\(folder)/logs/bad.jsonl")
      try body(folder)
    }
  }

  @Test func theTableSaysHowRunsStand() throws {
    try Self.withLogs { folder in
      let result = try Program.run(["watch", "logs", "--once"], in: folder)
      #expect(result.status == 0 && result.error == "", "\(result.error)")
      let lines = result.output.split(separator: "\n").map(String.init)
      #expect(lines.count == 4 && lines[0].hasPrefix("run        format  state     age"))
      #expect(
        lines.contains {
          $0.contains("bad.jsonl  jsonl   diverged")
            && $0.contains("nan: loss is NaN, first at step 2")
        })
      #expect(lines.contains { $0.contains("seed1.csv  csv     running") && $0.hasSuffix("1") })
    }
  }

  /// Status 3 where a word holds, and what is asked for wrongly is refused.
  @Test(
    arguments: [
      ("nan", 3), ("diverged", 3), ("overfitting,stalled", 0), ("stalled,nan", 3), ("none", 2),
      ("", 2),
    ] as [(String, Int32)])
  func scriptsAreTold(words: String, status: Int32) throws {
    try Self.withLogs { folder in
      let result = try Program.run(["watch", "logs", "--once", "--fail-on", words], in: folder)
      #expect(result.status == status, "\(result.error)")
    }
  }

  @Test func theObjectHasEveryMetric() throws {
    try Self.withLogs { folder in
      let object = try Program.json(["watch", "logs", "--once", "--json"], in: folder)
      let runs = try #require(object["runs"] as? [[String: Any]])
      #expect(runs.count == 3)
      let bad = try #require(runs.first { $0["name"] as? String == "bad.jsonl" })
      #expect(bad["state"] as? String == "diverged" && bad["step"] as? Int == 2)
      let metric = try #require((bad["metrics"] as? [[String: Any]])?.first)
      #expect(metric["last"] is NSNull && metric["last_reason"] as? String == "not a number")
      #expect(metric["least"] as? Double == 2 && metric["first_step_not_finite"] as? Int == 2)
    }
  }

  /// Runs of a sweep are told together, too: what is done, what is best, and which runs they are.
  @Test func runsOfASweepAreToldTogether() throws {
    try Fixture.withModels { folder in
      let options = ["--data", "data", "--batch-size", "10", "--epochs", "2", "--seeds", "3"]
      let made = try Program.run(["sweep", "new", "s/rates"] + options, in: folder)
      #expect(made.status == 0, "\(made.error)")
      for task in ["1", "3"] {
        let ran = try Program.run(["sweep", "run", "s/rates", "--task", task], in: folder)
        #expect(ran.status == 0, "\(ran.error)")
      }
      let table = try Program.run(["watch", "s", "--once"], in: folder).output
      #expect(table.contains("\nsweep rates: 2 of 3 done; best test/total "), "\(table)")
      #expect(table.contains("(seed 1)") || table.contains("(seed 3)"))
      let object = try Program.json(["watch", "s", "--once", "--json"], in: folder)
      let sweep = try #require((object["sweeps"] as? [[String: Any]])?.first)
      #expect(sweep["tasks"] as? Int == 3 && sweep["done"] as? Int == 2)
      #expect((sweep["states"] as? [String: Int]) == ["finished": 2])
      let runs = try #require(object["runs"] as? [[String: Any]])
      #expect(runs.count == 2 && runs.allSatisfy { $0["sweep"] as? String == "s/rates" })
      let best = try #require(sweep["best"] as? [String: Any])
      #expect(runs.contains { $0["path"] as? String == best["run"] as? String })
    }
  }

  @Test(arguments: [
    ["watch", "nothing", "--once"], ["watch", "nothing"], ["compare", "nothing"],
  ])
  func noLogIsAnError(command: [String]) throws {
    try Self.withLogs { folder in
      let result = try Program.run(command, in: folder)
      #expect(result.status == 1 && result.error.hasPrefix("latentwalk: nothing: no log"))
      #expect(result.error.split(separator: "\n").count == 1)
    }
  }

  /// Without a terminal no screen is drawn, and what it would look like is not asked for in vain.
  @Test(arguments: [["--color", "none"], ["--glyphs", "ascii", "--plain"]])
  func theLookOfAScreenIsRefusedWhereThereIsNone(options: [String]) throws {
    try Self.withLogs { folder in
      let result = try Program.run(["watch", "logs"] + options, in: folder)
      #expect(result.status == 2 && result.error.contains("\(options[0]) has no effect here"))
    }
  }

  @Test func withoutOnceTheTableComesAgainWhenSomethingChanges() throws {
    try Self.withLogs { folder in
      let result = try Program.shell(
        """
        mkdir new
        "$PROGRAM" watch new > out & watcher=$!
        sleep 0.5; cp logs/seed1.csv new
        for i in $(seq 200); do grep -q seed1 out && break; sleep 0.1; done
        echo 9,0,1 >> new/seed1.csv
        for i in $(seq 100); do [ "$(grep -c '^run' out)" = 2 ] && break; sleep 0.1; done
        kill -9 $watcher; wait $watcher 2> /dev/null; cat out
        """, in: folder)
      let rows = result.output.split(separator: "\n").filter { $0.hasPrefix("seed1") }
      #expect(rows.count == 2 && rows.last?.split(separator: " ").contains("9") == true)
    }
  }

  @Test func seedsAreOneSetting() throws {
    try Self.withLogs { folder in
      let text = try Program.run(["compare", "logs", "--metric", "loss"], in: folder)
      #expect(text.output.contains("seed*") && text.output.contains("1 ± 0"), "\(text.error)")
      let object = try Program.json(["compare", "logs", "--json"], in: folder)
      let settings = try #require(object["settings"] as? [[String: Any]])
      #expect(settings.map { $0["runs"] as? Int } == [1, 2])
      let csv = try Program.run(
        ["compare", "logs", "--format", "csv", "--metric", "loss"], in: folder)
      #expect(
        csv.output == """
          setting,runs,least last step,greatest last step,loss best,loss best deviation,loss last,loss last deviation,loss not finite
          bad.jsonl,1,2,2,2.0,,,,1
          seed*.csv,2,8,8,1.0,0.0,1.0,0.0,0

          """)
    }
  }

  /// Our own runs: finished by their configuration, and their log as a table that other programs read.
  @Test func runsOfOurOwnAreTold() throws {
    try Fixture.withRun { folder in
      let object = try Program.json(["watch", "run", "--once", "--json"], in: folder)
      let run = try #require((object["runs"] as? [[String: Any]])?.first)
      #expect(run["format"] as? String == "latentwalk" && run["state"] as? String == "finished")
      #expect(run["metric"] as? String == "test/total")
      let table = try Program.run(["metrics", "run"], in: folder)
      let lines = table.output.split(separator: "\n")
      let log = try readFile("\(folder)/run/metrics.jsonl")
      #expect(lines.count == log.count { $0 == UInt8(ascii: "\n") } + 1)
      let commas = Set(lines.map { line in line.count { $0 == "," } })
      #expect(commas.count == 1 && lines[0].contains("kl_weight"))
      let tsv = try Program.run(["metrics", "run", "--format", "tsv"], in: folder)
      #expect(tsv.output == table.output.replacing(",", with: "\t"))
    }
  }
}
