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
          #!/bin/bash
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

  /// Beyond the greatest number that Slurm takes, tasks share jobs: 1 and 3 one, 2 and 4 the other. What is done alone
  /// has none.
  @Test func tasksBeyondSlurmsLimitShareJobs() throws {
    try Self.withScript { script in
      func array(_ limit: Int) -> String {
        script.jobArray(.init(time: "90", atOnce: nil, requeues: 5, greatestNumber: limit))
      }
      #expect(array(2).contains("--array=1-2\n"))
      #expect(array(2).contains(" --threads 2 --requeue 10 --every 2\n"))
      // The third task, which is done, would be the third job's.
      #expect(array(3).contains("--array=1-2\n") && array(3).contains("--every 3\n"))
      #expect(array(4).contains("--array=1-2,4\n") && !array(4).contains("--every"))
    }
  }

  @Test func everyTaskOfALargePlanIsInAJob() throws {
    try withTemporaryFolder { folder in
      let plan = try SweepPlan([SweepPart(["preset": ["vae"]], seeds: 2_500)])
      let sweep = SweepFolder("\(folder)/large", plan)
      try sweep.save()
      let text = SweepScript(
        program: "latentwalk", workingFolder: "/", folder: sweep, threads: 1
      ).jobArray(.init(time: "90", atOnce: nil, requeues: 20))
      #expect(text.contains("--array=1-1000\n"))
      #expect(text.contains(" --requeue 60 --every 1000\n"))
      let numbers = try (1...1000).flatMap { try plan.tasks(from: $0, every: 1000).map(\.number) }
      #expect(numbers.sorted() == Array(1...2_500))
    }
  }

  @Test(arguments: [
    ([], ""), ([3], "3"), ([1, 2, 3], "1-3"), ([1, 3, 4, 9], "1,3-4,9"),
  ])
  func numbersInARowAreARange(numbers: [Int], text: String) {
    #expect(ranges(of: numbers) == text)
  }
}
