public import TerminalUI

/// Where everything is: a pure function of the screen's size.
public struct ScreenLayout: Equatable, Sendable {
  /// The first line.
  public let title: Rect
  /// The names of the panes, where only one is shown.
  public let tabs: Rect?
  /// The panes that are shown.
  public let panes: [Pane: Rect]
  /// The last line.
  public let footer: Rect

  /// The smallest screen there is a layout for.
  public static let minimum = Size(width: 40, height: 18)

  /// The layout for `size`, nil when it is too small; `alone` is the pane to show by itself.
  public init?(_ size: Size, alone: Pane?, focus: Pane) {
    guard size.width >= Self.minimum.width, size.height >= Self.minimum.height else { return nil }
    let (title, below) = Rect(size).splitTop(1)
    let (body, footer) = below.splitTop(below.height - 1)
    self.title = title
    self.footer = footer
    guard alone == nil, size.width >= 80, size.height >= 24 else {
      let (tabs, pane) = body.splitTop(1)
      self.tabs = tabs
      panes = [alone ?? focus: pane]
      return
    }
    tabs = nil
    panes = size.width >= 160 && size.height >= 50 ? Self.wide(body) : Self.stacked(body)
  }

  /// Latent space over losses on the left, digit over model on the right.
  private static func wide(_ body: Rect) -> [Pane: Rect] {
    let (left, right) = body.splitLeft(body.width - 58)
    let (latent, losses) = left.splitTop(body.height * 40 / 58)
    let (image, model) = right.splitTop(30)
    return [.latent: latent, .losses: losses, .image: image, .model: model]
  }

  /// Latent space beside the digit, losses below.
  private static func stacked(_ body: Rect) -> [Pane: Rect] {
    let (top, losses) = body.splitTop(body.height - max(6, body.height * 22 / 100))
    let hasRoomForLarge = top.height >= 30 && top.width >= 120
    let (latent, image) = top.splitLeft(top.width - (hasRoomForLarge ? 58 : 30))
    return [.latent: latent, .image: image, .losses: losses]
  }
}
