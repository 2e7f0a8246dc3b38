internal import TerminalUI

/// What the title of the latent space says of its codes and of the plane that they are seen on.
struct PlaneTitle {
  let run: OpenRun
  let theme: Theme

  /// Adds it to the parts of the title, which names the latent space where nothing else says what it is.
  func add(to title: inout LineParts, after layers: Bool) {
    let plane = run.map.flatMap(forms)
    if !layers, plane == nil { title.add([Span("latent space", theme.strong)]) }
    guard let map = run.map else { return }
    if let shown = run.epochs.shown { title.add([Span("epoch \(shown.epoch)", theme.warning)]) }
    if let plane {
      title.add(forms: plane.map { [Span($0, layers ? theme.faint : theme.strong)] })
    }
    if let awaited = run.planes.awaited {
      title.add([Span("finding \(name(of: awaited)) ...", theme.warning)])
    }
    if map.hasOnlyCodes {
      title.add([Span("the cursor goes from code to code", theme.faint)], [Span("codes only")])
    }
    addDistance(to: &title, map)
    let count = count(of: map)
    let epoch = map.epoch.map { " of epoch \(epochText($0))" } ?? ""
    if map.allCodesCoincide { title.add([Span("all codes coincide", theme.warning)]) }
    title.add([Span(map.origin.words(count) + epoch, theme.faint)])
    if let input = map.input { title.add([Span(input, theme.faint)]) }
  }

  /// How far the cursor is from the plane, where that is not nothing.
  private func addDistance(to title: inout LineParts, _ map: LatentMap) {
    let distance = map.view == .neighbors ? 0 : map.plane.distance(of: run.latent.cursor)
    if run.latent.cursor.count == map.plane.latentCount, distance >= 0.005 {
      let text = fixed(distance, decimals: 2)
      title.add(
        [Span("cursor \(text) off the plane", theme.faint)], [Span("off \(text)", theme.faint)])
    }
  }

  /// All codes, or how many of them are on a map of neighbors.
  private func count(of map: LatentMap) -> String {
    let (shown, all) = (map.points.count, run.codes?.points.count ?? 0)
    return map.view == .neighbors && shown < all ? "\(shown) of \(all)" : "\(shown)"
  }

  /// What the plane is, the longest form first; nil for the latents themselves.
  private func forms(of map: LatentMap) -> [String]? {
    let name = name(of: map.view)
    switch map.view {
    case .latents: return nil
    case .pair: return [name]
    case .principal(let pair):
      guard let share = map.plane.varianceShare else { return [name] }
      let text = "\(fixed(100 * share, decimals: 0)) %"
      return [
        "\(name), \(text) of the variance", "\(name), \(text)",
        "plane \(2 * pair + 1)-\(2 * pair + 2), \(text)",
      ]
    case .neighbors:
      guard let left = run.planes.seen?.stepsLeft, left > 0 else { return [name] }
      return ["\(name), \(left) steps left", name]
    }
  }

  private func name(of view: PlaneView) -> String {
    switch view {
    case .latents: "latents"
    case .principal(let pair): "principal plane \(2 * pair + 1)-\(2 * pair + 2)"
    case .pair(let first, let second): "latents \(first + 1) and \(second + 1)"
    case .neighbors: "t-SNE"
    }
  }
}
