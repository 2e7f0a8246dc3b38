/// A log that is read again and again while it grows, each time what was appended.
public protocol LogReader: AnyObject {
  /// The runs that the log tells of, as far as it was read.
  var runs: [RunRecord] { get }
  /// When the log was last written, in seconds since 1970, as far as that was seen.
  var modified: Double { get }
  /// Reads what is new, and returns whether there was something. A log in the place of another is read from its start.
  func poll() throws(LogError) -> Bool
}
