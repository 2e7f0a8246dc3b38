internal import TerminalUI

/// What a person did since the explorer was opened, as a script that does the same.
struct SessionLog: Equatable, Sendable {
  /// Steps that are kept at most.
  static let mostSteps = 100_000

  /// What was done.
  private(set) var steps: [Script.Step]
  /// Something was not kept.
  private(set) var isCut = false
  private let title: String
  /// Frames that had passed at the last step.
  private var moment = 0

  /// The log of an explorer as it opens.
  init(of state: ExplorerState) {
    title = "\(state.session.summary.preset) on \(state.session.summary.dataset)"
    steps = [.size(state.size), .look(state.capabilities)]
    if state.preferences.imageShading != .ascii {
      steps.append(.command("image.shading \(state.preferences.imageShading.rawValue)"))
    }
  }

  /// Notes what was done when so many frames had passed.
  mutating func note(_ step: Script.Step, at frames: Int) {
    guard steps.count < Self.mostSteps else {
      isCut = true
      return
    }
    if frames > moment { steps.append(.wait(frames: frames - moment)) }
    moment = frames
    if case .keys(let keys) = step, case .keys(let before)? = steps.last {
      steps[steps.count - 1] = .keys(before + keys)
    } else {
      steps.append(step)
    }
  }

  /// The script, up to a moment.
  ///
  /// - Parameter frames: how many had passed by then.
  func text(until frames: Int) -> String {
    let wait: [Script.Step] = frames > moment ? [.wait(frames: frames - moment)] : []
    let comments =
      ["# \(title): what was done since the explorer was opened"]
      + (isCut ? ["# only the first \(Self.mostSteps) steps were kept"] : [])
    return (comments + (steps + wait).map(\.line)).map { "\($0)\n" }.joined()
  }
}
