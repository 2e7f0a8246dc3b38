internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// The images beside what a model makes of them: which page is wanted, and the one that was computed last.
public struct ImagesFeature: Equatable, Sendable {
  /// The page that was computed last.
  public private(set) var page: ImagesPage?
  /// The kind of images that was asked for; nil for the first that the model has.
  private(set) var sheet: ImageSheet?
  /// The order of test images.
  public private(set) var order = ImageOrder.index
  /// The place of the chosen image in that order; the page is the one that holds it.
  private(set) var chosen = 0
  /// Noise before a denoiser; nil for what it was trained on.
  private(set) var noise: Corruption?
  /// Of draws, and of the order by chance.
  private(set) var seed: UInt64 = 0
  /// Pixel for pixel, where there is room.
  public private(set) var isLarge = false
  /// Particles step by themselves.
  private(set) var isPlaying = false
  /// The request whose page is yet to come.
  private var awaited: ImagesRequest?
  /// The errors of all test images, as they were found last.
  private var errors: ImageErrors?
  /// Snapshots to be seen before the page may be computed anew for newer weights.
  private var snapshotsToPass = 0

  /// While training, snapshots come at most ten times a second, and pages may take a hundredth of the time:
  /// so many snapshots pass for each second of work.
  private static let snapshotsForSecond = 1000.0

  init() {}

  // MARK: Pages

  /// Takes in a page, unless another one is awaited by now.
  mutating func show(_ page: ImagesPage) {
    guard page.query == awaited?.query else { return }
    self.page = page
    guard page.rankedCount == nil else { return }
    awaited = nil
    snapshotsToPass += Int((page.seconds * Self.snapshotsForSecond).rounded(.up))
    if let errors = page.errors { self.errors = errors }
  }

  /// Notes a snapshot of the run.
  mutating func passSnapshot() { snapshotsToPass = max(snapshotsToPass - 1, 0) }

  /// Asks for the page that is wanted, where it is neither shown nor awaited.
  mutating func ask(in context: Context) -> [Effect] {
    guard let query = query(in: context) else { return [] }
    if awaited?.query == query { return [] }
    guard let page, page.query == query, page.rankedCount == nil else {
      return order(query, context)
    }
    awaited = nil
    return isFresh(page.step, context) ? [] : order(query, context)
  }

  /// What was computed at `step` is of the newest weights, or training may not be held up for newer.
  private func isFresh(_ step: Int, _ context: Context) -> Bool {
    step == context.step || (context.isTraining && snapshotsToPass > 0)
  }

  private mutating func order(_ query: ImagesQuery, _ context: Context) -> [Effect] {
    var request = ImagesRequest(query: query)
    if query.order.needsErrors, let errors, errors.corruption == query.corruption,
      isFresh(errors.step, context)
    {
      request.errors = errors
    }
    if let page, page.query == query { request.chain = page.chain }
    awaited = request
    return [.compute(.images(request), of: context.run)]
  }

  // MARK: Time

  /// Seconds between steps of particles; nil where they stand.
  func frameInterval(in context: Context) -> Double? {
    isPlaying && shownSheet(in: context) == .fantasies ? 0.1 : nil
  }

  /// Lets particles step that do so by themselves.
  mutating func elapse(in context: Context) -> [Effect] {
    guard frameInterval(in: context) != nil else { return [] }
    return step(context)
  }

  private mutating func step(_ context: Context) -> [Effect] {
    guard awaited == nil, let query = query(in: context) else { return [] }
    return order(query, context)
  }

  // MARK: Commands

  /// Does what a command asks for.
  mutating func update(_ command: ImagesCommand, in context: Context) -> [Effect] {
    switch command {
    case .leaf(let pages): leaf(pages, context)
    case .choose(let columns, let rows): choose(columns, rows, context)
    case .jumpToClass(let choice):
      let label = context.classes.label(of: choice)
      if let notice = label.flatMap({ jump(toClass: $0, context) }) { return [.notify(notice)] }
    case .nextSheet: showNextSheet(context)
    case .nextOrder:
      guard shownSheet(in: context)?.needsImages == true else { return [.notify(.noOrder)] }
      order = order.next(ofLabeled: context.images?.areLabeled ?? false)
      chosen = 0
    case .toggleSize: isLarge.toggle()
    case .changeNoise(let direction):
      guard let own = context.model?.corruption else { return [.notify(.noNoise)] }
      noise = (noise ?? own).next(direction, own: own)
    case .redraw:
      let isDrawn = shownSheet(in: context).map { $0.isDrawn || isRandom($0) } ?? false
      guard isDrawn else { return [.notify(.nothingIsDrawn)] }
      seed += 1
    case .step, .play:
      guard shownSheet(in: context) == .fantasies else { return [.notify(.noParticles)] }
      if command == .play { isPlaying.toggle() } else { return step(context) }
    case .open: return []
    }
    return ask(in: context)
  }

  private func isRandom(_ sheet: ImageSheet) -> Bool { sheet.needsImages && order == .random }

  private mutating func leaf(_ pages: Int, _ context: Context) {
    guard let grid = grid(in: context), let total = total(in: context) else { return }
    let last = max(total - 1, 0)
    let wanted = chosen + pages * grid.count
    // From the page before the last one there is always a way to the last.
    let isOnLastPage = chosen / grid.count == last / grid.count
    chosen = wanted < 0 || (wanted > last && isOnLastPage) ? chosen : min(wanted, last)
  }

  private mutating func choose(_ columns: Int, _ rows: Int, _ context: Context) {
    guard let grid = grid(in: context), let total = total(in: context) else { return }
    let wanted = chosen + columns + rows * grid.columns
    if (0..<total).contains(wanted) { chosen = wanted }
  }

  private mutating func jump(toClass label: Int, _ context: Context) -> Notice? {
    guard shownSheet(in: context)?.needsImages == true else { return .noOrder }
    guard let images = context.images, images.areLabeled else { return .noClasses }
    guard images.labels.contains(UInt8(label)) else {
      return .noImages(ofClass: context.classes.described(label))
    }
    order = .byClass
    chosen = images.labels.count { $0 < label }
    return nil
  }

  private mutating func showNextSheet(_ context: Context) {
    let offered = offered(in: context)
    guard let shown = shownSheet(in: context), let place = offered.firstIndex(of: shown) else {
      return
    }
    sheet = offered[(place + 1) % offered.count]
    chosen = 0
  }

  /// The place of the chosen image on the page; nil while the page that holds it is yet to come.
  func chosenPlace(in context: Context) -> Int? {
    guard let page, page.query == query(in: context) else { return nil }
    let place = chosen - page.query.places.lowerBound
    return page.items.indices.contains(place) ? place : nil
  }

  /// The chosen image; nil while the page that holds it is yet to come.
  func chosenItem(in context: Context) -> ImagesItem? {
    chosenPlace(in: context).flatMap { page?.items[$0] }
  }
}

extension Corruption {
  /// A step of a tenth up or down, which never passes over the model's own amount; nil where it comes to
  /// that. A deviation ends at two, a share at one.
  fileprivate func next(_ direction: Int, own: Corruption) -> Corruption? {
    let tenths = (amount * 10 * 1e4).rounded() / 1e4
    let wanted = direction > 0 ? tenths.rounded(.down) + 1 : tenths.rounded(.up) - 1
    let most: Float = kind == .gaussian ? 2 : 1
    let next = min(max(wanted / 10, 0), most)
    let passesOwn = min(amount, next) < own.amount && own.amount < max(amount, next)
    return passesOwn || next == own.amount ? nil : Corruption(kind, amount: next)
  }
}
