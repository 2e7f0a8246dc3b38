internal import Autoencoders
internal import ImageSets
public import TerminalUI

extension ExplorerState {
  /// The screen that shows this state.
  public func render() -> CellBuffer {
    var buffer = CellBuffer(size: size)
    guard let layout else {
      buffer.draw(TooSmallView(), in: buffer.bounds)
      return buffer
    }
    buffer.draw(
      TitleBar(
        screen: screen, session: session, shownEpoch: run.epochs.shown?.epoch,
        trainedElsewhere: trainedElsewhere, theme: theme),
      in: layout.title)
    if let tabs = layout.tabs {
      buffer.draw(
        TabLine(
          screen: screen, panes: shownPanes, shown: Set(layout.panes.keys), theme: theme),
        in: tabs)
    }
    for (pane, area) in layout.panes { draw(pane, in: area, into: &buffer) }
    buffer.draw(footer, in: layout.footer)
    for mode in modes { draw(mode, into: &buffer) }
    return buffer
  }

  private func draw(_ pane: Pane, in area: Rect, into buffer: inout CellBuffer) {
    let isFocused = pane == focus
    switch pane {
    case .latent: buffer.draw(latentView(of: active, isFocused: isFocused), in: area)
    case .otherLatent:
      if let comparedRun {
        buffer.draw(latentView(of: comparedRun, isFocused: isFocused), in: area)
      }
    case .image where screen == .code:
      buffer.draw(editedImage(isFocused: isFocused), in: area)
    case .image: buffer.draw(imageView(of: active, isFocused: isFocused), in: area)
    case .otherImage:
      if let comparedRun {
        buffer.draw(imageView(of: comparedRun, isFocused: isFocused), in: area)
      }
    case .difference:
      buffer.draw(
        DifferenceView(
          first: run.image.decoded?.pixels,
          second: comparedRun.flatMap { runs[$0]?.image.decoded?.pixels }, shape: run.imageShape,
          pixelStyle: PixelStyle(
            theme: theme, shading: preferences.imageShading, gamma: run.image.gamma),
          isFocused: isFocused), in: area)
    case .compared:
      buffer.draw(
        CompareTable(
          first: run, second: comparedRun.flatMap { runs[$0] }, link: compare.link, theme: theme,
          isFocused: isFocused), in: area)
    case .losses:
      buffer.draw(
        LossesView(
          losses: run.losses, history: session.history, earlierRuns: session.earlierRuns,
          shownEpoch: run.epochs.shown?.epoch,
          marks: session.changes.map(\.epoch),
          parts: screen == .train ? LossPart.all(of: session) : LossPart.shown(of: session),
          names: LossNames(session, usesUnicode: theme.usesUnicode), theme: theme,
          isFocused: isFocused), in: area)
    case .model:
      buffer.draw(ModelView(session: session, theme: theme, isFocused: isFocused), in: area)
    // Of a model that no run stands behind, its card is all there is to tell.
    case .vitals where !session.card.isEmpty:
      buffer.draw(ModelView(session: session, theme: theme, isFocused: isFocused), in: area)
    case .vitals:
      buffer.draw(VitalsView(session: session, theme: theme, isFocused: isFocused), in: area)
    case .latents:
      buffer.draw(LatentUseView(session: session, theme: theme, isFocused: isFocused), in: area)
    case .health:
      buffer.draw(HealthView(session: session, theme: theme, isFocused: isFocused), in: area)
    case .strip where showsMatch:
      if let round = run.match.round {
        buffer.draw(
          MatchStrip(
            round: round, run: run, shading: preferences.imageShading, isFocused: isFocused,
            theme: theme
          ).view, in: area)
      }
    case .strip where screen == .code:
      buffer.draw(
        CodeStrip(run: run, shading: preferences.imageShading, isFocused: isFocused, theme: theme)
          .view, in: area)
    case .strip where screen == .draw:
      buffer.draw(
        DrawStrip(run: run, shading: preferences.imageShading, isFocused: isFocused, theme: theme)
          .view, in: area)
    case .strip:
      let strip = WalkStrip(
        run: run, shading: preferences.imageShading, isFocused: isFocused, theme: theme)
      if let view = strip.view { buffer.draw(view, in: area) }
    case .images:
      buffer.draw(
        ImagesView(
          images: run.images, context: imagesContext, epochsPerStep: session.epochsPerStep,
          pixelStyle: pixelStyle, isFocused: isFocused), in: area)
    case .sliders:
      buffer.draw(
        CodeView(
          code: run.code, values: run.latent.cursor, original: run.latent.anchor?.code,
          source: codeSource, session: session, theme: theme, isFocused: isFocused), in: area)
    case .canvas:
      buffer.draw(
        CanvasView(
          draw: run.draw, obstacle: obstacleToDrawing, classes: run.classes,
          pixelStyle: pixelStyle, isFocused: isFocused), in: area)
    case .reading:
      buffer.draw(DrawingView(draw: run.draw, theme: theme, isFocused: isFocused), in: area)
    case .runs:
      buffer.draw(
        RunsView(
          runs: runList, open: openFolders, theme: theme, isFocused: isFocused),
        in: area)
    }
  }

