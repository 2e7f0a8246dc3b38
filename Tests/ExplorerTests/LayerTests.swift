import Autoencoders
import Foundation
import ImageSets
import TerminalUI
import Testing

@testable import Explorer

/// Layers of a model that is known by a formula: images of 1x2 pixels, each the sigmoid of one latent.
struct LayerTests {
  /// - Parameters:
  ///   - mean: of every image's posterior.
  ///   - deviations: of every image's posterior.
  private static func model(
    mean: [Float] = [0, 0], deviations: [Float] = [1, 1]
  ) throws -> Autoencoder {
    let model = Autoencoder(
      ModelConfiguration(
        imageHeight: 1, imageWidth: 2, encoder: [.dense(2, .identity)],
        latent: .gaussian(dimensions: 2), decoder: [.dense(2, .identity)]),
      capacity: 64, on: try Engine(threads: 1))
    func set(_ name: String, _ values: [Float]) {
      let parameter = model.namedParameters.first { $0.name.hasSuffix(name) }
      guard let parameter else { preconditionFailure("no \(name)") }
      model.parameters.write(values, at: parameter.offset)
    }
    set("decoder.0.weight", [1, 0, 0, 1])
    set("mean.bias", mean)
    set("log_variance.bias", deviations.map { 2 * log($0) })
    return model
  }

  /// Bright on the right is class 7, dark on the left class 3.
  private static let images = LabeledImages(
    height: 1, width: 2, pixels: (0..<20).flatMap { [UInt8($0 < 10 ? 0 : 255), 128] },
    labels: (0..<20).map { $0 < 10 ? 3 : 7 })

  private static let map: LatentMap = {
    var codes: [Float] = []
    for index in 0..<20 {
      codes.append(Float(index) / 10 - 1)
      codes.append(Float(index % 5) / 5 - 0.4)
    }
    return LatentMap(codes: codes, labels: images.labels, latentCount: 2)
  }()

  private static let grid = PlaneGrid(columns: 11, rows: 7, x: -2.2...2.2, y: -1.4...1.4)

  private static func fields(_ kind: LayerKind, of map: LatentMap = map) throws -> [LayerField] {
    var fields: [LayerField] = []
    let bench = Fixture.bench(try model(), images: images, map: map) { computed in
      if case .layer(let field) = computed { fields.append(field) }
    }
    LayerRequest(kind: kind, view: map.view, version: 1, grid: grid).compute(on: bench)
    return fields
  }

  /// Coarse first; what is coarse is the value of a cell nearby.
  @Test func regionsAreHalfPlanes() throws {
    let fields = try Self.fields(.regions)
    #expect(fields.map(\.spacing) == [4, 2, 1])
    let fine = try #require(fields.last)
    for (value, point) in zip(fine.values, Self.grid.points) where abs(point.x) > 0.1 {
      #expect(value == (point.x < 0 ? 3 : 7), "\(point)")
    }
    for field in fields {
      for cell in fine.values.indices {
        let representative = Self.grid.representative(of: cell, spacing: field.spacing)
        #expect(field.values[cell] == fine.values[representative])
      }
    }
  }

  /// √det JᵀJ is the product of both slopes σ(1 - σ).
  @Test func magnificationIsThatOfTheDecoder() throws {
    let field = try #require(try Self.fields(.magnification).last)
    func slope(_ x: Double) -> Double { 1 / (2 + exp(x) + exp(-x)) }
    for (value, point) in zip(field.values, Self.grid.points) {
      #expect(abs(Double(value) - log10(slope(point.x) * slope(point.y))) < 2e-3, "\(point)")
    }
    #expect(field.range?.contains(Float(log10(1.0 / 16))) == true)
  }

  @Test func uncertaintyIsLowAmongCodes() throws {
    let field = try #require(try Self.fields(.uncertainty).last)
    let amid = try #require(field.value(x: 0, y: 0)),
      far = try #require(field.value(x: 2.1, y: 1.3))
    #expect(amid < 0.1 && far > 0.3 && far <= 1)
    #expect(field.value(x: 3, y: 0) == nil)
  }

  @Test func densityIsOfCodesPerArea() throws {
    let field = try #require(try Self.fields(.density).last)
    let area = Self.grid.cellWidth * Self.grid.cellHeight
    let count = field.values.reduce(0) { $0 + pow(10, Double($1)) * area }
    // A part of the kernels lies beyond the cells.
    #expect(count > 15 && count < 20.5)
  }

