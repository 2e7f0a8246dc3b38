internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// What the row of small images on the Walk page shows: the way from mark to mark, or the nearest codes
/// that are visited one after another.
struct WalkStrip {
  let run: OpenRun
  let shading: ImageShading
  let isFocused: Bool
  let theme: Theme

  var view: StripView? {
    if run.latent.tour != nil { return tourView }
    return run.walk.legs > 0 ? walkView : nil
  }

  private func name(_ label: UInt8) -> String { run.classes.name(Int(label)) }

  private func view(_ title: [[Span]], _ items: [StripView.Item], current: Int?) -> StripView {
    StripView(
      title: title, items: items, imageShape: run.imageShape, current: current,
      shading: shading, gamma: run.image.gamma, theme: theme, isFocused: isFocused)
  }

  // MARK: The walk

  private var walkView: StripView {
    let strip = run.strips.strip(.walk)
    let isCurrent = strip.map { $0.request.codes == run.walk.path } ?? false
    let rows = strip?.request.shownRows ?? []
    let items = rows.indices.map { index in
      StripView.Item(
        pixels: strip?.images[index],
        caption: caption(strip.flatMap { $0.readings.isEmpty ? nil : $0.readings[rows[index]] }))
    }
    let steps = max(items.count - 1, 1)
    let current = Int((run.walk.position * Double(steps)).rounded())
    return view(
      walkTitle(strip, isCurrent: isCurrent, step: current + 1, of: items.count), items,
      current: items.isEmpty ? nil : current)
  }

  private func caption(_ reading: OnDataReading?) -> [Span] {
    guard let reading, let label = reading.classShares.first?.label else { return [] }
    return [
      Span(name(label), theme.classStyle(Int(label)).with(.bold)),
      Span(" \(fixed(reading.onData, decimals: 2))", theme.faint),
    ]
  }

  private func walkTitle(
    _ strip: DecodedStrip?, isCurrent: Bool, step: Int, of count: Int
  ) -> [[Span]] {
    let arrow = theme.usesUnicode ? "→" : ">"
    let letters = run.walk.marks.indices.map(WalkFeature.letter)
    let name =
      letters.count > 4
      ? "\(letters[0]) \(arrow) \(letters[letters.count - 1])"
      : letters.joined(separator: " \(arrow) ")
    var parts = [[Span(name, theme.strong)], [Span(run.walk.kind.name)]]
    if let obstacle { return parts + [[Span(obstacle, theme.warning)]] }
    if run.walk.path == nil { return parts + [[Span("looking for the path ...", theme.faint)]] }
    parts.append([Span("\(fixed(run.walk.position, decimals: 2)) of the way")])
    if run.walk.isPlaying {
      parts.append([Span("walking at \(rate(run.walk.speed, decimals: 2)) legs/s")])
    }
    if run.walk.loops { parts.append([Span("there and back", theme.faint)]) }
    if let strip, isCurrent, !strip.changes.isEmpty { parts.append(changes(strip.changes, arrow)) }
    if strip?.readings.isEmpty == false {
      parts.append([Span("under each: class, on data", theme.faint)])
    }
    return parts
  }

  /// Where the class of most near codes changes.
  private func changes(
    _ changes: [(place: Double, from: UInt8, to: UInt8)], _ arrow: String
  ) -> [Span] {
    changes.prefix(3).enumerated().flatMap { index, change in
      [
        Span(index == 0 ? "" : "  "),
        Span(name(change.from), theme.classStyle(Int(change.from)).with(.bold)), Span(arrow),
        Span(name(change.to), theme.classStyle(Int(change.to)).with(.bold)),
        Span(" at \(fixed(change.place, decimals: 2))"),
      ]
    }
  }

  private var obstacle: String? {
    switch run.walk.obstacle {
    case .disconnected(let reached, let all):
      "no chain of near codes leads there; \(grouped(reached)) of \(grouped(all)) can be reached"
    case .noCodes: "no codes to go along"
    case .codes, nil: nil
    }
  }

  // MARK: The nearest codes

  private var tourView: StripView? {
    guard let tour = run.latent.tour else { return nil }
    let images = run.session.images
    let items = tour.stops.map { stop in
      StripView.Item(
        pixels: images.map { set in
          stop.image < set.count ? set.image(stop.image).map { Float($0) / 255 } : []
        },
        caption: [
          stop.label.map { Span(name($0), theme.classStyle(Int($0)).with(.bold)) },
          Span("\(stop.label == nil ? "" : " ")\(fixed(stop.distance, decimals: 2))", theme.faint),
        ].compactMap(\.self))
    }
    let stop = tour.stops[tour.place]
    return view(
      [
        [Span("nearest codes", theme.strong)],
        [Span("\(tour.place + 1) of \(tour.stops.count)")],
        [
          Span(
            "#\(run.number(ofImageAt: stop.image))\(stop.label.map { ", class \(name($0))" } ?? ""), "
              + "at \(fixed(stop.distance, decimals: 3))")
        ],
        [
          Span(
            "originals; under each: \(stop.label == nil ? "" : "class, ")distance from where the tour began",
            theme.faint)
        ],
      ], items, current: tour.place)
  }
}
