import FileFormats
import Foundation
import TestSupport
import Testing

/// The program in surroundings that are not as they should be.
@Suite(.serialized, .mustEnd)
struct SurroundingsTests {
  private static let train =
    "\"$PROGRAM\" train --plain --data data --batch-size 10 --epochs 2 --out run"

  private static func isSaved(_ folder: String) -> Bool {
    exists("\(folder)/run/model.safetensors") && exists("\(folder)/run/checkpoint.safetensors")
  }

  /// No file takes the place of a stream that is closed.
  @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
  func closedStreams(closed: String) throws {
    try Fixture.withModels { folder in
      let trained = try Program.shell("\(Self.train) \(closed)", in: folder)
      #expect(trained.status == (closed.contains(" >&-") || closed.hasPrefix(">") ? 1 : 0))
      #expect(Self.isSaved(folder))
      let log = String(decoding: try readFile("\(folder)/run/metrics.jsonl"), as: UTF8.self)
      #expect(log.split(separator: "\n").allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    }
  }

  /// Training goes on when nobody reads its lines, and the program ends as a shell expects.
  @Test func aReaderThatHasSeenEnough() throws {
    try Fixture.withModels { folder in
      let trained = try Program.shell(
        "\(Self.train) | head -1 > first; echo ${PIPESTATUS[0]}", in: folder)
      #expect(trained.output == "141\n" && trained.error == "", "\(trained.error)")
      #expect(Self.isSaved(folder))
      let listed = try Program.shell(
        "\"$PROGRAM\" presets | true; echo ${PIPESTATUS[0]}", in: folder)
      #expect(["141\n", "0\n"].contains(listed.output) && listed.error == "", "\(listed.error)")
      let passedOver = try Program.shell(
        "trap '' PIPE; (sleep 0.3; exec \"$PROGRAM\" presets) | true; echo ${PIPESTATUS[0]}",
        in: folder)
      #expect(passedOver.output == "1\n")
      #expect(passedOver.error == "latentwalk: cannot write standard output: Broken pipe\n")
    }
  }

  /// What was ignored when the program was started stays ignored; the rest stops and saves.
  @Test(arguments: [("HUP", true), ("INT", true), ("HUP", false), ("TERM", false), ("USR1", false)])
  func ignoredSignals(name: String, isIgnored: Bool) throws {
    try Fixture.withModels { folder in
      let endless = Self.train.replacing("--epochs 2", with: "--epochs 1000000")
      let script = """
        \(isIgnored ? "trap '' \(name)" : "true")
        \(endless) > lines & program=$!
        until grep -q ^epoch lines; do sleep 0.05; done
        kill -\(name) $program
        sleep 0.5
        kill -0 $program 2>/dev/null && echo alive
        kill -TERM $program 2>/dev/null
        wait $program
        """
      let trained = try Program.shell(script, in: folder)
      #expect(trained.output.contains("alive") == isIgnored)
      #expect(Self.isSaved(folder))
    }
  }

  /// Folders of the user's that are not there, or cannot be written, are no reason to fail where another is
  /// given, and else one line.
  @Test(arguments: [
    "unset HOME", "HOME=", "HOME=relative", "HOME=/proc/none",
    "export XDG_DATA_HOME=/proc/none XDG_CONFIG_HOME=/proc/none XDG_CACHE_HOME=/proc/none",
    "export XDG_DATA_HOME=relative XDG_CONFIG_HOME=data/train-labels-idx1-ubyte",
  ])
  func foldersOfTheUser(surroundings: String) throws {
    try Fixture.withModels { folder in
      let trained = try Program.shell("\(surroundings); \(Self.train)", in: folder)
      #expect(trained.status == 0 && trained.error == "", "\(trained.error)")
      let doctor = try Program.shell("\(surroundings); \"$PROGRAM\" doctor", in: folder)
      #expect(doctor.status == 0 && doctor.error == "", "\(doctor.error)")
    }
  }

  @Test(arguments: ["HOME=/proc/none", "export XDG_DATA_HOME=/proc/none"])
  func noPlaceForARun(surroundings: String) throws {
    try Fixture.withModels { folder in
      let script = Self.train.replacing(" --out run", with: "")
      let trained = try Program.shell("\(surroundings); \(script)", in: folder)
      #expect(trained.status == 1 && trained.error.split(separator: "\n").count == 1)
      #expect(trained.error.contains("cannot create the folder /proc/none"))
      #expect(trained.error.contains("give the run's folder with --out"))
    }
  }

  /// Eight descriptors are enough for training, and for every command of one output.
  @Test func fewDescriptors() throws {
    try Fixture.withModels { folder in
      let trained = try Program.shell("ulimit -n 8; \(Self.train)", in: folder)
      #expect(
        trained.status == 0 && trained.error == "" && Self.isSaved(folder), "\(trained.error)")
      let sampled = try Program.shell(
        "ulimit -n 8; \"$PROGRAM\" sample run --out a.png", in: folder)
      #expect(sampled.status == 0 && exists("\(folder)/a.png"), "\(sampled.error)")
    }
  }

