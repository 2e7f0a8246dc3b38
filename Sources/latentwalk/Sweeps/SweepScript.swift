internal import ProgramOptions

/// A plan's open tasks as others start them: GNU parallel, or an array of jobs of Slurm.
struct SweepScript {
  /// The program's file.
  let program: String
  let workingFolder: String
  let folder: SweepFolder
  let threads: Int

  /// A command line for each open task.
  var commandLines: String {
    folder.openTasks.map { "\(shellLine(words + ["--task", "\($0.number)"]))\n" }.joined()
  }

  /// What is asked of Slurm for each task.
  struct Demand {
    /// The longest it may take, as Slurm spells it.
    let time: String
    /// Tasks at once; as many as there is room for when nil.
    let atOnce: Int?
    /// How often a task that ran out of time may start again.
    let requeues: Int
    /// The greatest number of a task that Slurm takes.
    var greatestNumber = Self.usualLimit

    /// Slurm's own, where nobody set another: numbers are less than MaxArraySize, which is 1001.
    static let usualLimit = 1000
  }

  /// The script of an array of jobs. The program takes the shell's place, so that it gets the signal that Slurm sends a
  /// minute before time is up. Where tasks have greater numbers than Slurm takes, a job trains several, one after
  /// another, and may start again as often for each of them.
  func jobArray(_ demand: Demand) -> String {
    let numbers = folder.openTasks.map(\.number)
    let limit = demand.greatestNumber
    let isShared = (numbers.last ?? 0) > limit
    let jobs = isShared ? Set(numbers.map { ($0 - 1) % limit + 1 }).sorted() : numbers
    let most = isShared ? ((numbers.last ?? 0) - 1) / limit + 1 : 1
    let array = ranges(of: jobs)
    let restarts = ["--requeue", "\(demand.requeues * most)"]
    let every = isShared ? ["--every", "\(limit)"] : []
    return """
      #!/bin/bash
      #SBATCH --job-name=latentwalk
      #SBATCH --array=\(array)\(demand.atOnce.map { "%\($0)" } ?? "")
      #SBATCH --time=\(demand.time)
      #SBATCH --cpus-per-task=\(threads)
      #SBATCH --signal=B:USR1@60
      #SBATCH --requeue
      #SBATCH --open-mode=append
      cd \(shellWord(pathWord(workingFolder))) || exit
      exec \(shellLine(words + restarts + every))

      """
  }

  private var words: [String] {
    [program, "sweep", "run", pathWord(folder.path), "--threads", "\(threads)"]
  }
}

/// Numbers that rise, as in `1-3,5`.
func ranges(of numbers: [Int]) -> String {
  var ranges: [ClosedRange<Int>] = []
  for number in numbers {
    if let last = ranges.last, last.upperBound + 1 == number {
      ranges[ranges.count - 1] = last.lowerBound...number
    } else {
      ranges.append(number...number)
    }
  }
  return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
    .joined(separator: ",")
}
