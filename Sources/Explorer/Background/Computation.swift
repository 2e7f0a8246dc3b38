internal import Autoencoders
internal import ImageSets

/// Work that takes longer than a frame; a thread beside the screen does it.
public enum Computation: Equatable, Sendable {
  /// A page of images beside what the model makes of them.
  case images(ImagesRequest)
  /// A path from mark to mark.
  case path(PathRequest)
  /// A row of small images.
  case strip(StripRequest, StripsFeature.Place)
  /// What the model makes of a drawing.
  case drawing(DrawingRequest)
  /// How unlike the others test images are, of the codes of a number.
  case anomalyScale(version: Int)
  /// How much of the image each latent changes.
  case visibleChanges(VisibleChanges.Request)
  /// How far codes are from their nearest others.
  case spacing
  /// Codes as they are seen on another plane.
  case plane(PlaneRequest)
  /// What lies behind the codes.
  case layer(LayerRequest)
  /// Where posteriors lie on the plane.
  case posteriors(PosteriorRequest)
  /// The plane as decoded images.
  case manifold(ManifoldRequest)

  /// The place its results go to: newer work for the same place makes older work needless.
  enum Slot: Hashable {
    case images, drawing, anomalyScale, visibleChanges, path, spacing, plane, layer, posteriors,
      manifold
    case strip(StripsFeature.Place)
  }

  var slot: Slot {
    switch self {
    case .images: .images
    case .drawing: .drawing
    case .anomalyScale: .anomalyScale
    case .visibleChanges: .visibleChanges
    case .path: .path
    case .strip(_, let place): .strip(place)
    case .spacing: .spacing
    case .plane: .plane
    case .layer: .layer
    case .posteriors: .posteriors
    case .manifold: .manifold
    }
  }

  /// It may take seconds: what a person waits for at the screen must not wait for it.
  var isLengthy: Bool {
    switch self {
    case .spacing, .path, .anomalyScale, .visibleChanges: true
    case .plane(let request): request.view == .neighbors
    case .images, .drawing, .strip, .layer, .posteriors, .manifold: false
    }
  }

  /// Does the work, telling of each result, until there is no more or nobody waits for it.
  func run(on bench: Workbench) {
    switch self {
    case .images(let request): ImagesWork(request, on: bench).run()
    case .drawing(let request): bench.publish(.drawing(request.read(on: bench)))
    case .anomalyScale(let version):
      if let scale = AnomalyScale(version: version, on: bench) {
        bench.publish(.anomalyScale(scale))
      }
    case .path(let request):
      if let found = request.find(on: bench) { bench.publish(.path(found)) }
    case .strip(let request, let place):
      bench.publish(.strip(request.strip(at: place, on: bench), place))
    case .visibleChanges(let request):
      if let changes = VisibleChanges(request, on: bench) {
        bench.publish(.visibleChanges(changes))
      }
    case .spacing:
      if let spacing = CodeSpacing(on: bench) { bench.publish(.spacing(spacing)) }
    case .plane(let request): request.find(on: bench)
    case .layer(let request): request.compute(on: bench)
    case .posteriors(let request):
      if let shapes = request.shapes(on: bench) { bench.publish(.posteriors(shapes)) }
    case .manifold(let request):
      if let manifold = request.manifold(on: bench) { bench.publish(.manifold(manifold)) }
    }
  }
}

/// What came of a computation, or of a part of it.
public enum Computed: Equatable, Sendable {
  /// A page of images.
  case images(ImagesPage)
  /// What the model made of a drawing.
  case drawing(DrawingReading)
  /// How unlike the others test images are.
  case anomalyScale(AnomalyScale)
  /// How much of the image each latent changes.
  case visibleChanges(VisibleChanges)
  /// A path, or why there is none.
  case path(FoundPath)
  /// A row of small images.
  case strip(DecodedStrip, StripsFeature.Place)
  /// How far the codes of a map are from their nearest others.
  case spacing(CodeSpacing)
  /// Codes on another plane.
  case plane(SeenCodes)
  /// What lies behind the codes, coarse or fine.
  case layer(LayerField)
  /// Where posteriors lie.
  case posteriors(PosteriorShapes)
  /// The plane as decoded images.
  case manifold(Manifold)
}

/// What a computation works with.
struct Workbench {
  /// A copy of the run's model, with its newest weights, on one thread.
  let model: Autoencoder
  /// Training steps that the weights had seen.
  let step: Int
  /// The test images; nil where they are not known.
  let images: LabeledImages?
  /// Codes of test images as they are seen.
  let map: LatentMap?
  /// What earlier computations have prepared.
  let tools: WorkTools
  /// Seconds since the computation began.
  let seconds: () -> Double
  /// Whether anybody still waits for the result.
  let isWanted: () -> Bool
  /// Hands over a result.
  let publish: (Computed) -> Void
}