  @Test func wordsThatAreNotUTF8() throws {
    try Fixture.withModels { folder in
      let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      for word in ["--out $'caf\\xe9'", "--data $'\\xff'"] {
        let refused = try Program.shell("\"$PROGRAM\" train --plain \(word)", in: folder)
        #expect(refused.status == 2 && refused.error.split(separator: "\n").count == 1)
        #expect(refused.error.contains("is not UTF-8") && refused.error.contains("\\x"))
      }
      let inFolder = try Program.shell(
        "mkdir $'caf\\xe9' && cd $'caf\\xe9' && \"$PROGRAM\" presets", in: folder)
      #expect(inFolder.status == 2 && inFolder.error.contains("is not UTF-8"), "\(inFolder.error)")
      _ = try Program.shell("rmdir $'caf\\xe9'", in: folder)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
    }
  }

  /// A pipe and a device are written as they stand.
  @Test func outputsThatAreNoFiles() throws {
    try Fixture.withModels { folder in
      let script = """
        mkfifo pipe; (wc -c < pipe > size) & "$PROGRAM" sample vae.safetensors --format npy --out pipe
        wait; test -p pipe && test "$(cat size)" = \(25 * 784 * 4 + 128) && echo whole
        "$PROGRAM" sample vae.safetensors --format npy --out /dev/null && test -c /dev/null && echo device
        "$PROGRAM" sample vae.safetensors --format npy --out /dev/stdout | wc -c
        "$PROGRAM" sample vae.safetensors --format npy --out /dev/full
        "$PROGRAM" train --plain --data data --out pipe
        """
      let written = try Program.shell(script, in: folder)
      #expect(written.output == "whole\ndevice\n\(25 * 784 * 4 + 128)\n", "\(written.error)")
      #expect(
        written.error == """
          latentwalk: cannot write /dev/full: No space left on device
          latentwalk: cannot create the folder pipe: Not a directory

          """)
    }
  }

  /// What does not fit into memory is one line.
  @Test(.enabled(if: exists("/proc/self/status")), .hasMemoryToItself)
  func tooLittleMemory() throws {
    try Fixture.withModels { folder in
      try Fixture.write(Fixture.convolutional, to: "\(folder)/conv.safetensors")
      var statuses: [Int32] = []
      for command in [
        "sample vae.safetensors --count 10000 --format npy --out a.npy",
        "reconstruct conv.safetensors --data data --count 1000",
      ] {
        let outcomes = try [150_000, 250_000, 400_000, 800_000].map {
          try Program.shell("ulimit -v \($0); \"$PROGRAM\" \(command) > /dev/null", in: folder)
        }
        statuses += outcomes.map(\.status)
        for outcome in outcomes where outcome.status != 0 {
          #expect(outcome.status == 1, "\(outcome.error)")
          #expect(outcome.error.contains("not enough memory for"), "\(outcome.error)")
          #expect(outcome.error.contains("give a smaller --batch-size or --count"))
          #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome.error)")
        }
      }
      // Limits at which nothing fails would test nothing.
      #expect(statuses.contains(1) && statuses.contains(0))
    }
  }
}
