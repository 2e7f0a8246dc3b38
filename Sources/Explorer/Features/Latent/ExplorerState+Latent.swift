extension ExplorerState {
  /// Does what a command of the latent space asks for; where it moves the cursor, a walk ends.
  mutating func update(_ command: LatentCommand) -> [Effect] {
    if command.movesCursor { run.walk.stop() }
    if case .goTo(.image(let number)) = command {
      guard let place = run.place(ofImage: number) else {
        return [.notify(.noCode(ofImage: number))]
      }
      return run.latent.update(.goTo(.image(place)), in: latentContext) + codeEffects()
    }
    return run.latent.update(command, in: latentContext) + codeEffects()
  }

  /// Asks how far the codes that are shown are from each other, where that is not known of them.
  mutating func spacingEffects(isNews: Bool) -> [Effect] {
    let version = run.map == nil || session.model == nil ? nil : run.codesVersion
    guard run.spacing.asks(for: version, at: moment(isNews: isNews)) else { return [] }
    return [.compute(.spacing, of: active)]
  }
}
