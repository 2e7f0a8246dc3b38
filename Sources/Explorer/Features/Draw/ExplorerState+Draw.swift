internal import Autoencoders
internal import ImageSets
internal import TerminalUI

extension ExplorerState {
  /// Does what a command of the drawing asks for.
  mutating func update(_ command: DrawCommand) -> [Effect] {
    beginDrawing()
    if let reason = obstacleToDrawing { return [.notify(.noDrawing(reason))] }
    switch command {
    case .move(let columns, let rows): run.draw.move(columns: columns, rows: rows)
    case .togglePen: run.draw.togglePen()
    case .toggleEraser: run.draw.toggleEraser()
    case .widen(let steps): run.draw.widen(by: steps)
    case .nextColor, .color: return changeColor(command)
    case .clear: run.draw.clear()
    case .undo: if !run.draw.undo() { return [.notify(.nothingToUndo)] }
    case .toggleFrame: run.draw.toggleFrame()
    case .fromClass(let choice): return beginDrawing(withClass: choice)
    case .fromImage(let number): return beginDrawing(with: number)
    case .save(let path): return saveDrawing(to: path)
    }
    return drawEffects()
  }

  /// Draws where the mouse is, while its button is down.
  mutating func draw(by mouse: MouseEvent, in area: Rect) -> [Effect] {
    beginDrawing()
    let style = PixelStyle(
      theme: theme, shading: preferences.imageShading, gamma: run.image.gamma)
    guard obstacleToDrawing == nil, let image = run.draw.image,
      let place = CanvasView.pixel(at: mouse.position, of: image, style, in: area)
    else { return [] }
    if mouse.kind == .press {
      run.draw.beginStroke(at: place)
    } else {
      run.draw.move(to: place)
    }
    return drawEffects()
  }

  /// Why nothing can be drawn; nil where something can.
  var obstacleToDrawing: String? {
    guard session.model != nil else {
      return session.phase == .closed
        ? "no run is open; F7 lists those there are" : "the model is not there yet"
    }
    switch session.map?.origin {
    case .prior, .file: return "no encoder of this model is known, which gives drawings a code"
    case .testImages, .someTestImages, nil: return nil
    }
  }

  private mutating func beginDrawing() {
    guard obstacleToDrawing == nil, let shape = session.model?.configuration.imageShape else {
      return
    }
    run.draw.begin(shape, images: session.images)
  }

  private mutating func changeColor(_ command: DrawCommand) -> [Effect] {
    guard run.draw.image?.shape.channels == 3, let pen = run.draw.pen else {
      return [.notify(.noColors)]
    }
    if case .color(let ink) = command {
      run.draw.take(ink)
    } else {
      let place = DrawCommand.colors.firstIndex(of: pen.color) ?? 0
      run.draw.take(DrawCommand.colors[(place + 1) % DrawCommand.colors.count])
    }
    return []
  }

  // MARK: Beginning with an image

  /// The next test image of a class after the one that the drawing began with.
  private mutating func beginDrawing(withClass choice: ClassChoice) -> [Effect] {
    guard let images = session.images else {
      return [.notify(.noDrawing("no test images are known"))]
    }
    guard images.areLabeled else { return [.notify(.noClasses)] }
    guard let label = RunClasses(of: images).label(of: choice) else {
      return [.notify(.noClasses)]
    }
    let places = images.labels.indices.filter { Int(images.labels[$0]) == label }
    let last = run.draw.origin.flatMap { run.place(ofImage: $0) } ?? -1
    guard let place = places.first(where: { $0 > last }) ?? places.first else {
      return [.notify(.noImages(ofClass: RunClasses(of: images).described(label)))]
    }
    return beginDrawing(at: place, of: images)
  }

  private mutating func beginDrawing(with number: Int) -> [Effect] {
    guard let images = session.images, let place = run.place(ofImage: number) else {
      return [.notify(.noTestImage(number))]
    }
    return beginDrawing(at: place, of: images)
  }

  private mutating func beginDrawing(at place: Int, of images: LabeledImages) -> [Effect] {
    guard images.shape == run.draw.image?.shape else {
      return [.notify(.noDrawing("the test images are of another shape"))]
    }
    run.draw.begin(
      with: images.image(place).map { Float($0) / 255 }, number: images.numbers[place])
    return drawEffects()
  }

  private func saveDrawing(to path: String) -> [Effect] {
    guard let input = run.draw.input else { return [.notify(.nothingDrawn)] }
    return [.save(SavedImage(shape: input.shape, levels: input.levels), to: path)]
  }

  // MARK: What the model makes of it

  /// The work that the Draw page needs done.
  mutating func drawEffects(isNews: Bool = false) -> [Effect] {
    guard screen == .draw else { return [] }
    beginDrawing()
    return run.draw.effects(
      version: run.codesVersion, hasImages: session.images != nil, at: moment(isNews: isNews),
      of: active)
  }

  /// Takes in what the model made of a drawing.
  mutating func take(_ reading: DrawingReading, of id: RunID) {
    let map = runs[id]?.map
    runs[id]?.draw.take(reading, among: map)
    if id == active, screen == .draw { goToDrawing() }
  }

  /// Puts the cursor at the code of the drawing. Its image is decoded when another page shows it: on this one,
  /// that would keep the next stroke waiting.
  mutating func goToDrawing() {
    guard run.draw.isCurrent, let code = run.draw.reading?.code,
      code.count == latentContext.plane.latentCount
    else { return }
    _ = update(.goTo(.code(code)))
  }

  /// What has to be done where the page is left.
  mutating func leaveDrawing() -> [Effect] {
    guard screen == .draw, run.draw.image != nil else { return [] }
    run.draw.liftPen()
    return [.decode(run.latent.cursor, of: active)]
  }
}
