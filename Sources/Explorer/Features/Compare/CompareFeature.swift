/// Another run beside the one that is shown, and how their cursors go together.
public struct CompareFeature: Equatable, Sendable {
  /// The other run; nil where none was chosen.
  public internal(set) var other: RunID?
  /// How the cursor of one follows that of the other.
  public internal(set) var link = CompareLink.image
  /// The difference of the decoded images is shown.
  public internal(set) var showsDifference = true
  /// The run that is to be the other one once it is open.
  var awaited: RunID?
  /// The next run chosen from the list is to be the other one.
  var isChoosing = false

  init() {}
}

/// How the cursors of two runs go together.
public enum CompareLink: CaseIterable, Sendable {
  /// Both are at the codes of one image, each as its run encodes it.
  case image
  /// Both are at one code, of runs that have as many latents.
  case place
  /// Each is by itself.
  case free

  /// Its name on the page.
  var name: String {
    switch self {
    case .image: "linked by image"
    case .place: "linked by place"
    case .free: "not linked"
    }
  }
}
