internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// Posteriors that are to be shown on the plane.
public struct PosteriorRequest: Equatable, Sendable {
  /// Which.
  public let kind: PosteriorKind
  /// The plane.
  let view: PlaneView
  /// The number of the codes.
  let version: Int
  /// The row of the code whose posterior it is; nil where it is that of no single one.
  let row: Int?

  /// The request for what is wanted; nil for nothing, or where there is nothing.
  init?(_ kind: PosteriorKind, in context: LayersContext) {
    guard kind != .none, context.obstacle(to: kind) == nil else { return nil }
    if kind == .nearest, context.nearest == nil { return nil }
    self.kind = kind
    view = context.map.view
    version = context.version
    row = kind == .nearest ? context.nearest : nil
  }

  /// Finds where they lie; nil where nobody waits for it any more.
  func shapes(on bench: Workbench) -> PosteriorShapes? {
    guard let map = bench.map, map.view == view, let images = bench.images else { return nil }
    let work = PosteriorWork(map: map, images: images, bench: bench)
    let found: [PosteriorShapes.Shape]? =
      switch kind {
      case .none: []
      case .nearest: row.flatMap { work.shapes(ofRow: $0) }
      case .classes: work.shapesOfClasses()
      case .all: work.shapesOfSome()
      }
    return found.map { shapes in
      PosteriorShapes(
        request: self, shapes: shapes, image: row.map { map.images[$0] },
        seconds: bench.seconds())
    }
  }
}

/// Where posteriors lie on the plane.
public struct PosteriorShapes: Equatable, Sendable {
  /// What was asked for.
  public let request: PosteriorRequest
  /// A shape each.
  public let shapes: [Shape]
  /// The number of the image whose posterior it is; nil where it is that of no single one.
  public let image: Int?
  /// Seconds that it took.
  let seconds: Double

  /// An ellipse, or samples where the posterior is no Gaussian.
  public struct Shape: Equatable, Sendable {
    /// Places around the ellipse, the first at the end again; or the samples.
    public let places: [PlanePoint]
    /// They are samples.
    public let areSamples: Bool
    /// The class.
    public let label: UInt8

    /// The mean of the places, each once.
    var center: PlanePoint {
      let places = areSamples ? places[...] : places.dropLast()
      let count = Double(max(places.count, 1))
      return PlanePoint(
        x: places.reduce(0) { $0 + $1.x } / count, y: places.reduce(0) { $0 + $1.y } / count)
    }
  }
}

/// Encodes images and finds the shapes of their posteriors.
private struct PosteriorWork {
  let map: LatentMap
  let images: LabeledImages
  let bench: Workbench

  /// Posteriors that are shown of all.
  private static let someCount = 40
  private static let rowsAtOnce = 1_000
  private static let ellipsePoints = 64
  /// Samples of one image's posterior, and of each image's of several.
  private static let (manySamples, fewSamples) = (200, 16)
  /// Images of a class whose posteriors are sampled.
  private static let sampledImages = 16

  private var hasSamples: Bool { bench.model.configuration.latent.hasFlow }
  private var latents: Int { map.plane.latentCount }

  func shapes(ofRow row: Int) -> [PosteriorShapes.Shape]? {
    if hasSamples { return [cloud(of: [row], samples: Self.manySamples)] }
    return statistics(of: [row]).map { statistics in
      [1.0, 2].map { ellipse(of: statistics[...], row: row, deviations: $0) }
    }
  }

  func shapesOfSome() -> [PosteriorShapes.Shape]? {
    let count = min(Self.someCount, map.points.count)
    let rows = (0..<count).map { $0 * map.points.count / count }
    if hasSamples { return rows.map { cloud(of: [$0], samples: Self.fewSamples) } }
    return statistics(of: rows).map { statistics in
      zip(rows, slices(statistics)).map { ellipse(of: $1, row: $0, deviations: 1) }
    }
  }

  func shapesOfClasses() -> [PosteriorShapes.Shape]? {
    var shapes: [PosteriorShapes.Shape] = []
    for label in map.classes {
      let rows = map.points.indices.filter { Int(map.points[$0].label) == label }
      guard bench.isWanted() else { return nil }
      if hasSamples {
        let count = min(Self.sampledImages, rows.count)
        let chosen = (0..<count).map { rows[$0 * rows.count / count] }
        shapes.append(cloud(of: chosen, samples: Self.fewSamples))
        continue
      }
      guard let statistics = statistics(of: rows) else { return nil }
      let mixture = PosteriorMixture(of: slices(statistics), along: map.plane.axes)
      let ellipse = PlaneEllipse(mixture.covariance, deviations: 1)
      shapes.append(
        shape(ellipse, around: map.plane.place(of: mixture.mean.map { Float($0) }), UInt8(label)))
    }
    return shapes
  }

  // MARK: Gaussians

  private func ellipse(
    of statistics: ArraySlice<Float>, row: Int, deviations: Double
  ) -> PosteriorShapes.Shape {
    let covariance = PlaneCovariance(
      logVariances: statistics.dropFirst(latents), along: map.plane.axes)
    return shape(
      PlaneEllipse(covariance, deviations: deviations),
      around: map.plane.place(of: statistics.prefix(latents)), map.points[row].label)
  }

  private func shape(
    _ ellipse: PlaneEllipse, around center: PlanePoint, _ label: UInt8
  ) -> PosteriorShapes.Shape {
    let points = ellipse.points(count: Self.ellipsePoints, around: (center.x, center.y))
    return PosteriorShapes.Shape(
      places: (points + points.prefix(1)).map { PlanePoint(x: $0.x, y: $0.y) }, areSamples: false,
      label: label)
  }

  /// [mean | log-variance] of each row's image, or its code; nil where nobody waits for it any more.
  private func statistics(of rows: [Int]) -> [Float]? {
    var statistics: [Float] = []
    for start in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
      guard bench.isWanted() else { return nil }
      let part = images(of: rows[start..<min(start + Self.rowsAtOnce, rows.count)])
      statistics += Evaluator(
        images: part, model: bench.model.configuration, capacity: bench.model.capacity
      ).posteriors(bench.model)
    }
    return statistics
  }

  private func slices(_ statistics: [Float]) -> [ArraySlice<Float>] {
    let width = bench.model.configuration.statisticsCount
    return stride(from: 0, to: statistics.count, by: width).map { statistics[$0..<$0 + width] }
  }

  private func images(of rows: some Sequence<Int>) -> LabeledImages {
    images.choosing(rows.map { map.images[$0] })
  }

  // MARK: Samples

  private func cloud(of rows: [Int], samples: Int) -> PosteriorShapes.Shape {
    let codes = rows.flatMap { bench.model.posteriorSamples(of: images(of: [$0]), count: samples) }
    return PosteriorShapes.Shape(
      places: codes.map { map.plane.place(of: $0) }, areSamples: true,
      label: map.points[rows[0]].label)
  }
}
