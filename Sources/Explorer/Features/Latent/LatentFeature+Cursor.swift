internal import Autoencoders
internal import Foundation
internal import TerminalUI

extension LatentFeature {
  /// Takes in other codes: the cursor stays where it is, as long as it is a code of this model. Where it goes
  /// from code to code, it stays at its image.
  mutating func follow(_ context: Context) {
    if context.classes.count > classCount {
      shownClasses.formUnion(classCount..<context.classes.count)
      classCount = context.classes.count
    }
    // Rows of as many codes are of the same images.
    if context.map?.points.count != rowCount {
      rowCount = context.map?.points.count
      (spacing, tour) = (nil, nil)
    }
    if followsOrigin || cursor.count != context.plane.latentCount {
      followsOrigin = true
      (anchor, tour) = (nil, nil)
      cursor = context.plane.origin
      snapToCode(context)
    } else {
      findAnchor(context)
    }
    findNeighbors(context)
    fit(context)
  }

  /// Finds the row of the image that the cursor came from; where the cursor goes from code to code, it goes to
  /// that image's new one.
  private mutating func findAnchor(_ context: Context) {
    guard let map = context.map else { return }
    let row = anchor.flatMap { map.images.firstIndex(of: $0.image) }
    let isAtAnchor = anchor?.code == cursor
    anchor = anchor.flatMap { anchor in
      row.map { Anchor(row: $0, image: anchor.image, code: anchor.code) }
    }
    if followsImage, let row {
      put(atRow: row, of: map)
      return
    }
    guard map.hasOnlyCodes else { return }
    if isAtAnchor, let row { put(atRow: row, of: map) } else { snapToCode(context) }
  }

  /// Takes in the same codes on another plane, which is shown as a whole.
  mutating func see(_ context: Context) {
    framing = .bulk
    tour = nil
    follow(context)
  }

  /// Puts the cursor at the code nearest to it where there is nothing between codes.
  private mutating func snapToCode(_ context: Context) {
    guard let map = context.map, map.hasOnlyCodes,
      let nearest = map.nearest(to: cursor, count: 1).first
    else { return }
    put(atRow: nearest.index, of: map)
  }

  private mutating func put(atRow row: Int, of map: LatentMap) {
    cursor = map.code(row)
    anchor = Anchor(row: row, image: map.images[row], code: cursor)
  }

  // MARK: Steps

  mutating func move(_ columns: Int, _ rows: Int, _ context: Context) -> [Effect] {
    let step = PlanePoint(
      x: Double(columns) * stepCells * viewport.unitsPerColumn,
      y: -Double(rows) * stepCells * viewport.unitsPerRow)
    guard let map = context.map, map.hasOnlyCodes else {
      return edit(context.plane.move(cursor, x: step.x, y: step.y), context)
    }
    guard let row = map.row(from: context.place(of: cursor), by: step) else {
      return [.notify(.noCodeThatWay)]
    }
    return go(toRow: row, of: map, context)
  }

  /// Goes to a cell of the plot; nowhere from one beside it.
  mutating func go(toCell cell: Position, _ context: Context) -> [Effect] {
    let plot = ScatterPlot.plotArea(of: context.area, showing: viewport)
    guard plot.contains(cell) else { return [] }
    let (column, row) = (Double(cell.column - plot.column), Double(cell.row - plot.row))
    let place = PlanePoint(
      x: viewport.xRange(columns: plot.width).lowerBound + (column + 0.5) * viewport.unitsPerColumn,
      y: viewport.yRange(rows: plot.height).upperBound - (row + 0.5) * viewport.unitsPerRow)
    if let map = context.map, map.hasOnlyCodes {
      return map.row(nearestTo: place).map { go(toRow: $0, of: map, context) } ?? []
    }
    let here = context.place(of: cursor)
    return edit(context.plane.move(cursor, x: place.x - here.x, y: place.y - here.y), context)
  }

