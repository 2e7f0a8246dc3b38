internal import Autoencoders

/// What lies behind the codes on the plane.
public enum LayerKind: CaseIterable, Sendable {
  /// Nothing.
  case none
  /// How densely codes lie.
  case density
  /// The class that the decoded image is of.
  case regions
  /// How much the decoded image changes from place to place.
  case magnification
  /// How far it is to the codes of images.
  case uncertainty

  /// It is of decoded images, for which a place has to be a code.
  var isDecoded: Bool { self == .regions || self == .magnification }
}

/// What of posteriors is shown over the codes.
public enum PosteriorKind: CaseIterable, Sendable {
  /// Nothing.
  case none
  /// That of the image whose code is nearest to the cursor.
  case nearest
  /// Those of each class taken together.
  case classes
  /// Those of some of all images.
  case all
}

/// Where the plane is shown as decoded images.
public enum ManifoldKind: CaseIterable, Sendable {
  /// Nowhere.
  case hidden
  /// Behind the codes.
  case behind
  /// In place of the codes.
  case alone
}
