internal import FileFormats
internal import Foundation

/// Where a file goes that a person takes along.
public enum FileTarget: Equatable, Sendable {
  /// To this path, whatever is there.
  case path(String)
  /// To the first of these numbered names that is free, as in `walk-3.svg`.
  case numbered(folder: String?, stem: String, ending: String)

  /// The path; a name without an ending is given that of the form.
  func path(ending: String) -> String {
    switch self {
    case .path(let path):
      // Here is no shell that would do it.
      let path = (path as NSString).expandingTildeInPath
      return (path as NSString).pathExtension.isEmpty ? "\(path).\(ending)" : path
    case .numbered(let folder, let stem, let ending):
      let start = folder.map { "\($0)/\(stem)" } ?? stem
      var number = 1
      while exists("\(start)-\(number).\(ending)") { number += 1 }
      return "\(start)-\(number).\(ending)"
    }
  }
}
