import FileFormats
import TestSupport
import Testing

@testable import latentwalk

struct SweepScriptTests {
  private static func withScript(_ body: (SweepScript) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let plan = try SweepPlan([SweepPart(["preset": ["vae"]], seeds: 4)])
      let sweep = SweepFolder("\(folder)/my sweep", plan)
      try sweep.save()
      // The third task is done.
      let run = sweep.runPath(plan.tasks[2])
      try createFolder(run)
      try writeFile([], to: "\(run)/config.json")
      try sweep.keep(.done(1), of: plan.tasks[2])
      try body(
        SweepScript(
          program: "/opt/a b/latentwalk", workingFolder: "/it's here", folder: sweep, threads: 2))
    }
  }

  @Test func aCommandALine() throws {
    try Self.withScript { script in
      let line = "'/opt/a b/latentwalk' sweep run '\(script.folder.path)' --threads 2 --task"
      #expect(script.commandLines == "\(line) 1\n\(line) 2\n\(line) 4\n")
    }
  }

  @Test func anArrayOfJobs() throws {
    try Self.withScript { script in
      let text = script.jobArray(.init(time: "1:00:00", atOnce: 8, requeues: 5))
      #expect(
        text == """
          #!/bin/sh
          #SBATCH --job-name=latentwalk
          #SBATCH --array=1-2,4%8
          #SBATCH --time=1:00:00
          #SBATCH --cpus-per-task=2
          #SBATCH --signal=B:USR1@60
          #SBATCH --requeue
          #SBATCH --open-mode=append
          cd '/it'\\''s here' || exit
          exec '/opt/a b/latentwalk' sweep run '\(script.folder.path)' --threads 2 --requeue 5

          """)
      let free = script.jobArray(.init(time: "90", atOnce: nil, requeues: 0))
      #expect(free.contains("--array=1-2,4\n"))
    }
  }

  @Test(arguments: [
    ([], ""), ([3], "3"), ([1, 2, 3], "1-3"), ([1, 3, 4, 9], "1,3-4,9"),
  ])
  func numbersInARowAreARange(numbers: [Int], text: String) {
    #expect(ranges(of: numbers) == text)
  }
}
