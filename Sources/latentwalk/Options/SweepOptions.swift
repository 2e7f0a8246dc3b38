internal import Autoencoders
internal import ProgramOptions

extension OptionList {
  /// What a plan is made of, and how it is run, written and told.
  static let sweep =
    SweepPart.rows.ofSeveralValues
    + OptionList(
      .sweepSeeds, .zip, .planFile, .extend, .task, .every, .taskThreads, .requeue, .slurm,
      .parallel, .time, .atOnce, .arrayLimit)
}

extension Option {
  static var sweepSeeds: Option<Int?> {
    Option<Int?>(
      "--seeds", .integer(1...SweepPlan.taskLimit), otherwise: "one, --seed",
      help: "new: runs of each setting, with the random seeds from 1 on"
    ).onlyTyped
  }

  static var zip: Option<Bool> {
    Option<Bool>("--zip", help: "new: the first values together, then the second, and so on")
      .onlyTyped
  }

  static var planFile: Option<String?> {
    Option<String?>("--from", .path(), help: "new: a plan's file instead of options").onlyTyped
  }

  static var extend: Option<Bool> {
    Option<Bool>("--extend", help: "new: add to the plan that PLAN holds").onlyTyped
  }

  static var task: Option<Int?> {
    Option<Int?>(
      "--task", .integer(1...SweepPlan.taskLimit, as: "K"),
      otherwise: "$SLURM_ARRAY_TASK_ID, or all", help: "run: this task alone"
    ).onlyTyped
  }

  static var every: Option<Int?> {
    Option<Int?>(
      "--every", .integer(1...SweepPlan.taskLimit), otherwise: "K alone",
      help: "run: also each N-th task after K, one after another"
    ).onlyTyped
  }

  static var taskThreads: Option<Int?> {
    Option<Int?>(
      "--threads", .integer(1...Engine.maxThreads),
      otherwise: "one per core; in what is written one",
      help: "run, write: threads of a task")
  }

  static var requeue: Option<Int?> {
    Option<Int?>(
      "--requeue", .integer(0...mostRequeues), otherwise: "0; in a job array 20 a task",
      help: "run, write: how often Slurm starts a task again whose time is up"
    ).onlyTyped
  }

  /// Each task of a job may be started again a thousand times.
  private static var mostRequeues: Int { 1000 * SweepPlan.taskLimit }

  static var slurm: Option<Bool> {
    Option<Bool>("--slurm", help: "write: an array of jobs for sbatch").onlyTyped
  }

  static var parallel: Option<Bool> {
    Option<Bool>("--parallel", help: "write: a command a line, for GNU parallel").onlyTyped
  }

  static var time: Option<String> {
    Option<String>(
      "--time", .slurmTime, default: "1:00:00", help: "write --slurm: the longest a task may take"
    ).onlyTyped
  }

  static var atOnce: Option<Int?> {
    Option<Int?>(
      "--at-once", .integer(1...SweepPlan.taskLimit), otherwise: "as many as there is room for",
      help: "write --slurm: tasks at once"
    ).onlyTyped
  }

  static var arrayLimit: Option<Int> {
    Option<Int>(
      "--array-limit", .integer(1...SweepPlan.taskLimit), default: SweepScript.Demand.usualLimit,
      help: "write --slurm: the greatest task number, below Slurm's MaxArraySize"
    ).onlyTyped
  }
}

extension OptionValue<String> {
  /// A time as Slurm spells it.
  fileprivate static var slurmTime: Self {
    Self("TIME", expected: "minutes, hours:minutes:seconds or days-hours, as in 90 or 1-12") {
      $0.wholeMatch(of: /(\d+-)?\d+(:\d\d){0,2}/) == nil ? nil : $0
    }
  }
}
