internal import Autoencoders
internal import ImageSets
internal import TerminalUI

extension ImagesFeature {
  /// The rest of the explorer, as far as the feature sees it.
  struct Context {
    /// The run that is shown.
    let run: RunID
    /// Nil until the model is built.
    let model: ModelConfiguration?
    /// Training steps of the newest weights.
    let step: Int?
    /// The model was trained as a restricted Boltzmann machine; nil where that is not known.
    let isBoltzmannMachine: Bool?
    /// The test images; nil where they are not known.
    let images: LabeledImages?
    /// Their classes.
    var classes: RunClasses { RunClasses(of: images) }
    /// The test images in all, where `images` are some of them.
    let imagesInAll: Int?
    /// The test images may still come.
    let awaitsImages: Bool
    /// Newer weights keep coming.
    let isTraining: Bool
    /// Cells that images are drawn in.
    let room: Size

    init(run: RunID, session: SessionSnapshot, room: Size) {
      self.run = run
      self.room = room
      model = session.model?.configuration
      step = session.model?.step
      isBoltzmannMachine = session.isBoltzmannMachine
      images = session.images
      let origin = session.map?.origin ?? .testImages
      if case .someTestImages(let all) = origin { imagesInAll = all } else { imagesInAll = nil }
      awaitsImages = session.phase != .failed && origin == .testImages
      isTraining = session.phase == .training
    }
  }

  /// The kinds of images that there are.
  func offered(in context: Context) -> [ImageSheet] {
    guard let model = context.model else { return [] }
    return ImageSheet.offered(by: model, isBoltzmannMachine: context.isBoltzmannMachine)
      .filter { !$0.needsImages || context.images != nil || context.awaitsImages }
  }

  /// The kind that is shown; nil where there is none.
  func shownSheet(in context: Context) -> ImageSheet? {
    let offered = offered(in: context)
    return sheet.flatMap { offered.contains($0) ? $0 : nil } ?? offered.first
  }

  /// Images, units or draws in all; nil where that is not known.
  func total(in context: Context) -> Int? {
    switch shownSheet(in: context) {
    case .reconstructions, .restorations, .codes: context.images?.count
    case .samples: Self.mostDraws
    case .filters: context.model?.filterCount
    case .fantasies: grid(in: context)?.count
    case nil: nil
    }
  }

  private static let mostDraws = 10_000

  /// Where images stand; nil where there are none, or no room.
  func grid(in context: Context) -> ImagesGrid? {
    guard let model = context.model, let sheet = shownSheet(in: context) else { return nil }
    return ImagesGrid(
      ImagesGrid.Contents(sheet, of: model), in: context.room, isLarge: isLarge)
  }

  /// The page that is wanted; nil where nothing can be shown.
  func query(in context: Context) -> ImagesQuery? {
    guard let sheet = shownSheet(in: context), let grid = grid(in: context),
      let total = total(in: context), total > 0
    else { return nil }
    let first = min(chosen, total - 1) / grid.count * grid.count
    let usesSeed = sheet.isDrawn || (sheet.needsImages && order == .random)
    return ImagesQuery(
      sheet: sheet, order: sheet.needsImages ? order : .index,
      places: first..<min(first + grid.count, total),
      corruption: sheet.needsImages ? noise : nil, seed: usesSeed ? seed : 0)
  }
}

extension ModelConfiguration {
  /// Units or channels of the first layer.
  fileprivate var filterCount: Int? {
    switch encoder.first {
    case .dense(let units, _), .thinned(let units, _, _): units
    case .convolution(let channels, _, _, _, _): channels
    default: nil
    }
  }
}
