public import FileFormats

/// A form of codes and images, by the ending of its file's name.
public enum ExportFormat: String, EndingNamed, Sendable {
  /// An archive of arrays: codes, the numbers of their images, classes, images, and where the codes are seen.
  case npz
  /// One array of a row for each code: its image's number, its class, -1 where there is none, and its values.
  case npy

  package var endings: [String] { [rawValue] }
}
