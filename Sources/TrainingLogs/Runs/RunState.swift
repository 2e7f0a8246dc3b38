/// Where a run stands.
public enum RunState: String, CaseIterable, Equatable, Sendable {
  /// Its log is being written.
  case running
  /// Its log says nothing of an end, and was not written for a while.
  case stalled
  /// It did what it was to do.
  case finished
  /// Nobody writes it any more, and it can be gone on with.
  case stopped
  /// It was stopped, or died, by its own log.
  case failed
  /// The newest value of a loss is infinite or none.
  case diverged

  /// The state of a run whose log was last written `age` seconds ago.
  init(_ run: RunRecord, age: Double, stalledAfter patience: Double) {
    let losses = run.tags.indices.filter { MetricName(run.tags[$0]).isLoss }
    let judged = losses.isEmpty ? Array(run.tags.indices) : losses
    let isDiverged = judged.contains { place in
      let series = run.series[place]
      // What never was a number says nothing of a course.
      return series.least != nil && series.last?.value.isFinite == false
    }
    if isDiverged {
      self = .diverged
    } else if let ending = run.ending {
      self =
        switch ending {
        case .finished: .finished
        case .stopped: .stopped
        case .failed: .failed
        }
    } else {
      self = age < patience ? .running : .stalled
    }
  }
}
