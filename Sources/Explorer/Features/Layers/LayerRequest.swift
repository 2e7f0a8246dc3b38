internal import Autoencoders
internal import Foundation
internal import ImageSets
internal import TerminalUI

/// What is to be found behind the codes, for every cell of a part of the plane.
public struct LayerRequest: Equatable, Sendable {
  /// What it is.
  public let kind: LayerKind
  /// The plane.
  let view: PlaneView
  /// The number of the codes.
  let version: Int
  /// The cells.
  let grid: PlaneGrid

  /// Cells from one to the next at first.
  private static let coarseSpacing = 4
  /// Cells whose values are found before a look at whether anybody waits for them.
  private static let cellsAtOnce = 64

  /// Finds the layer, coarse and then finer and finer, until nobody waits for it any more.
  func compute(on bench: Workbench) {
    guard let map = bench.map, map.view == view, !map.points.isEmpty else { return }
    if kind == .density {
      publish(Self.density(of: map, on: grid, bench.model.engine), spacing: 1, bench)
      return
    }
    let work = LayerWork(kind: kind, map: map, bench: bench)
    let points = grid.points
    var values = [Float](repeating: .nan, count: grid.count)
    for pass in grid.passes(from: Self.coarseSpacing) {
      for start in stride(from: 0, to: pass.cells.count, by: Self.cellsAtOnce) {
        guard bench.isWanted() else { return }
        let cells = pass.cells[start..<min(start + Self.cellsAtOnce, pass.cells.count)]
        let codes = cells.map { cell in
          map.plane.code(at: PlanePoint(x: points[cell].x, y: points[cell].y))
        }
        for (cell, value) in zip(cells, work.values(at: codes)) { values[cell] = value }
      }
      publish(values, spacing: pass.spacing, bench)
    }
  }

  private func publish(_ values: [Float], spacing: Int, _ bench: Workbench) {
    bench.publish(
      .layer(
        LayerField(
          request: self,
          values: values.indices.map {
            values[grid.representative(of: $0, spacing: spacing)]
          }, spacing: spacing, epoch: bench.map?.epoch, seconds: bench.seconds())))
  }

  /// log10 of codes per unit of area. What is less than a thousandth of the greatest counts as that.
  private static func density(of map: LatentMap, on grid: PlaneGrid, _ engine: Engine) -> [Float] {
    let places = map.points.map { (x: Double($0.x), y: Double($0.y)) }
    let shares = KernelDensity(of: places, for: grid).values(on: grid, engine: engine)
    let greatest = shares.max() ?? 0
    guard greatest > 0 else { return shares.map { _ in 0 } }
    return shares.map { Float(log10(max($0, greatest / 1_000) * Double(places.count))) }
  }
}

/// Finds values of a layer at some codes.
private struct LayerWork {
  let kind: LayerKind
  let map: LatentMap
  let bench: Workbench

  func values(at codes: [[Float]]) -> [Float] {
    switch kind {
    case .none, .density: preconditionFailure("not found code by code")
    case .regions: classes(at: codes)
    case .magnification: magnifications(at: codes)
    case .uncertainty:
      bench.tools.readings(at: codes, in: map, on: bench.model.engine).map { Float(1 - $0.onData) }
    }
  }

  private func classes(at codes: [[Float]]) -> [Float] {
    guard let images = bench.images, images.areLabeled else { return codes.map { _ in .nan } }
    return bench.model.classes(at: codes, by: bench.tools.classifier(by: images))
      .map { Float($0.label) }
  }

  /// log10 of √det JᵀJ; of one latent, of the length of the derivative.
  private func magnifications(at codes: [[Float]]) -> [Float] {
    let metrics = bench.model.metrics(at: codes, along: map.plane.axes, step: step)
    return metrics.map { metric in
      let factor = map.plane.latentCount == 1 ? metric.xx.squareRoot() : metric.magnification
      return factor > 0 ? Float(log10(factor)) : -.infinity
    }
  }

  /// A hundredth of the codes' standard deviation on the plane.
  private var step: Double {
    let count = Double(max(map.points.count, 1))
    let meanX = map.points.reduce(0) { $0 + Double($1.x) } / count
    let meanY = map.points.reduce(0) { $0 + Double($1.y) } / count
    let square = map.points.reduce(0) { sum, point in
      let (x, y) = (Double(point.x) - meanX, Double(point.y) - meanY)
      return sum + x * x + y * y
    }
    let deviation = (square / (2 * count)).squareRoot()
    return deviation > 0 ? deviation / 100 : 0.01
  }
}
