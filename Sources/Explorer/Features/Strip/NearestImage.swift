internal import ImageSets
internal import TerminalUI

/// A test image whose code is near another, with its number, its class, and how far the codes are apart.
struct NearestImage {
  private let neighbor: LatentMap.Neighbor
  private let images: LabeledImages
  private let classes: RunClasses
  private let theme: Theme

  /// Nil where the image is not known.
  init?(_ neighbor: LatentMap.Neighbor, in run: OpenRun, theme: Theme) {
    guard let images = run.session.images, neighbor.image < images.count else { return nil }
    (self.neighbor, self.images, self.theme) = (neighbor, images, theme)
    classes = run.classes
  }

  /// The image over those words.
  var item: StripView.Item {
    let label = neighbor.label.map { label in
      Span("\(classes.name(Int(label))) ", theme.classStyle(Int(label)).with(.bold))
    }
    let distance = Span(number(neighbor.distance, decimals: 2, cells: 5), theme.faint)
    let words = [label].compactMap(\.self) + [distance]
    return StripView.Item(
      pixels: images.image(neighbor.image).map { Float($0) / 255 },
      caption: [Span("#\(images.numbers[neighbor.image]) ", theme.faint)] + words,
      shortCaption: words)
  }
}