  /// A posterior of deviations 0.5 and 0.1 around (0.3, -0.2), at one and at two of them.
  @Test func ellipsesHaveTheScaleOfTheAxes() throws {
    let bench = Fixture.bench(
      try Self.model(mean: [0.3, -0.2], deviations: [0.5, 0.1]), images: Self.images, map: Self.map)
    let context = Self.context()
    let request = try #require(PosteriorRequest(.nearest, in: context))
    let shapes = try #require(request.shapes(on: bench))
    #expect(shapes.shapes.count == 2 && shapes.image == 4)
    for (shape, deviations) in zip(shapes.shapes, [1.0, 2]) {
      let right = shape.places.reduce(-9) { max($0, $1.x) }
      let top = shape.places.reduce(-9) { max($0, $1.y) }
      #expect(abs(right - (0.3 + 0.5 * deviations)) < 1e-4)
      #expect(abs(top - (-0.2 + 0.1 * deviations)) < 1e-4)
      #expect(abs(shape.center.x - 0.3) < 1e-4 && abs(shape.center.y + 0.2) < 1e-4)
    }
    // All images have this posterior, and so have the classes of them.
    let classes = try #require(PosteriorRequest(.classes, in: context)?.shapes(on: bench)).shapes
    #expect(classes.map(\.label) == [3, 7])
    let right = classes[0].places.reduce(-9) { max($0, $1.x) }
    #expect(abs(right - 0.8) < 1e-4)
  }

  private static func context(map: LatentMap = map, images: LabeledImages? = images)
    -> LayersContext
  {
    LayersContext(
      run: .first, map: map, version: 1, model: Preset.all[0].model, images: images,
      hasEncoder: true, viewport: Viewport(centerX: 0, centerY: 0, unitsPerColumn: 0.1),
      plot: Size(width: 40, height: 14), nearest: 4)
  }

  @Test func theManifoldDecodesTheMiddleOfEachTile() throws {
    func sigmoid(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
    let model = try Self.model()
    let request = ManifoldRequest(view: .latents, version: 1, tiles: Self.context().tiles)
    let manifold = try #require(request.manifold(on: Fixture.bench(model, map: Self.map)))
    #expect(manifold.images.count == 6)
    for (image, place) in zip(manifold.images, request.tiles.points) {
      #expect(abs(Double(image[0]) - sigmoid(place.x)) < 1e-5)
      #expect(abs(Double(image[1]) - sigmoid(place.y)) < 1e-5)
    }
  }

  /// What there is not is not offered, and it is said why.
  @Test func layersThatMeanNothingAreLeftOut() {
    #expect(Self.context(images: nil).obstacle(to: LayerKind.regions) != nil)
    #expect(Self.context(images: nil).obstacle(to: LayerKind.density) == nil)
    var layers = LayersFeature()
    var kinds: [LayerKind] = []
    for _ in 0..<5 {
      _ = layers.update(.next, in: Self.context(images: nil))
      kinds.append(layers.kind)
    }
    #expect(kinds == [.density, .magnification, .uncertainty, .none, .density])
    let effects = layers.update(.show(.regions), in: Self.context(images: nil))
    #expect(effects.count == 1)
    #expect(layers.kind == .density)
  }

  /// A zoom asks at once; newer codes of training only when a hundredth of the time allows it.
  @Test func newCodesAreWaitedForSoThatTrainingIsNotSlowed() {
    var renewal = Renewal<Int>()
    func moment(_ seconds: Double, _ isNews: Bool) -> RunMoment {
      RunMoment(isNews: isNews, isTraining: true, seconds: seconds)
    }
    func expect(_ isTrue: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
      #expect(isTrue, sourceLocation: sourceLocation)
    }
    expect(renewal.asks(for: 1, at: moment(10, true)))
    renewal.note(seconds: 0.5)
    expect(!renewal.asks(for: 1, at: moment(11, false)))
    expect(!renewal.asks(for: 2, at: moment(59, true)))
    expect(!renewal.asks(for: 2, at: moment(59, false)))
    // Once training is over there is nothing to wait for.
    var over = renewal
    expect(over.asks(for: 2, at: RunMoment(isNews: false, isTraining: false, seconds: 59)))
    expect(renewal.asks(for: 3, at: moment(60, false)))
    expect(!renewal.asks(for: 4, at: moment(109, true)))
    expect(renewal.asks(for: 5, at: moment(110, true)))
    expect(!renewal.asks(for: nil, at: moment(110, false)))
    expect(renewal.asks(for: 5, at: moment(110, true)))
  }
}
