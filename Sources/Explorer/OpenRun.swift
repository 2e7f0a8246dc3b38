internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// A run that is open, and what a person does with it: the state of the features that belong to it.
public struct OpenRun: Equatable, Sendable {
  /// The newest that is known of it.
  @Aside public internal(set) var session: SessionSnapshot
  /// The cursor and the part of the plane that is shown.
  public internal(set) var latent: LatentFeature
  /// Which of its epochs is shown.
  public internal(set) var epochs = EpochsFeature()
  /// The plane that codes are seen on.
  public internal(set) var planes = PlanesFeature()
  /// What is shown behind and over the codes.
  public internal(set) var layers = LayersFeature()
  /// A corner of a region that is to be exported.
  var regionCorner: PlanePoint?
  /// Places that are kept.
  public internal(set) var bookmarks: Bookmarks
  /// The number of the codes that are shown; newer ones, and other planes, have a greater one.
  var codesVersion = 0
  /// How far codes are from their nearest others is found anew for newer ones, in its time.
  var spacing = Renewal<Int>()
  /// The decoded image.
  public internal(set) var image = ImageFeature()
  /// The charts of losses.
  public internal(set) var losses = LossesFeature()
  /// The values of the code under the cursor.
  public internal(set) var code = CodeFeature()
  /// The walk from mark to mark.
  public internal(set) var walk = WalkFeature()
  /// The path that is being looked for.
  var askedPath: PathRequest?
  /// The rows of small images.
  public internal(set) var strips = StripsFeature()
  /// The images beside what the model makes of them.
  public internal(set) var images = ImagesFeature()
  /// The game of matching an image.
  public internal(set) var match = MatchFeature()
  /// The image that is drawn by hand.
  public internal(set) var draw = DrawFeature()

  init(_ session: SessionSnapshot, markers: ScatterMarkers) {
    self.session = session
    latent = LatentFeature(markers: markers)
    bookmarks = session.bookmarks
  }

  /// The codes of the epoch that is shown, on the plane they are seen on at first.
  var codes: LatentMap? { epochs.shown?.map ?? session.map }

  /// The weights that gave the codes, and that images are decoded with.
  var weights: ModelSnapshot? { epochs.shown?.model ?? session.model }

  /// The weights that are shown have an encoder.
  var hasEncoder: Bool { epochs.shown?.isExact ?? true }

  /// The codes as they are seen.
  var map: LatentMap? { planes.map(of: codes) }

  /// The number of the test image at a place among those that are known.
  func number(ofImageAt place: Int) -> Int {
    session.images.flatMap { place < $0.count ? $0.numbers[place] : nil } ?? place
  }

  /// The place of the test image of a number; the number itself where no images are known.
  func place(ofImage number: Int) -> Int? {
    session.images.map { $0.numbers.firstIndex(of: number) } ?? number
  }

  /// The shape of the images that the model is of.
  var imageShape: FeatureShape {
    session.images?.shape ?? session.model?.configuration.imageShape
      ?? FeatureShape(height: 0, width: 0, channels: 1)
  }

  /// The classes of the codes that are shown.
  var classes: RunClasses {
    RunClasses(names: session.classNames, labels: codes?.classes ?? [])
  }
}
