internal import FileFormats
internal import Foundation
internal import TerminalUI

/// A file that a person took along.
public struct TakenFile: Equatable, Sendable {
  /// What is in it.
  public enum Contents: Equatable, Sendable {
    /// A picture of the screen.
    case screen
    /// Screens one after another.
    case recording(seconds: Double)
    /// What was done since the explorer was opened.
    case script(steps: Int)
    /// Codes of images, with the images' numbers.
    case codes(count: Int)
  }

  /// Where it is.
  public let path: String
  /// What is in it.
  public let contents: Contents
  /// Its size.
  public let bytes: Int
}

extension TakenFile {
  /// The line that tells of it.
  public var line: String {
    let what =
      switch contents {
      case .screen: "picture of the screen"
      case .recording(let seconds): "\(fixed(seconds, decimals: 1)) s of the screen"
      case .script(let steps): "\(grouped(steps)) steps since the start"
      case .codes(let count): "\(grouped(count)) codes with their images' numbers"
      }
    let name = (path as NSString).lastPathComponent
    let folder = parentFolder(of: path)
    return "\(name): \(what), \(byteText(bytes))" + (folder.isEmpty ? "" : ", in \(folder)")
  }
}
