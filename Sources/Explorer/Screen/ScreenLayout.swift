public import TerminalUI

/// Where everything is: a pure function of the screen's size and of what it shows.
public struct ScreenLayout: Equatable, Sendable {
  /// The first line.
  public let title: Rect
  /// The names of the panes, where only one is shown and there is a line to spare.
  public let tabs: Rect?
  /// The panes that are shown.
  public let panes: [Pane: Rect]
  /// The last line.
  public let footer: Rect

  /// The smallest size there is a layout for.
  public static let minimum = Size(width: 40, height: 18)

  /// The layout for `size`, nil when it is too small.
  ///
  /// - Parameters:
  ///   - screen: the page.
  ///   - panes: those of its panes that have something to show.
  ///   - alone: the one that is to be shown by itself.
  ///   - focus: the one that is shown where there is room for one.
  public init?(_ size: Size, screen: Screen, panes: [Pane], alone: Pane?, focus: Pane) {
    guard size.width >= Self.minimum.width, size.height >= Self.minimum.height else { return nil }
    let (title, below) = Rect(size).splitTop(1)
    let (body, footer) = below.splitTop(below.height - 1)
    self.title = title
    self.footer = footer
    if alone == nil, let arranged = Self.arrange(screen, panes, in: body) {
      tabs = nil
      self.panes = arranged
      return
    }
    // An image of 28 rows in 14 needs 16 with its frame.
    let hasTabs = panes.count > 1 && body.height > Self.compactImage.height
    let (tabs, pane) = body.splitTop(hasTabs ? 1 : 0)
    self.tabs = hasTabs ? tabs : nil
    self.panes = [alone ?? focus: pane]
  }

  // MARK: The screens

  /// The panes of a screen beside each other, nil where there is not room for all that matter.
  private static func arrange(_ screen: Screen, _ panes: [Pane], in body: Rect) -> [Pane: Rect]? {
    switch screen {
    case .walk: walk(panes, in: body)
    case .train: train(panes, in: body)
    case .code: code(panes, in: body)
    case .draw: draw(panes, in: body)
    case .compare: compare(panes, in: body)
    case .images, .runs: panes.count == 1 ? [panes[0]: body] : nil
    }
  }

  /// An image of 28x28 pixels with its frame at its two sizes.
  static let compactImage = Size(width: 30, height: 16)
  static let largeImage = Size(width: 58, height: 30)
  private static let leastLower = 6

  private static func walk(_ panes: [Pane], in body: Rect) -> [Pane: Rect]? {
    guard body.width >= 58, body.height >= compactImage.height else { return nil }
    let lower = [Pane.strip, .losses].first(where: panes.contains)
    if body.width >= 160, body.height >= 48 { return wideWalk(lower, in: body) }
    let wanted = max(leastLower, body.height * 22 / 100)
    let spare = body.height - compactImage.height
    let height = lower == nil || spare < leastLower ? 0 : min(wanted, spare)
    let (top, bottom) = body.splitTop(body.height - height)
    let isLarge = top.height >= largeImage.height && top.width >= 120
    let (latent, image) = top.splitLeft(
      top.width - (isLarge ? largeImage : compactImage).width)
    var result: [Pane: Rect] = [.latent: latent, .image: image]
    if let lower, height > 0 { result[lower] = bottom }
    return result
  }

  /// Latent space over losses on the left, image over model on the right.
  private static func wideWalk(_ lower: Pane?, in body: Rect) -> [Pane: Rect] {
    let (left, right) = body.splitLeft(body.width - largeImage.width)
    let (image, model) = right.splitTop(largeImage.height)
    let (latent, bottom) = left.splitTop(lower == nil ? body.height : body.height * 40 / 58)
    var result: [Pane: Rect] = [.latent: latent, .image: image, .model: model]
    if let lower { result[lower] = bottom }
    return result
  }

  /// Charts over the numbers, the latents and the words, which share the rows below.
  private static func train(_ panes: [Pane], in body: Rect) -> [Pane: Rect]? {
    guard body.width >= 76, body.height >= 22 else { return nil }
    let below = [Pane.vitals, .latents, .health].filter(panes.contains)
    let hasLosses = panes.contains(.losses)
    let (losses, rest) = body.splitTop(hasLosses ? body.height - max(11, body.height * 2 / 5) : 0)
    var result = Dictionary(uniqueKeysWithValues: zip(below, rest.columns(below.count)))
    if hasLosses { result[.losses] = losses }
    return result
  }

  private static func code(_ panes: [Pane], in body: Rect) -> [Pane: Rect]? {
    guard body.width >= 58, body.height >= compactImage.height else { return nil }
    let spare = body.height - compactImage.height
    let height = spare < leastLower ? 0 : min(max(leastLower, body.height * 22 / 100), spare)
    let (top, strip) = body.splitTop(body.height - height)
    let isLarge = top.height >= largeImage.height && top.width >= 110
    let (sliders, image) = top.splitLeft(
      top.width - (isLarge ? largeImage : compactImage).width)
    let panes: [Pane: Rect] = [.sliders: sliders, .image: image]
    return height > 0 ? panes.merging([.strip: strip]) { $1 } : panes
  }

  /// The drawing beside its place among the codes, over the numbers of its code; below all, the images.
  private static func draw(_ panes: [Pane], in body: Rect) -> [Pane: Rect]? {
    guard body.width >= 58, body.height >= compactImage.height + leastLower else { return nil }
    if body.width >= 160, body.height >= 48 { return wideDraw(in: body) }
    let height = max(leastLower, min(body.height * 22 / 100, body.height - compactImage.height))
    let (top, strip) = body.splitTop(body.height - height)
    let isLarge = top.height >= largeImage.height && top.width >= 110
    let (canvas, right) = top.splitLeft((isLarge ? largeImage : compactImage).width)
    let (latent, reading) = right.splitTop(right.height * 63 / 100)
    return [.canvas: canvas, .latent: latent, .reading: reading, .strip: strip]
  }

  /// The drawing over its numbers on the left, its place among the codes over the images on the right.
  private static func wideDraw(in body: Rect) -> [Pane: Rect] {
    let (left, right) = body.splitLeft(largeImage.width)
    let (canvas, reading) = left.splitTop(largeImage.height)
    let (latent, strip) = right.splitTop(right.height * 80 / 100)
    return [.canvas: canvas, .latent: latent, .reading: reading, .strip: strip]
  }
}

extension ScreenLayout {
  /// Scatters over images, the losses at the right of these; the difference where there is room for it.
  fileprivate static func compare(_ panes: [Pane], in body: Rect) -> [Pane: Rect]? {
    guard body.width >= 76, body.height >= 22 else { return nil }
    let image = comparedImage(in: body)
    let (top, bottom) = body.splitTop(body.height - image.height)
    let scatters = [Pane.latent, .otherLatent].filter(panes.contains)
    var result = Dictionary(uniqueKeysWithValues: zip(scatters, top.columns(scatters.count)))
    var rest = bottom
    for pane in [Pane.image, .otherImage, .difference] where panes.contains(pane) {
      guard rest.width >= image.width + leastTable else { break }
      (result[pane], rest) = rest.splitLeft(image.width)
    }
    result[.compared] = rest
    return result
  }

  private static let leastTable = 26
  private static let leastScatter = 12
  /// An image for which there is no room pixel for pixel.
  private static let smallImage = Size(width: 26, height: 13)

  private static func comparedImage(in body: Rect) -> Size {
    for size in [largeImage, compactImage]
    where body.width >= 3 * size.width + leastTable && body.height >= size.height + leastScatter {
      return size
    }
    return smallImage
  }
}
