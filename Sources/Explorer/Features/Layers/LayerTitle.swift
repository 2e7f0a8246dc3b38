internal import ImageSets
internal import TerminalUI

/// What the title and the lower line of the latent space say of its layers.
struct LayerTitle {
  let overlay: LatentOverlay
  let theme: Theme

  private var layers: LayersFeature { overlay.run.layers }
  private var dots: String { theme.usesUnicode ? "…" : "..." }
  private var minus: String { theme.usesUnicode ? "−" : "-" }
  private var sigma: String { theme.usesUnicode ? "σ" : "s" }

  /// Adds what is shown to the parts of the title; false where nothing is.
  func add(to title: inout LineParts) -> Bool {
    if layers.manifoldKind != .hidden {
      add(
        ["decoded images", "decoded"], state: isManifoldDone ? nil : "decoding \(dots)", to: &title)
    } else if layers.kind != .none {
      add(layerForms, state: layerState, to: &title)
    }
    if layers.posterior != .none { add(posteriorForms, state: posteriorState, to: &title) }
    if layers.showsRings {
      add(["rings: 1, 2, 3 \(sigma) of the prior", "rings 1-3 \(sigma)"], state: nil, to: &title)
    }
    return layers.manifoldKind != .hidden || layers.kind != .none || layers.posterior != .none
      || layers.showsRings
  }

  private func add(_ forms: [String], state: String?, to title: inout LineParts) {
    let end = state.map { [Span(" \($0)", theme.warning)] } ?? []
    title.add(forms: forms.map { [Span($0, theme.focusedFrame)] + end })
  }

  // MARK: The layer

  /// What the layer is, the longest form first.
  private var layerForms: [String] {
    switch layers.kind {
    case .none: []
    case .density:
      ["density: log10 of codes per unit of area, \(scale)", "density, log10, \(scale)", "density"]
    case .regions:
      [
        "regions: class of the decoded image by its 5 nearest \(references)test images",
        "regions: class of the decoded image", "regions",
      ]
    case .magnification:
      [
        "magnification: log10 of \(theme.usesUnicode ? "√" : "sqrt ")det J'J, \(scale)",
        "magnification, log10, \(scale)", "magnification",
      ]
    case .uncertainty:
      [
        "uncertainty: 1 \(minus) on data by distance to the nearest codes, \(scale)",
        "uncertainty: 1 \(minus) on data, \(scale)", "uncertainty",
      ]
    }
  }

  /// How many test images a decoded one is compared with, where it is not all.
  private var references: String {
    guard let images = overlay.run.session.images else { return "" }
    let count = WorkTools.referenceCount(of: images)
    return count < images.count ? "of \(grouped(count)) " : ""
  }

  private var layerState: String? {
    guard overlay.run.map?.view != .neighbors || !layers.kind.isDecoded else {
      return "none between codes"
    }
    guard let field = overlay.field else { return "finding it \(dots)" }
    if field.spacing > 1 || layers.isFieldAwaited { return "coarse \(dots)" }
    guard let epoch = field.epoch, epoch != overlay.run.map?.epoch else { return nil }
    return "of epoch \(epochText(epoch))"
  }

  private var isManifoldDone: Bool { layers.manifold?.request.view == overlay.run.map?.view }

  /// The least and the greatest value.
  private var scale: String {
    ends.map { "\($0.0) \(dots) \($0.1)" } ?? dots
  }

  private var ends: (String, String)? {
    guard let range = overlay.field?.range else { return nil }
    let (least, greatest) = (Double(range.lowerBound), Double(range.upperBound))
    let decimals = greatest - least < 1 ? 2 : 1
    func text(_ value: Double) -> String {
      let text = fixed(abs(value), decimals: decimals)
      return (value < 0 && Double(text) != 0 ? minus : "") + text
    }
    return (text(least), text(greatest))
  }

  /// The values from the least to the greatest as they are drawn.
  var legend: [Span] {
    guard layers.manifoldKind == .hidden, layers.kind != .regions, let ends else { return [] }
    let ramp = (0..<Self.legendCells).map { index in
      let cell = theme.ground(ofValue: Double(index) / Double(Self.legendCells - 1))
      return Span(String(cell.glyph), cell.style)
    }
    return [Span("\(ends.0) ", theme.faint)] + ramp + [Span(" \(ends.1)", theme.faint)]
  }

  private static let legendCells = 6

  /// How places of a class are drawn, beside its name in the legend.
  func swatch(of label: Int) -> Span? {
    guard layers.manifoldKind == .hidden, layers.kind == .regions, overlay.field != nil else {
      return nil
    }
    let cell = theme.ground(ofClass: label, marks: overlay.run.classes.marks)
    return cell.glyph == " " ? Span(" ", cell.style) : nil
  }

  // MARK: Posteriors

  private var posteriorForms: [String] {
    let shapes = overlay.shapes
    let areSamples = shapes?.shapes.first?.areSamples == true
    switch layers.posterior {
    case .none: return []
    case .nearest:
      let whose = shapes?.image.map { "of the posterior of #\($0)" } ?? "of a posterior"
      return areSamples
        ? ["200 samples \(whose)", "200 samples"]
        : ["1 and 2 \(sigma) \(whose)", "1 and 2 \(sigma)"]
    case .classes:
      return areSamples
        ? ["samples of each class", "class samples"]
        : ["1 \(sigma) of each class", "1 \(sigma) a class"]
    case .all:
      let count = shapes?.shapes.count ?? 0
      return areSamples
        ? ["samples of \(count) posteriors"] : ["1 \(sigma) of \(count) posteriors", "1 \(sigma)"]
    }
  }

  private var posteriorState: String? {
    if overlay.run.map?.view == .neighbors { return "none between codes" }
    return overlay.shapes == nil ? "finding it \(dots)" : nil
  }
}
