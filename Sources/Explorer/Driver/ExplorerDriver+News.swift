internal import Autoencoders

extension ExplorerDriver {
  /// Takes in what sessions published, and says whether there was anything.
  func takeSnapshots() -> Bool {
    var isChanged = false
    for (run, session) in inOrder {
      guard let snapshot = session.take(after: &versions[run, default: 0]) else { continue }
      guard state.runs[run] != nil else {
        session.control.request(.abort)
        continue
      }
      send(.session(snapshot, of: run))
      isChanged = true
    }
    return isChanged
  }

  /// Likewise of the data set that is on its way.
  func takeFetchNews() -> Bool {
    guard let news = fetch?.takeNews() else { return false }
    if case .ended = news { fetch = nil }
    send(.fetched(news))
    return true
  }

  /// Likewise of the work beside the screen.
  func takeResults() -> Bool {
    let results = background.takeResults()
    for (computed, run) in results { send(.computed(computed, of: run)) }
    let (hasFiles, hasList) = (takeFiles(), takeList())
    return hasFiles || hasList || !results.isEmpty
  }

  /// Takes in the runs that were found, and says whether they are others than before.
  private func takeList() -> Bool {
    switch lister.takeOutcome() {
    case .success(let list):
      guard list != state.runList.list else { return false }
      send(.listed(list))
    case .failure(let error): send(.refused(library.message(for: error)))
    case nil: return false
    }
    return true
  }

  /// Tells the state of a run that failed, or throws where nothing of the run could be seen any more.
  func noteFailures() throws -> Bool {
    var isChanged = false
    for (run, session) in inOrder where session.isEnded {
      // What was published before the failure is shown first.
      guard let error = session.error, ending == nil,
        session.version == versions[run, default: 0]
      else { continue }
      let shown = state.runs[run]?.session
      if shown == nil || shown?.phase == .failed { continue }
      if shown?.model != nil {
        send(.failed(run, reason: library.message(for: error)))
      } else if sessions.count == 1 {
        throw error
      } else {
        send(.dropped(run, reason: library.message(for: error)))
      }
      isChanged = true
    }
    return isChanged
  }

  private var inOrder: [(key: RunID, value: Session)] { sessions.sorted { $0.key < $1.key } }
}
