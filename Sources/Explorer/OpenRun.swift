internal import Autoencoders
internal import TerminalUI

/// A run that is open, and what a person does with it: the state of the features that belong to it.
public struct OpenRun: Equatable, Sendable {
  /// The newest that is known of it.
  public internal(set) var session: SessionSnapshot
  /// The cursor and the part of the plane that is shown.
  public internal(set) var latent: LatentFeature
  /// The decoded image.
  public internal(set) var image = ImageFeature()
  /// The charts of losses.
  public internal(set) var losses = LossesFeature()
  /// The values of the code under the cursor.
  public internal(set) var code = CodeFeature()
  /// The images beside what the model makes of them.
  public internal(set) var images = ImagesFeature()

  init(_ session: SessionSnapshot, markers: ScatterMarkers) {
    self.session = session
    latent = LatentFeature(markers: markers)
  }
}
