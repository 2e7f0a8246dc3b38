import Explorer
import FileFormats
import Foundation
import TestSupport
import Testing

@testable import latentwalk

/// Sweeps as a person, GNU parallel and Slurm run them.
@Suite(.serialized, .mustEnd)
struct SweepCommandTests {
  private static let options = ["--data", "data", "--batch-size", "10"]

  private static func sweep(
    _ words: [String], in folder: String, variables: [String: String] = [:]
  ) throws -> Program.Result {
    try Program.run(["sweep"] + words, in: folder, variables: variables)
  }

  /// Runs `body` in a folder with data and a plan, `plan`.
  private static func withPlan(_ words: [String], _ body: (String) throws -> Void) throws {
    try Fixture.withModels { folder in
      let made = try sweep(["new", "plan"] + options + words, in: folder)
      #expect(made.status == 0 && made.error == "", "\(made.error)")
      try body(folder)
    }
  }

  private struct Task {
    let state: String
    let epoch: Double?
    let run: String
    let message: String?
  }

  private static func tasks(in folder: String) throws -> [Task] {
    let object = try Program.json(["sweep", "status", "plan", "--json"], in: folder)
    return try #require(object["tasks"] as? [[String: Any]]).map { task in
      Task(
        state: try #require(task["state"] as? String), epoch: task["epoch"] as? Double,
        run: "\(folder)/\(try #require(task["run"] as? String))",
        message: task["message"] as? String)
    }
  }

  private static func states(in folder: String) throws -> [String] {
    try tasks(in: folder).map(\.state)
  }

  // MARK: Plans

  @Test func aPlanIsListed() throws {
    try Self.withPlan(["--learning-rate", "1e-3,0.01", "--epochs", "1", "--seeds", "2"]) { folder in
      let list = try Self.sweep(["list", "plan"], in: folder).output.split(separator: "\n")
      #expect(list.count == 6 && list[0].hasPrefix("task  learning-rate  seed  run"))
      #expect(list[3].hasPrefix("3     0.01           1     data"))
      #expect(list[5] == "all with data data, epochs 1, batch-size 10")
      #expect(try Self.states(in: folder) == ["missing", "missing", "missing", "missing"])
    }
  }

  /// An option's own rules hold, and nothing is written.
  @Test(arguments: [
    (["--preset", "vae,vea"], "did you mean vae?"),
    (["--epochs", "1,x"], "--epochs '1,x' is not a whole number from 1 to 1000000, or several"),
    (["--preset", "vae,ae", "--kl-weight", "1,4"], "ae has no KL term"),
    (["--epochs", "1,2", "--batch-size", "1,2,3", "--zip"], "2 values, as many as --epochs has"),
    (["--seed", "1,2", "--seeds", "3"], "--seeds sets the seeds"),
    (["--task", "3"], "--task has no effect here"), (["--out", "x"], "--out has no effect here"),
  ])
  func aPlanWithAFaultIsRefused(words: [String], told: String) throws {
    try withTemporaryFolder { folder in
      let made = try Self.sweep(["new", "plan"] + words, in: folder)
      #expect(made.status == 2 && made.error.contains(told), "\(made.error)")
      #expect(!exists("\(folder)/plan"))
    }
  }

  @Test func anotherPlanIsRefusedOrAdded() throws {
    try Self.withPlan(["--epochs", "1,2"]) { folder in
      let words = ["new", "plan"] + Self.options + ["--epochs", "2,3"]
      let refused = try Self.sweep(words, in: folder)
      #expect(refused.status == 1)
      #expect(
        refused.error.contains("a plan of 2 tasks already, which has 1 of these 2; add the other 1")
      )
      #expect(try Self.tasks(in: folder).count == 2)
      let extended = try Self.sweep(words + ["--extend"], in: folder)
      #expect(extended.output.hasPrefix("plan has 3 tasks, 1 of them new"), "\(extended.error)")
      let again = try Self.sweep(words, in: folder)
      #expect(again.output.hasPrefix("plan has 3 tasks, 0 of them new"), "\(again.error)")
    }
  }

  @Test func aPlanComesFromAFile() throws {
    try withTemporaryFolder { folder in
      let text = #"{"parts": [{"options": {"preset": ["vae", "ae"]}, "seeds": 3}]}"#
      try writeFile(Array(text.utf8), to: "\(folder)/mine.json")
      let made = try Self.sweep(["new", "plan", "--from", "mine.json"], in: folder)
      #expect(made.output.hasPrefix("plan has 6 tasks"), "\(made.error)")
      let both = try Self.sweep(["new", "p", "--from", "mine.json", "--zip"], in: folder)
      #expect(both.status == 2 && both.error.contains("--from says what is tried"))
    }
  }

  @Test(
    arguments: [
      (["fly", "plan"], 2, "is not one of new, list, run, status, write, results"),
      (["run"], 2, "needs PLAN"), (["run", "plan"], 1, "plan holds no plan"),
    ] as [([String], Int32, String)])
  func whatIsMissingIsSaid(words: [String], status: Int32, told: String) throws {
    try withTemporaryFolder { folder in
      let result = try Self.sweep(words, in: folder)
      #expect(result.status == status && result.error.contains(told), "\(result.error)")
    }
  }

  // MARK: Running

  /// Tasks come to what `train` comes to, and are trained once.
  @Test func everyTaskIsTrainedOnce() throws {
    try Self.withPlan(["--learning-rate", "1e-3,0.01", "--epochs", "1", "--seeds", "1"]) { folder in
      let first = try Self.sweep(["run", "plan"], in: folder)
      #expect(first.status == 0 && first.output.hasSuffix("2 tasks: 2 done\n"), "\(first.error)")
      #expect(first.output.contains("task 2 of 2: learning-rate 0.01\n"))
      let second = try Self.sweep(["run", "plan"], in: folder)
      #expect(second.status == 0 && second.output == "2 tasks: 2 done\n")
      let trained = try Program.run(
        ["train", "--learning-rate", "0.01", "--epochs", "1", "--seed", "1", "--out", "run"]
          + Self.options, in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      #expect(
        try readFile("\(Self.tasks(in: folder)[1].run)/model.safetensors")
          == readFile("\(folder)/run/model.safetensors"))
    }
  }

  @Test func aTaskIsTrainedAlone() throws {
    try Self.withPlan(["--epochs", "1", "--seeds", "4"]) { folder in
      #expect(try Self.sweep(["run", "plan", "--task", "2"], in: folder).status == 0)
      let array = ["SLURM_JOB_ID": "8", "SLURM_ARRAY_TASK_ID": "3"]
      #expect(try Self.sweep(["run", "plan"], in: folder, variables: array).status == 0)
      let named = try Self.sweep(["run", "plan", "--task", "4"], in: folder, variables: array)
      #expect(named.status == 0 && named.output.contains("task 4 of 4: seed 4"))
      #expect(try Self.states(in: folder) == ["missing", "done", "done", "done"])
      let none = try Self.sweep(["run", "plan", "--task", "5"], in: folder)
      #expect(none.status == 1 && none.error.contains("no task 5; the plan has 4 tasks"))
    }
  }

  /// A job of an array that has fewer jobs than there are tasks.
  @Test func aJobTrainsEveryNthTask() throws {
    try Self.withPlan(["--epochs", "1", "--seeds", "5"]) { folder in
      let job = ["SLURM_JOB_ID": "8", "SLURM_ARRAY_TASK_ID": "2"]
      let ran = try Self.sweep(["run", "plan", "--every", "2"], in: folder, variables: job)
      #expect(ran.status == 0, "\(ran.error)")
      #expect(try Self.states(in: folder) == ["missing", "done", "missing", "done", "missing"])
      let rest = try Self.sweep(["run", "plan", "--task", "1", "--every", "2"], in: folder)
      #expect(rest.status == 0 && rest.output.contains("task 5 of 5"), "\(rest.error)")
      let none = try Self.sweep(["run", "plan", "--every", "2"], in: folder)
      #expect(none.status == 2 && none.error.contains("--every has no effect here"))
      let limited = try Self.sweep(
        ["new", "large", "--seeds", "5"] + Self.options, in: folder)
      #expect(limited.status == 0)
      let text = try Self.sweep(
        ["write", "large", "--slurm", "--array-limit", "2"], in: folder
      ).output
      #expect(text.contains("#SBATCH --array=1-2\n") && text.contains(" --every 2\n"))
    }
  }

  /// On a terminal no line is wider than it; a pipe gets all.
  @Test func aTerminalsWidthIsKept() throws {
    try Self.withPlan([
      "--preset", "vae,simple", "--learning-rate", "1e-3,0.01", "--epochs", "1,2", "--seeds", "2",
    ]) { folder in
      #expect(try Self.sweep(["run", "plan", "--task", "1"], in: folder).status == 0)
      for action in ["list", "status", "results"] {
        let wide = try Self.sweep([action, "plan"], in: folder).output
        let shown = try Program.shell(
          "script -qec \"stty rows 24 cols 80; $PROGRAM sweep \(action) plan\" /dev/null",
          in: folder
        ).output.split(whereSeparator: \.isNewline)
        #expect(wide.split(separator: "\n").contains { $0.count > 80 } || action == "results")
        #expect(!shown.isEmpty && shown.allSatisfy { $0.count <= 80 }, "\(shown)")
      }
    }
  }

  /// The first task asks for a class that the data lacks.
  @Test func oneFailureStopsNothing() throws {
    try Self.withPlan(["--classes", "200/0-4", "--epochs", "1"]) { folder in
      for _ in 0..<2 {
        let result = try Self.sweep(["run", "plan"], in: folder)
        #expect(result.status == 1 && result.error.contains("task 1 of 2 failed: "))
        #expect(result.error.contains("has no images of class 200"))
        let tasks = try Self.tasks(in: folder)
        #expect(tasks.map(\.state) == ["failed", "done"])
        #expect(tasks[0].message?.contains("has no images of class 200") == true)
        #expect(tasks[0].epoch == nil)
      }
      let status = try Self.sweep(["status", "plan"], in: folder).output
      #expect(status.hasPrefix("2 tasks: 1 done, 1 failed\n") && status.contains("has no images"))
    }
  }

  /// Killed after its last checkpoint, a task has nothing left to do but to be noted.
  @Test func aTaskThatWasKilledAtItsEndIsDone() throws {
    try Self.withPlan(["--epochs", "1"]) { folder in
      #expect(try Self.sweep(["run", "plan"], in: folder).status == 0)
      let model = "\(try Self.tasks(in: folder)[0].run)/model.safetensors"
      let bytes = try readFile(model)
      try FileManager.default.removeItem(atPath: model)
      try FileManager.default.removeItem(atPath: "\(folder)/plan/outcomes")
      #expect(try Self.states(in: folder) == ["interrupted"])
      let result = try Self.sweep(["run", "plan"], in: folder)
      #expect(result.status == 0 && !result.output.contains("epoch 1/1"), "\(result.error)")
      #expect(try Self.states(in: folder) == ["done"] && readFile(model) == bytes)
    }
  }

  /// What a task is trained with is the plan's, whoever goes on with it: a run that came to something else would be
  /// counted as what the plan says.
  @Test(arguments: [["--epochs", "2"], ["--learning-rate", "0.1"]])
  func aTaskIsTrainedAsItsPlanSays(options: [String]) throws {
    try Self.withPlan(["--epochs", "1"]) { folder in
      #expect(try Self.sweep(["run", "plan"], in: folder).status == 0)
      let run = try Self.tasks(in: folder)[0].run
      let words = ["train", "--plain", "--resume", "--out", run] + options
      let result = try Program.run(words, in: folder)
      #expect(result.status == 1 && result.error.contains("this run is task 1 of "), "\(result)")
    }
  }

  /// Another rate would be none of the plan's.
  @Test func aTaskThatDivergesIsNotToldToGoOn() throws {
    try Self.withPlan(["--optimizer", "sgd", "--learning-rate", "1e30", "--epochs", "1"]) {
      folder in
      let result = try Self.sweep(["run", "plan"], in: folder)
      let message = try #require(try Self.tasks(in: folder)[0].message)
      #expect(result.status == 1 && message.contains("diverged") && !message.contains("--resume"))
    }
  }

  @Test func aDamagedPlanIsToldBesideItsRuns() throws {
    try Self.withPlan(["--epochs", "1"]) { folder in
      #expect(try Self.sweep(["run", "plan"], in: folder).status == 0)
      try writeFile(Array("{".utf8), to: "\(folder)/plan/plan.json")
      let watch = try Program.run(["watch", "plan", "--once"], in: folder)
      #expect(watch.output.contains("finished") && watch.output.contains("plan.json: "))
      let run = try #require(
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/plan/runs").first)
      let words = ["train", "--plain", "--resume", "--out", "plan/runs/\(run)", "--epochs", "2"]
      let resumed = try Program.run(words, in: folder)
      #expect(resumed.status == 1 && resumed.error.contains("plan.json"), "\(resumed)")
      let list = try UserRuns(
        UserRuns.Resources(data: DataRequest(), threads: 1), folder: "\(folder)/plan"
      ).runs()
      #expect(list.sweeps.map { $0.fault != nil } == [true] && list.runs.count == 1)
    }
  }

  @Test func aRunOfNoTaskIsTold() throws {
    try Self.withPlan(["--epochs", "1"]) { folder in
      try createFolder("\(folder)/plan/runs/mine")
      let status = try Self.sweep(["status", "plan"], in: folder).output
      #expect(status.hasSuffix("1 run is of no task of this plan: mine\n"), "\(status)")
    }
  }

  // MARK: Signals

  /// Starts the plan's one task, waits for an epoch, and sends a signal. What is printed is in `out`, and what
  /// `status` says meanwhile in `meanwhile`.
  private static let interrupting = """
    PATH=$PWD/bin:$PATH
    $PROGRAM sweep run plan --requeue 1 > out 2> error &
    until grep -q '^epoch' out; do sleep 0.02; done
    $PROGRAM sweep status plan > meanwhile
    kill -$SIGNAL $!
    wait $!
    """

  private static func interrupt(
    _ signal: String, slurm: String = "", in folder: String
  ) throws -> Program.Result {
    try Program.shell("SIGNAL=\(signal); export \(slurm)\n" + interrupting, in: folder)
  }

  private static func text(_ name: String, in folder: String) throws -> String {
    String(decoding: try readFile("\(folder)/\(name)"), as: UTF8.self)
  }

  /// A task that a signal stops is saved, and goes on where it was: it ends as one that nothing stopped.
  @Test(arguments: [("USR1", 128 + 10), ("TERM", 128 + 15)] as [(String, Int32)])
  func aSignalStopsATaskThatGoesOnLater(signal: String, status: Int32) throws {
    try Self.withPlan(["--epochs", "150"]) { folder in
      let stopped = try Self.interrupt(signal, in: folder)
      let error = try Self.text("error", in: folder)
      #expect(stopped.status == status, "\(error)")
      #expect(try Self.text("meanwhile", in: folder).hasPrefix("1 task: 0 done, 1 running\n"))
      #expect(
        try Self.text("out", in: folder).contains(
          "task 1 of 1 is stopped and saved\nstopped; go on with: latentwalk sweep run plan\n"))
      let task = try Self.tasks(in: folder)[0]
      #expect(task.state == "interrupted" && (0.1..<150).contains(task.epoch ?? 0))
      let resumed = try Self.sweep(["run", "plan"], in: folder)
      #expect(resumed.status == 0 && !resumed.output.contains("epoch   1/150"), "\(resumed.error)")
      let trained = try Program.run(
        ["train", "--epochs", "150", "--out", "run"] + Self.options, in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      #expect(
        try readFile("\(task.run)/model.safetensors")
          == readFile("\(folder)/run/model.safetensors"))
    }
  }

  /// Slurm is told to start again what its signal stopped, so often as is allowed, and not what a person ends.
  @Test(arguments: [("USR1", 0, true), ("USR1", 1, false), ("TERM", 0, false)])
  func aJobIsGivenBack(signal: String, restarts: Int, isGivenBack: Bool) throws {
    try Self.withPlan(["--epochs", "100000"]) { folder in
      try createFolder("\(folder)/bin")
      try writeFile(
        Array("#!/bin/sh\necho \"$@\" >> asked\n".utf8), to: "\(folder)/bin/scontrol")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(folder)/bin/scontrol")
      let slurm =
        "SLURM_JOB_ID=19 SLURM_ARRAY_JOB_ID=17 SLURM_ARRAY_TASK_ID=1 SLURM_RESTART_COUNT=\(restarts)"
      let stopped = try Self.interrupt(signal, slurm: slurm, in: folder)
      #expect(stopped.status > 128)
      let error = try Self.text("error", in: folder)
      #expect(exists("\(folder)/asked") == isGivenBack, "\(error)")
      if isGivenBack { #expect(try Self.text("asked", in: folder) == "requeue 17_1\n") }
      #expect(try Self.states(in: folder) == ["interrupted"])
    }
  }

  // MARK: Results

  @Test func resultsAreOverSeedsTheBestFirst() throws {
    try Self.withPlan(["--learning-rate", "1e-6,0.01", "--epochs", "2", "--seeds", "2"]) { folder in
      let none = try Self.sweep(["results", "plan"], in: folder)
      #expect(none.status == 1 && none.error.contains("no task of plan is done"))
      #expect(try Self.sweep(["run", "plan"], in: folder).status == 0)
      let text = try Self.sweep(["results", "plan"], in: folder).output.split(separator: "\n")
      #expect(text.count == 4 && text[3] == "4 tasks: 4 done", "\(text)")
      #expect(
        text[0].hasPrefix("runs  steps  learning-rate  best test/total") && text[1].contains("±"))
      #expect(text[1].hasPrefix("2     10     0.01 ") && text[2].hasPrefix("2     10     1e-06 "))
      let csv = try Self.sweep(
        ["results", "plan", "--metric", "test/kl", "--format", "csv"], in: folder
      ).output.split(separator: "\n")
      #expect(
        csv.count == 3 && csv[0].hasPrefix("runs,least last step,greatest last step,learning-rate,")
      )
      let object = try Program.json(["sweep", "results", "plan", "--json"], in: folder)
      #expect((object["settings"] as? [[String: Any]])?.map { $0["runs"] as? Int } == [2, 2])
    }
  }

  // MARK: Others that start tasks

  /// Every line is a command that a shell takes.
  @Test func whatIsWrittenIsRun() throws {
    try Self.withPlan(["--epochs", "1", "--seeds", "2"]) { folder in
      let neither = try Self.sweep(["write", "plan"], in: folder)
      #expect(neither.status == 2 && neither.error.contains("--slurm or --parallel"))
      let slurm = try Self.sweep(
        ["write", "plan", "--slurm", "--at-once", "1", "--time", "30"], in: folder
      ).output
      #expect(slurm.contains("#SBATCH --array=1-2%1\n#SBATCH --time=30\n"))
      let ran = try Program.shell("$PROGRAM sweep write plan --parallel | sh", in: folder)
      #expect(ran.status == 0 && ran.error == "", "\(ran.error)")
      #expect(try Self.states(in: folder) == ["done", "done"])
      let over = try Self.sweep(["write", "plan", "--parallel"], in: folder)
      #expect(over.status == 1 && over.error.contains("every task of plan is done"))
    }
  }
}
