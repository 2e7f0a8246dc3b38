internal import Autoencoders
internal import Explorer
internal import ProgramOptions
internal import Reproduction
internal import TerminalUI

/// Says on standard error what a reproduction is at and how long it will take: of a run, after the first
/// epoch from where it started or went on, then in a line that is overwritten.
final class ReproductionReporter {
  private var isFirstEpoch = true
  private var measurement: ProgressLine?

  func tell(_ event: ReproductionEvent) {
    switch event {
    case .card(let name, let title, let seconds):
      if seconds > 2 {
        printError("\(name) \(title): about \(clockText(seconds)) of training to do\n")
      }
    case .subject(let name, let card, let seed, let seeds):
      printError("\(card) \(name), seed \(seed) of \(seeds)\n")
    case .epochEnded(let report): show(report)
    case .wentBack(let change, let training): printError("  \(change.summary(of: training))\n")
    case .notice(let notice): notice.show()
    case .trainingEnded:
      if StandardStream.error.isTerminal { overwriteErrorLine() }
      isFirstEpoch = true
    case .measuring(let task, let fraction):
      let line = measurement ?? ProgressLine(task)
      measurement = line
      line.update(fraction)
    case .measured:
      measurement?.clear()
      measurement = nil
    }
  }

  private func show(_ report: EpochReport) {
    let line =
      "  epoch \(report.epoch) of \(report.epochs), about \(clockText(report.secondsLeft)) left"
    if StandardStream.error.isTerminal {
      overwriteErrorLine(line)
    } else if isFirstEpoch {
      printError("\(line)\n")
    }
    isFirstEpoch = false
  }
}
