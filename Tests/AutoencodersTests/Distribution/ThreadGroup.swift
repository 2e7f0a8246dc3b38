import Autoencoders
import Foundation

/// Processes that are threads of this one, with mailboxes between each two.
final class ThreadGroup: ProcessGroup {
  /// Where messages wait for whom they are sent to.
  final class Mail: @unchecked Sendable {
    fileprivate enum Letter {
      case floats([Float])
      case numbers([Double])
      case message(ProcessMessage)
    }

    private struct Route: Hashable {
      let sender: Int
      let receiver: Int
    }

    private let condition = NSCondition()
    private var letters: [Route: [Letter]] = [:]

    fileprivate func send(_ letter: Letter, from sender: Int, to receiver: Int) {
      condition.withLock {
        letters[Route(sender: sender, receiver: receiver), default: []].append(letter)
        condition.broadcast()
      }
    }

    fileprivate func receive(from sender: Int, at receiver: Int) -> Letter {
      let route = Route(sender: sender, receiver: receiver)
      return condition.withLock {
        while letters[route]?.isEmpty ?? true { condition.wait() }
        return letters[route]?.removeFirst() ?? .numbers([])
      }
    }
  }

  let rank: Int
  let count: Int
  private let mail: Mail

  private init(rank: Int, count: Int, mail: Mail) {
    (self.rank, self.count, self.mail) = (rank, count, mail)
  }

  /// All processes of a group, by rank.
  static func groups(of count: Int) -> [ThreadGroup] {
    let mail = Mail()
    return (0..<count).map { ThreadGroup(rank: $0, count: count, mail: mail) }
  }

  func exchange(
    _ sent: Range<Int>, of source: FloatBuffer, with partner: Int, into target: FloatBuffer,
    _ received: Range<Int>
  ) {
    mail.send(.floats(source.floats(sent)), from: rank, to: partner)
    guard case .floats(let floats) = mail.receive(from: partner, at: rank),
      floats.count == received.count
    else { preconditionFailure("other floats than \(received)") }
    target.write(floats, at: received.lowerBound)
  }

  func exchange(
    _ numbers: inout [Double], sending sent: Range<Int>, with partner: Int,
    receiving received: Range<Int>
  ) {
    mail.send(.numbers(Array(numbers[sent])), from: rank, to: partner)
    guard case .numbers(let others) = mail.receive(from: partner, at: rank),
      others.count == received.count
    else { preconditionFailure("other numbers than \(received)") }
    numbers.replaceSubrange(received, with: others)
  }

  func broadcast(_ message: ProcessMessage?) -> ProcessMessage {
    if let message {
      for other in 1..<count { mail.send(.message(message), from: rank, to: other) }
      return message
    }
    guard case .message(let message) = mail.receive(from: 0, at: rank) else {
      preconditionFailure("no message")
    }
    return message
  }

  /// Runs `lead` as the first of so many processes, the others following it to its end.
  static func run<Result>(
    _ count: Int, _ lead: (TrainingTeam) throws -> Result
  ) throws -> Result {
    let groups = groups(of: count)
    let isOver = DispatchGroup()
    for group in groups.dropFirst() {
      isOver.enter()
      Thread {
        do { try TrainingFollower(group).work() } catch { preconditionFailure("\(error)") }
        isOver.leave()
      }.start()
    }
    let team = TrainingTeam(groups[0])
    defer {
      team.dismiss()
      isOver.wait()
    }
    return try lead(team)
  }
}
