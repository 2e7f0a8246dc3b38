internal import Autoencoders
internal import TerminalUI

// The lines above and below the images.

extension ImagesView {
  /// What is shown.
  var title: LineParts {
    var line = LineParts()
    guard let sheet = images.shownSheet(in: context) else {
      line.add([Span("images", theme.strong)])
      return line
    }
    line.add([Span(sheet.title, theme.strong)])
    let (order, weights) = (order(of: sheet), weights)
    let isPlain = shownQuery?.order == .index && !sheet.isDrawn
    let isStale = shownPage.map { $0.step != context.step } ?? false
    if isStale { line.add(faint(weights)) }
    if !isPlain { line.add(faint(order)) }
    if let range { line.add(faint(range.long), faint(range.short)) }
    if !isStale { line.add(faint(weights)) }
    if isPlain { line.add(faint(order)) }
    for note in notes(on: sheet) { line.add(faint(note)) }
    return line
  }

  private func faint(_ text: String?) -> [Span] { text.map { [Span($0, theme.faint)] } ?? [] }

  /// The page on screen, or the one that is waited for.
  private var shownQuery: ImagesQuery? { shownPage?.query ?? images.query(in: context) }

  private var range: (long: String, short: String)? {
    guard let query = shownQuery, let total = images.total(in: context) else { return nil }
    let (first, last) = (query.places.lowerBound, query.places.upperBound)
    switch query.sheet {
    case .reconstructions, .restorations, .codes:
      let shown = "\(grouped(first + 1))-\(grouped(last)) of \(grouped(total))"
      let kept = context.imagesInAll.map { " kept of \(grouped($0))" } ?? ""
      let count = images.grid(in: context)?.count ?? 1
      let pages = "page \(grouped(first / count + 1)) of \(grouped((total - 1) / count + 1))"
      return ("\(shown) test images\(kept), \(pages)", shown + kept)
    case .samples: return ("draws \(first)-\(last - 1)", "draws \(first)-\(last - 1)")
    case .filters: return ("\(first)-\(last - 1) of \(total)", "\(first)-\(last - 1)")
    case .fantasies:
      let steps = shownPage?.chain?.steps ?? 0
      return ("\(total) particles after \(grouped(steps)) Gibbs steps", "step \(grouped(steps))")
    }
  }

  private func order(of sheet: ImageSheet) -> String? {
    guard let query = shownQuery else { return nil }
    if sheet.isDrawn { return "seed \(query.seed)" }
    guard sheet.needsImages else { return nil }
    if query.order == .random { return "\(query.order.title), seed \(query.seed)" }
    guard query.order.needsErrors, let page = shownPage else { return query.order.title }
    if let ranked = page.rankedCount {
      let what = query.order == .worst ? "worst" : "best"
      return "looking for the \(what): \(grouped(ranked)) of "
        + grouped(images.total(in: context) ?? 0)
    }
    guard let errors = page.errors, errors.step != page.step else { return query.order.title }
    return query.order.title + " by errors of \(name(ofStep: errors.step))"
  }

  /// The weights that the page was computed with.
  private var weights: String? {
    guard let page = shownPage, page.step > 0 || context.isTraining else { return nil }
    return (page.step == context.step ? "" : "of ") + name(ofStep: page.step)
  }

  private func name(ofStep step: Int) -> String {
    guard let epochsPerStep else { return "step \(grouped(step))" }
    return "epoch \(epochText(Double(step) * epochsPerStep))"
  }

  /// What the pictures are.
  private func notes(on sheet: ImageSheet) -> [String] {
    let isStacked = images.grid(in: context)?.isStacked ?? true
    switch sheet {
    case .reconstructions: return [isStacked ? "original over result" : "original, result"]
    case .codes:
      let fed = context.model?.corruption == nil ? "original" : "noisy"
      return [isStacked ? "\(fed) over result" : "\(fed), result"] + [maps].compactMap(\.self)
    case .restorations: return ["noisy, restored, clean"]
    case .samples: return ["mean images of codes from N(0, I)"]
    case .filters: return ["weights of the first layer"]
    case .fantasies:
      let start = context.images == nil ? "random pixels" : "test images"
      return ["p(visible | hidden)", "begun at \(start)"]
    }
  }

