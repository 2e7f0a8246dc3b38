/// How the files of a data set are read, as far as that is not left to what they show.
package struct DatasetReading: Equatable, Sendable {
  /// How pixels are read.
  var pixels = PixelReading()
  /// The members of an archive that are read; nil for those that its names and shapes tell.
  var members: ArchiveMembers?

  package init(pixels: PixelReading = PixelReading(), members: ArchiveMembers? = nil) {
    self.pixels = pixels
    self.members = members
  }
}

/// The members of an archive that hold images and their classes.
public struct ArchiveMembers: Equatable, Sendable {
  /// The name of the images' member, without `.npy`.
  public var images: String
  /// The name of the labels' member; nil where the images have none.
  public var labels: String?

  /// Members by their names.
  public init(images: String, labels: String? = nil) {
    self.images = images
    self.labels = labels
  }
}
