internal import Autoencoders
internal import Foundation
internal import ImageSets
internal import Synchronization

/// A thread beside the screen that does one computation after another, and another for those that take
/// long; of two computations for the same slot of a run only the newer one counts.
final class BackgroundWork: Sendable {
  /// A computation with what it needs of its run.
  struct Order {
    let run: RunID
    let computation: Computation
    let model: ModelSnapshot
    let images: LabeledImages?
    let map: LatentMap?
    fileprivate let place: Place

    init(
      run: RunID, computation: Computation, model: ModelSnapshot, images: LabeledImages?,
      map: LatentMap?
    ) {
      self.run = run
      self.computation = computation
      self.model = model
      self.images = images
      self.map = map
      place = Place(run: run, slot: computation.slot)
    }
  }

  fileprivate struct Place: Hashable {
    let run: RunID
    let slot: Computation.Slot
  }

  private struct Box {
    var orders: [Order] = []
    /// The number of the newest order for each place.
    var newest: [Place: Int] = [:]
    var results: [(computed: Computed, run: RunID)] = []
    var ordersInWork = 0
    var isClosed = false
  }

  private let box = Mutex(Box())
  private let wake = NSCondition()
  private let whenNews: @Sendable () -> Void

  /// - Parameter whenNews: called on a thread of the work after each result.
  init(whenNews: @escaping @Sendable () -> Void) {
    self.whenNews = whenNews
    for isLengthy in [false, true] {
      startThreadBehindScreen(named: isLengthy ? "lengthy background" : "background") {
        self.work(isLengthy)
      }
    }
  }

  /// Takes an order in place of any older one for its slot.
  func submit(_ order: Order) {
    box.withLock { box in
      box.orders.removeAll { $0.place == order.place }
      box.orders.append(order)
      box.newest[order.place, default: 0] += 1
    }
    signal()
  }

  /// The results since the last call.
  func takeResults() -> [(computed: Computed, run: RunID)] {
    box.withLock { box in
      defer { box.results = [] }
      return box.results
    }
  }

  /// Whether there is work to be done or a result to be taken.
  var isBusy: Bool {
    box.withLock { $0.ordersInWork > 0 || !$0.orders.isEmpty || !$0.results.isEmpty }
  }

  /// Lets the threads end once their present computations look up.
  func close() {
    box.withLock { $0.isClosed = true }
    signal()
  }

  private func signal() {
    wake.lock()
    wake.broadcast()
    wake.unlock()
  }

  // MARK: The threads

  private func work(_ isLengthy: Bool) {
    var models: [RunID: Autoencoder] = [:]
    let tools = WorkTools()
    let clock = ContinuousClock()
    while let (order, number) = next(isLengthy) {
      let model = Self.model(of: order, reusing: models[order.run])
      models[order.run] = model
      if let model {
        let start = clock.now
        order.computation.run(
          on: Workbench(
            model: model, step: order.model.step, images: order.images, map: order.map,
            tools: tools, seconds: { (clock.now - start) / .seconds(1) },
            isWanted: { self.isWanted(order, number) },
            publish: { if self.isWanted(order, number) { self.publish($0, order.run) } }))
      }
      box.withLock { $0.ordersInWork -= 1 }
      whenNews()
    }
  }

  /// Waits for an order that is lengthy, or for one that is not; nil once closed.
  private func next(_ isLengthy: Bool) -> (Order, Int)? {
    wake.lock()
    defer { wake.unlock() }
    while true {
      if box.withLock({ $0.isClosed }) { return nil }
      let taken = box.withLock { box -> (Order, Int)? in
        guard let index = box.orders.firstIndex(where: { $0.computation.isLengthy == isLengthy })
        else { return nil }
        let order = box.orders.remove(at: index)
        box.ordersInWork += 1
        return (order, box.newest[order.place] ?? 0)
      }
      if let taken { return taken }
      wake.wait()
    }
  }

  private func isWanted(_ order: Order, _ number: Int) -> Bool {
    box.withLock { !$0.isClosed && $0.newest[order.place] == number }
  }

  private func publish(_ computed: Computed, _ run: RunID) {
    box.withLock { $0.results.append((computed, run)) }
    whenNews()
  }

  private static func model(of order: Order, reusing model: Autoencoder?) -> Autoencoder? {
    if let model, model.configuration == order.model.configuration {
      model.load(order.model)
      return model
    }
    guard let engine = try? Engine(threads: 1) else { return nil }
    let capacity = order.model.configuration.capacity(for: Evaluator.imagesAtOnce)
    return Autoencoder(order.model, capacity: capacity, on: engine)
  }
}