  /// Goes on a tour of the nearest codes, or on to its next stop.
  mutating func visit(_ places: Int, _ context: Context) -> [Effect] {
    guard let map = context.map, !neighbors.isEmpty else { return [.notify(.noCodesYet)] }
    var next = tour ?? NeighborTour(stops: neighbors, place: places > 0 ? -1 : 0)
    next.place = (next.place + places + next.stops.count) % next.stops.count
    let effects = go(toRow: next.stops[next.place].index, of: map, context)
    tour = next
    return effects
  }

  /// Ends the tour where it is.
  mutating func endTour() { tour = nil }

  // MARK: Jumps

  mutating func jumpToOrigin(_ context: Context) -> [Effect] {
    followsOrigin = true
    (anchor, tour) = (nil, nil)
    cursor = context.plane.origin
    snapToCode(context)
    return show(cursor, context)
  }

  mutating func jump(toClass label: Int, _ context: Context) -> [Effect] {
    guard let map = context.map else { return [.notify(.noCodesYet)] }
    let named = context.classes.described(label)
    guard map.densestRegions.indices.contains(label), let region = map.densestRegions[label] else {
      return [.notify(.noCodes(ofClass: named, among: map.points.count))]
    }
    let count = map.count(of: label)
    let notice: Notice =
      count < Self.fewCodes
      ? .fewCodes(ofClass: named, count: count, among: map.points.count)
      : .classMix(named, counts: region.counts)
    if map.hasOnlyCodes, let row = map.row(nearestTo: region.center, ofClass: label) {
      return [.notify(notice)] + go(toRow: row, of: map, context)
    }
    return [.notify(notice)] + go(to: context.plane.code(at: region.center), context)
  }

  /// So many codes of a class make no region.
  private static let fewCodes = 5

  /// A sample in all dimensions: of more than two latents, it is hardly ever on the plane.
  mutating func jumpToPriorSample(_ context: Context) -> [Effect] {
    guard context.hasPrior else { return [.notify(.noPrior)] }
    var random = Philox(seed: 0, stream: .prior, step: priorDraws)
    priorDraws += 1
    var code: [Float] = []
    while code.count < context.plane.latentCount {
      let radius = (-2 * log(1 - Double(random.nextUnit()))).squareRoot()
      let angle = 2 * Double.pi * Double(random.nextUnit())
      code += [Float(radius * cos(angle)), Float(radius * sin(angle))]
    }
    let notice: [Effect] =
      context.map?.view == .neighbors ? [.notify(.sampleIsBetweenCodes)] : []
    return notice + go(to: Array(code.prefix(context.plane.latentCount)), context)
  }

  mutating func go(to code: [Float], _ context: Context) -> [Effect] {
    followsOrigin = false
    (anchor, tour) = (nil, nil)
    return show(code, context)
  }

  mutating func go(toRow row: Int, of map: LatentMap, _ context: Context) -> [Effect] {
    let code = map.code(row)
    let effects = go(to: code, context)
    anchor = Anchor(row: row, image: map.images[row], code: code)
    return effects
  }

  /// Changes values of the code, and remembers what image it came from.
  mutating func edit(_ code: [Float], _ context: Context) -> [Effect] {
    let kept = anchor
    let effects = go(to: code, context)
    anchor = kept
    return effects
  }

  /// Puts the cursor at a code and moves the viewport no further than needed to show it.
  private mutating func show(_ code: [Float], _ context: Context) -> [Effect] {
    isAtStart = false
    cursor = code
    findNeighbors(context)
    bringCursorIntoView(context)
    return [.decode(code, of: context.run)]
  }

  // MARK: What is near

  private mutating func findNeighbors(_ context: Context) {
    neighbors = context.map?.nearest(to: cursor, count: Self.neighborCount) ?? []
  }

  /// Takes in how far each code of the map is from its nearest others.
  mutating func take(_ spacing: CodeSpacing) { self.spacing = spacing.distances }

  /// How well the cursor lies among the codes; nil until their spacing is known.
  var reading: OnDataReading? {
    guard let spacing else { return nil }
    return OnDataReading(
      distances: neighbors.map(\.distance), spacing: neighbors.map { spacing[$0.index] },
      nearest: neighbors.map(\.index), labels: neighbors.compactMap(\.label))
  }
}
