internal import Autoencoders
internal import Foundation
internal import TerminalUI

/// What is drawn behind and over the codes of a run: layers, posteriors, the walk, and places that are kept.
struct LatentOverlay {
  let run: OpenRun
  let shading: ImageShading
  let theme: Theme
  /// Whether the posterior of the drawing is shown.
  var showsDrawing = false

  private var layers: LayersFeature { run.layers }
  private var map: LatentMap? { run.map }

  /// The codes themselves are not drawn.
  var hidesPoints: Bool { layers.manifoldKind == .alone && manifold != nil }

  // MARK: Behind

  /// What lies behind the codes; nil for nothing.
  func ground(in plot: Size) -> PlotGround? {
    if layers.manifoldKind != .hidden {
      return manifold?.ground(
        of: run.latent.viewport, plot: plot, image: run.imageShape, shading: shading,
        gamma: run.image.gamma, theme: theme)
    }
    return field?.ground(
      of: run.latent.viewport, plot: plot, theme: theme, marks: run.classes.marks)
  }

  /// What is known of the layer on this plane.
  var field: LayerField? {
    guard layers.kind != .none, let field = layers.field, field.request.kind == layers.kind,
      field.request.view == map?.view
    else { return nil }
    return field
  }

  private var manifold: Manifold? {
    guard layers.manifoldKind != .hidden, let manifold = layers.manifold,
      manifold.request.view == map?.view
    else { return nil }
    return manifold
  }

  // MARK: Over

  /// Lines over the codes.
  var curves: [PlotCurve] { rings + posteriors + path + drawing + region }

  private var drawing: [PlotCurve] {
    guard showsDrawing, let map, let reading = run.draw.reading else { return [] }
    return DrawnPosterior(reading: reading, map: map, theme: theme).curves
  }

  private var rings: [PlotCurve] {
    guard layers.showsRings, let map, map.view != .neighbors else { return [] }
    return (1...3).map { radius in
      PlotCurve(Self.circle(radius: Double(radius)), .dotted, style: theme.overlay)
    }
  }

  private static func circle(radius: Double) -> [(x: Double, y: Double)] {
    (0...64).map { index in
      let turn = 2 * Double.pi * Double(index) / 64
      return (radius * cos(turn), radius * sin(turn))
    }
  }

  private var posteriors: [PlotCurve] {
    guard let shapes, shapes.request.view == map?.view else { return [] }
    return shapes.shapes.map { shape in
      PlotCurve(
        shape.places.map { ($0.x, $0.y) }, shape.areSamples ? .places : .solid,
        style: shape.areSamples && shapes.request.kind != .nearest
          ? style(ofClass: shape.label).with(.bold) : theme.overlay)
    }
  }

  private func style(ofClass label: UInt8) -> Style {
    label == ScatterPoint.noClass ? theme.unclassified : theme.classStyle(Int(label))
  }

  /// The class's mark in the middle of each class.
  private var classMarks: [PlotMark] {
    guard let shapes, shapes.request.kind == .classes, shapes.request.view == map?.view else {
      return []
    }
    return shapes.shapes.map { shape in
      PlotMark(
        run.classes.marks[Int(shape.label)], at: (shape.center.x, shape.center.y),
        style: theme.classStyle(Int(shape.label)).with([.bold, .reverse]))
    }
  }

  /// What is known of the posteriors that are wanted.
  var shapes: PosteriorShapes? {
    guard layers.posterior != .none, layers.shapes?.request.kind == layers.posterior else {
      return nil
    }
    return layers.shapes
  }

  /// The way from mark to mark, where its places have a meaning on the plane.
  private var path: [PlotCurve] {
    guard let map, map.view != .neighbors, let path = run.walk.path else { return [] }
    let places = path.filter { $0.count == map.plane.latentCount }.map { map.place(of: $0) }
    return [PlotCurve(places.map { ($0.x, $0.y) }, .dotted, style: theme.overlay)]
  }

  /// The rectangle that is to be exported.
  private var region: [PlotCurve] {
    guard let map, let corner = run.regionCorner else { return [] }
    let region = CodeRegion(from: corner, to: map.place(of: run.latent.cursor))
    return [PlotCurve(region.outline, .solid, style: theme.warning)]
  }

  /// Letters at places: capitals on the walk, small ones where a place is kept, digits amid classes.
  var marks: [PlotMark] {
    let kept = run.bookmarks.letters.compactMap { letter in
      run.bookmarks.codes[letter].flatMap {
        mark(String(letter), at: $0, theme.warning.with(.reverse))
      }
    }
    let walk = run.walk.marks.enumerated().compactMap { place, code in
      mark(WalkFeature.letter(place), at: code, theme.overlay.with(.reverse))
    }
    return classMarks + kept + walk
  }

  private func mark(_ letter: String, at code: [Float], _ style: Style) -> PlotMark? {
    guard let map, code.count == map.plane.latentCount, let letter = letter.unicodeScalars.first
    else { return nil }
    let place = map.place(of: code)
    return PlotMark(letter, at: (place.x, place.y), style: style)
  }
}
