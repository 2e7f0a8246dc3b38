internal import TerminalUI

extension ExplorerState {
  var imagesContext: ImagesFeature.Context {
    let pane = layout?.panes[.images].map(Frame.interior)
    return ImagesFeature.Context(
      run: active, session: session, room: pane?.size ?? Size(width: 0, height: 0))
  }

  /// Asks for the page of images that is wanted, where images are on screen.
  mutating func imagesEffects() -> [Effect] {
    screen == .images ? run.images.ask(in: imagesContext) : []
  }

  /// Lets what moves by itself on the page of images move.
  mutating func elapseImages() -> [Effect] {
    screen == .images ? run.images.elapse(in: imagesContext) : []
  }

  /// Does what a command of the images asks for.
  mutating func update(_ command: ImagesCommand) -> [Effect] {
    command == .open ? openChosenCode() : run.images.update(command, in: imagesContext)
  }

  /// The image itself where its code is the one on the map, else the code alone.
  private func target(of item: ImagesItem) -> LatentTarget {
    guard let map = session.map, let place = run.place(ofImage: item.number),
      let row = map.images.firstIndex(of: place), map.code(row) == item.code
    else { return .code(item.code) }
    return .image(item.number)
  }

  /// Puts the cursor at the code of the chosen image, on the page that shows such codes.
  private mutating func openChosenCode() -> [Effect] {
    guard let item = run.images.chosenItem(in: imagesContext) else { return [] }
    guard !item.code.isEmpty else { return [.notify(.noChosenCode)] }
    let effects = show(session.home == .code ? .code : .walk)
    return effects + update(.goTo(target(of: item)))
  }
}
