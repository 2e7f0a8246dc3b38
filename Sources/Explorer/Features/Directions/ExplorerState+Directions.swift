internal import TerminalUI

extension ExplorerState {
  /// Takes a direction, which the arrows then slide along.
  mutating func choose(_ request: DirectionRequest) -> [Effect] {
    guard let map = run.map else { return [.notify(.noCodesYet)] }
    guard let ends = ends(of: request) else { return [.notify(.noClasses)] }
    guard run.code.choose(ends, in: map) else { return [.notify(.noDirection(ends))] }
    return screen == .code ? codeEffects() : show(.code)
  }

  private func ends(of request: DirectionRequest) -> DirectionFeature.Ends? {
    switch request {
    case .sets: return DirectionFeature.Ends(start: .marked(.b), end: .marked(.a))
    case .classes(let end, let start):
      let classes = run.classes
      guard let first = classes.label(of: start), let last = classes.label(of: end) else {
        return nil
      }
      return DirectionFeature.Ends(
        start: .ofClass(classes.described(first)), end: .ofClass(classes.described(last)))
    }
  }

  /// Puts the image that the code came from into a set, or takes it out.
  mutating func mark(_ set: MarkedSet) -> [Effect] {
    guard let anchor = run.latent.anchor else { return [.notify(.noAnchor)] }
    run.code.toggle(anchor.image, in: set, of: session.map)
    let images = run.code.directions.marked.images(of: set)
    return [
      .notify(
        .marked(
          image: run.number(ofImageAt: anchor.image), set, isIn: images.contains(anchor.image),
          count: images.count))
    ] + codeEffects()
  }

  // MARK: Analogies

  /// Puts the cursor at the answer of an analogy.
  mutating func ask(_ terms: [Analogy.Term]) -> [Effect] {
    guard let map = run.map else { return [.notify(.noCodesYet)] }
    var known: [(name: String, code: [Float])] = []
    for term in terms {
      switch term {
      case .image(let number):
        guard let place = run.place(ofImage: number), let row = map.images.firstIndex(of: place)
        else { return [.notify(.noCode(ofImage: number))] }
        known.append(("#\(number)", map.code(row)))
      case .ofClass(let choice):
        guard let label = run.classes.label(of: choice) else { return [.notify(.noClasses)] }
        let rows = map.points.indices.filter { Int(map.points[$0].label) == label }
        guard !rows.isEmpty else {
          return [
            .notify(.noCodes(ofClass: run.classes.described(label), among: map.points.count))
          ]
        }
        known.append((run.classes.name(label), map.mean(of: rows)))
      }
    }
    let analogy = Analogy(known)
    run.code.analogy = analogy
    let page = screen == .code ? [] : show(.code)
    return page + update(.goTo(.code(analogy.answer)))
  }
}
