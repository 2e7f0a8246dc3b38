import Explorer
import TerminalUI
import Testing

/// A person at a terminal, who does one thing after another when the screen shows what it waits for.
final class Person: Terminal {
  enum Step {
    /// Goes on when the screen has this text.
    case waitFor(String)
    /// Goes on when the screen has this text no more.
    case waitForNo(String)
    /// Goes on when the program waits for nothing but the person.
    case rest
    case press(String)
    /// Does something beside the screen.
    case act(() -> Void)
    case signal(Int32)
    /// Closes the terminal.
    case hangUp
  }

  let size = Size(width: 120, height: 40)
  private(set) var screens: [CellBuffer] = []
  private(set) var suspensions = 0
  private(set) var redraws = 0
  private var steps: ArraySlice<Step>
  private let patience = ContinuousClock.now + .seconds(240)

  init(_ steps: [Step]) { self.steps = steps[...] }

  func present(_ buffer: CellBuffer) { screens.append(buffer) }
  /// A person never waits long.
  var wake: @Sendable () -> Void { {} }
  func suspend() { suspensions += 1 }
  func redraw() { redraws += 1 }
  func close() {}

  func nextEvent(timeout: Double?) -> InputEvent? {
    let text = screens.last?.text ?? ""
    while let step = steps.first {
      switch step {
      case .waitFor(let wanted) where !text.contains(wanted): return pass(timeout)
      case .waitForNo(let unwanted) where text.contains(unwanted): return pass(timeout)
      case .rest where timeout != nil: return pass(timeout)
      case .waitFor, .waitForNo, .rest: steps.removeFirst()
      case .press(let name):
        steps.removeFirst()
        return Key(name: name).map(InputEvent.key)
      case .act(let work):
        steps.removeFirst()
        work()
      case .signal(let number):
        steps.removeFirst()
        return .terminated(signal: number)
      case .hangUp:
        steps.removeFirst()
        return .ended
      }
    }
    return pass(timeout)
  }

  /// Nothing to do: lets the run's thread go on for as long as the driver would wait, or a moment.
  private func pass(_ timeout: Double?) -> InputEvent? {
    let clock = ContinuousClock()
    guard clock.now < patience || steps.isEmpty else {
      Issue.record(
        "waited in vain: \(steps[steps.startIndex]), \(screens.last?.text ?? "no screen")")
      steps = []
      return .terminated(signal: 15)
    }
    let end = clock.now + .seconds(min(timeout ?? 0.01, 0.01))
    while clock.now < end {}
    return nil
  }
}
