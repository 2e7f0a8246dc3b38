internal import Autoencoders
internal import CursesTerminal

#if MPI
  internal import MessagePassing
  internal import ProgramOptions
#endif

/// The processes that were started together with this one: there are others only where the program was built for MPI
/// and mpirun or srun started it.
enum ProgramTeam {
  #if MPI
    private static let group = MPIGroup()
    /// The others' lead, in the first process; nil where there are none.
    static let current = group.flatMap { $0.rank == 0 ? TrainingTeam($0) : nil }
  #else
    static let current: TrainingTeam? = nil
  #endif

  /// Runs the program in the first process, while the others train along, and returns the status.
  static func run(_ program: () -> Int32) -> Int32 {
    #if MPI
      if let group, current == nil { return follow(group) }
      if group?.hasForwardedKeys == true { TerminalKeys.useForwarded() }
      defer { leave() }
    #endif
    return program()
  }

  /// Ends the program as `signal` itself would have, and the others with it.
  static func die(of signal: Int32) {
    leave()
    TerminationSignals.die(of: signal)
  }

  private static func leave() {
    #if MPI
      current?.dismiss()
      group?.leave()
    #endif
  }
}

#if MPI
  /// Trains along. What asks the program to end asks the first process, which says when.
  private func follow(_ group: MPIGroup) -> Int32 {
    TerminationSignals.watch()
    do { try TrainingFollower(group).work() } catch {
      printErrorLine("process \(group.rank) of \(group.count): \(message(for: error))")
      group.abort()
      return 1
    }
    group.leave()
    return 0
  }
#endif
