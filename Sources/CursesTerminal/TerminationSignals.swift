internal import CTerminal

/// Requests to end the program that come as signals, such as SIGINT, SIGTERM and SIGHUP, to be read when it
/// suits. One that was ignored when the program was started stays so.
public enum TerminationSignals {
  /// From now on signals wait to be read instead of ending the program; a second SIGINT within two seconds
  /// ends it all the same, a second later.
  public static func watch() { ct_catch_signals() }

  /// The next signal that came, if any.
  public static func next() -> Int32? {
    let signal = ct_take_signal()
    guard signal != 0 else { return nil }
    ct_say_alive()
    return signal
  }

  /// Ends the program as `signal` itself would have.
  public static func die(of signal: Int32) { ct_die_of(signal) }
}