  private var pixelStyle: PixelStyle {
    PixelStyle(theme: theme, shading: preferences.imageShading, gamma: run.image.gamma)
  }

  /// The letter of a run where two are compared.
  private func letter(of id: RunID) -> String? {
    screen == .compare && comparedRun != nil ? (id == comparedRun ? "B" : "A") : nil
  }

  private func latentView(of id: RunID, isFocused: Bool) -> LatentView {
    let run = runs[id] ?? run
    let canWalk = run.map != nil || run.weights != nil
    return LatentView(
      letter: letter(of: id), run: run, shading: preferences.imageShading,
      cursor: canWalk ? latentContext(of: id).place(of: run.latent.cursor) : nil, theme: theme,
      isFocused: isFocused, showsDrawing: screen == .draw)
  }

  private func imageView(of id: RunID, isFocused: Bool) -> DecodedImageView {
    let run = runs[id] ?? run
    return DecodedImageView(
      letter: letter(of: id), image: run.image, shape: run.imageShape,
      shading: preferences.imageShading, code: run.latent.cursor, neighbors: run.latent.neighbors,
      classes: run.classes, reading: run.latent.reading, hasRoundedWeights: !run.hasEncoder,
      theme: theme, isFocused: isFocused)
  }

  /// The image that the code under the cursor came from.
  private var codeSource: [Span] {
    guard let anchor = run.latent.anchor else { return [] }
    let point = run.map.map { $0.points[anchor.row] }
    let label = point.map { $0.hasClass ? ", class \(run.classes.name(Int($0.label)))" : "" } ?? ""
    let edited = zip(run.latent.cursor, anchor.code).count { $0 != $1 }
    return [
      Span("of #\(run.number(ofImageAt: anchor.image))\(label)"),
      Span(edited == 0 ? "" : ", \(edited) edited", theme.warning),
    ]
  }

  private func editedImage(isFocused: Bool) -> EditedImageView {
    let anchor = run.latent.anchor
    let strip = run.strips.strip(.anchor)
    return EditedImageView(
      edited: run.image.decoded?.pixels,
      reconstruction: strip.flatMap { $0.request.codes.first == anchor?.code ? $0.images[0] : nil },
      original: anchor.flatMap { anchor in
        session.images.flatMap { images in
          anchor.image < images.count ? images.image(anchor.image).map { Float($0) / 255 } : nil
        }
      },
      shape: run.imageShape, shading: preferences.imageShading, gamma: run.image.gamma,
      theme: theme,
      isFocused: isFocused,
      source: codeSource)
  }

  private var footer: Footer {
    let shown = focus.scopes(on: screen).prefix(1) + focus.sharedScopes(on: screen)
    let rows = shown.flatMap(CommandTable.rows)
    let hints = rows.compactMap { row -> Footer.Hint? in
      let isPause = row.bindings.first?.command == .training(.pauseOrResume)
      let text = isPause ? TrainingCommand.hint(in: session.phase) : row.hint
      return text.map { Footer.Hint(preferences.keys.label(of: row), $0) }
    }
    let standing = [session.warning, datasets.line].compactMap(\.self)
    return Footer(
      line: modes.last == .entry ? entry?.prompt : modes.last?.prompt ?? notice?.text,
      warning: standing.isEmpty ? nil : standing.joined(separator: "; "), hints: hints, theme: theme
    )
  }

  private func draw(_ mode: Mode, into buffer: inout CellBuffer) {
    switch mode {
    case .classChoice, .bookmark, .jump, .entry: break
    case .palette:
      buffer.draw(
        PaletteView(
          palette: palette, keys: preferences.keys, scopes: scopes + [.always], theme: theme),
        in: buffer.bounds)
    case .messages:
      buffer.draw(MessagesView(messages: messages, theme: theme), in: buffer.bounds)
    case .config:
      buffer.draw(
        ConfigView(config: config, preferences: preferences, theme: theme), in: buffer.bounds)
    case .presets: buffer.draw(PresetsView(presets: presets, theme: theme), in: buffer.bounds)
    case .deleteDialog:
      if let run = runList.toDelete {
        buffer.draw(Dialog.delete(run, width: size.width, theme), in: buffer.bounds)
      }
    case .quitDialog: buffer.draw(Dialog.quit(trainedRuns, theme), in: buffer.bounds)
    case .saving: buffer.draw(Dialog.saving(theme), in: buffer.bounds)
    }
  }
}
