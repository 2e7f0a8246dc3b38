internal import Foundation

/// The job of Slurm that the program runs in.
struct SlurmJob: Equatable {
  /// The job as Slurm's commands name it, as in `17` or `17_3`.
  let name: String
  /// How often it was given back and started again.
  let restarts: Int

  /// - Parameter variables: the environment; nil comes of one outside of Slurm.
  init?(_ variables: [String: String]) {
    guard let job = variables["SLURM_JOB_ID"] else { return nil }
    let number = variables["SLURM_ARRAY_TASK_ID"]
    if let array = variables["SLURM_ARRAY_JOB_ID"], let number {
      name = "\(array)_\(number)"
    } else {
      name = job
    }
    restarts = variables["SLURM_RESTART_COUNT"].flatMap { Int($0) } ?? 0
  }

  /// The number of a task in an array of jobs; nil outside of one.
  static func task(_ variables: [String: String]) -> Int? {
    variables["SLURM_ARRAY_TASK_ID"].flatMap { Int($0) }
  }

  /// Gives the job back, for Slurm to start it again.
  func requeue() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["scontrol", "requeue", name]
    process.standardOutput = FileHandle.standardError
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw SweepError.notRequeued(job: name, status: process.terminationStatus)
    }
  }
}