  private var maps: String? {
    guard let shape = context.model?.codeShape, shape.pixels > 1,
      let grid = images.grid(in: context)
    else { return nil }
    let shown = FeatureMapsView.count(of: shape, in: grid.mapRoom)
    return "\(shown) of \(shape.channels) maps of \(shape.height)x\(shape.width)"
  }

  // MARK: The lower line

  /// What is true of the chosen image, and of the page.
  var footnote: LineParts {
    var line = LineParts()
    guard let page = shownPage else { return line }
    if page.query.sheet.needsImages, let noise = noise(of: page) {
      line.add(faint(noise.long), faint(noise.short))
    }
    if let item = images.chosenItem(in: context), let error = item.error {
      add(item, error, to: &line)
    }
    if let scale = page.scale { addLegend(page, scale, to: &line) }
    if let means = meanErrors(page) { line.add(faint(means)) }
    return line
  }

  private func add(_ item: ImagesItem, _ error: Double, to line: inout LineParts) {
    var name = [Span("#\(item.number)", theme.strong)]
    if let label = item.label {
      name += [
        Span(" class "),
        Span(context.classes.name(Int(label)), theme.classStyle(Int(label)).with(.bold)),
      ]
    }
    let text = errorText(error, room: 6) ?? ""
    let unit = context.model?.imageShape.valueName ?? "pixel"
    line.add(
      name + [Span("  squared error \(text) per \(unit)")],
      name + [Span("  error \(text) per \(unit)")], [Span("error \(text) per \(unit)")])
  }

  /// The noise before the model; nil where there is none.
  private func noise(of page: ImagesPage) -> (long: String, short: String)? {
    guard let own = context.model?.corruption else { return nil }
    let used = page.query.corruption ?? own
    let amount = fixed(Double(used.amount), decimals: 2)
    let text =
      switch used.kind {
      case .gaussian: "Gaussian noise of deviation \(amount)"
      case .masking: "\(amount) of pixels black"
      case .saltAndPepper: "\(amount) of pixels black or white"
      }
    return (text + (page.query.corruption == nil ? ", as trained on" : ""), "noise \(amount)")
  }

  private func addLegend(_ page: ImagesPage, _ scale: Float, to line: inout LineParts) {
    let most = rate(Double(scale), decimals: 2)
    guard page.query.sheet == .filters else {
      let isBars = context.model?.codeShape.pixels == 1
      line.add(faint("\(isBars ? "full bar" : "white") \(most)"))
      return
    }
    let minus = theme.usesUnicode ? "−" : "-"
    if pixelStyle.shading == .blocks {
      line.add(
        faint("white +\(most) and more, gray 0, black \(minus)\(most) and less"),
        faint("white +\(most), black \(minus)\(most)"))
      return
    }
    let (light, heavy) = SignedPictureView.thresholds
    let (from, strongFrom) = (
      rate(Double(light * scale), decimals: 2), rate(Double(heavy * scale), decimals: 2)
    )
    let above = [Span("+", theme.test)] + faint(" from \(from) ") + [Span("#", theme.test)]
    let below = [Span("- =", theme.train)]
    line.add(
      above + faint(" from \(strongFrom)  ") + below + faint(" as far below zero"),
      above + faint(" from \(strongFrom)  ") + below + faint(" below 0"))
  }

  private func meanErrors(_ page: ImagesPage) -> String? {
    func mean(_ values: [Double]) -> String {
      errorText(values.reduce(0, +) / Double(max(values.count, 1)), room: 6) ?? ""
    }
    let errors = page.items.compactMap(\.error)
    guard !errors.isEmpty else { return nil }
    let ofPage = "mean of the page \(mean(errors))"
    guard page.query.sheet == .restorations else { return ofPage }
    return "\(ofPage), noisy \(mean(page.items.compactMap(\.inputError)))"
  }
}
