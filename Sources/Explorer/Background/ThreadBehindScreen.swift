internal import Foundation

/// A thread that gives way to the one of the screen: on a machine whose cores all train, a key would
/// otherwise wait for its share of time in the midst of a frame. What it starts inherits that.
func startThreadBehindScreen(named name: String, _ work: @escaping @Sendable () -> Void) {
  let thread = Thread {
    giveWay()
    work()
  }
  thread.name = name
  thread.stackSize = 8 << 20
  thread.start()
}

/// Lowers the priority of the calling thread.
private func giveWay() {
  #if os(Linux)
    // Linux takes this for one thread, not for the process as POSIX has it.
    _ = setpriority(.init(PRIO_PROCESS.rawValue), 0, 10)
  #else
    Thread.current.qualityOfService = .utility
  #endif
}
