internal import CTerminal

/// Where a terminal's keys come from.
public enum TerminalKeys {
  /// Whether standard input gives a terminal's keys.
  public static var areThere: Bool { ct_has_keys() }

  /// Takes it from now on that standard input gives the keys of the terminal that standard output is, though it is a
  /// pipe: mpirun reads them and passes them on.
  public static func useForwarded() { ct_use_forwarded_keys() }
}
