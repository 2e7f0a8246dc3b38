internal import FileFormats
internal import Foundation
internal import ProgramOptions

/// Another program's benchmark: a command line that prints `epoch_s=SECONDS` once or more often.
///
/// It is run anew for each figure and waited for, so that nothing but it runs meanwhile. To stop a program that goes on
/// between epochs (SIGSTOP) would leave its clock running: whether its next epoch has begun when the line
/// of the last one is read is a race.
package struct PeerProgram: Sendable {
  /// What a shell is given.
  package let command: String

  /// A program by its command line.
  package init(_ command: String) { self.command = command }

  /// Runs the program, and returns the median of the seconds it prints. An interrupt from the keyboard meanwhile
  /// ends it.
  package func secondsPerEpoch() throws -> Double {
    let folder = FileManager.default.temporaryDirectory.appending(path: "peer-\(UUID().uuidString)")
      .path
    try createFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (output, errors) = ("\(folder)/output", "\(folder)/errors")
    let end = shellEnd(
      of: "exec sh -c \(shellWord(command))"
        + " </dev/null >\(shellWord(output)) 2>\(shellWord(errors))")
    switch end {
    case .signal(SIGINT), .status(128 + SIGINT): throw PeerError.interrupted(command: command)
    case .status(0): break
    default:
      let lines = try text(errors).split(whereSeparator: \.isNewline)
      throw PeerError.failed(command: command, end: end, lastWords: lines.last.map(String.init))
    }
    let seconds = Self.epochs(in: try text(output))
    guard !seconds.isEmpty else { throw PeerError.noEpoch(command: command) }
    return median(seconds)
  }

  /// The seconds that stand behind `epoch_s=`, those that are a time.
  package static func epochs(in text: String) -> [Double] {
    text.split(whereSeparator: \.isWhitespace).compactMap { word in
      guard word.hasPrefix(mark), let seconds = Double(word.dropFirst(mark.count)) else {
        return nil
      }
      return seconds > 0 && seconds.isFinite ? seconds : nil
    }
  }

  private static let mark = "epoch_s="

  private func text(_ path: String) throws -> String {
    String(decoding: try readFile(path), as: UTF8.self)
  }
}

/// Why another program gave no figure.
package enum PeerError: Error, Equatable {
  /// It ended with a status other than 0 or by a signal; its last line of errors, if any.
  case failed(command: String, end: ProcessEnd, lastWords: String?)
  case interrupted(command: String)
  /// It printed no time.
  case noEpoch(command: String)
}

extension PeerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .failed(let command, let end, let lastWords):
      "'\(command)' \(end)" + (lastWords.map { ": \(cut($0, to: 300))" } ?? "")
    case .interrupted(let command): "'\(command)' was interrupted"
    case .noEpoch(let command):
      "'\(command)' printed no epoch_s=SECONDS, which is how it tells what an epoch took"
    }
  }
}
