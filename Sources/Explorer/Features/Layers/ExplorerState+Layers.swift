internal import Autoencoders
internal import TerminalUI

extension ExplorerState {
  /// Does what a command of the layers asks for.
  mutating func update(_ command: LayersCommand) -> [Effect] {
    guard let context = layersContext else { return [.notify(.noCodesYet)] }
    return run.layers.update(command, in: context)
  }

  /// The work that layers on screen need done, as things stand.
  mutating func layerEffects(isNews: Bool) -> [Effect] {
    guard layout?.panes[latentPane(of: active)] != nil, let context = layersContext else {
      return []
    }
    return run.layers.effects(in: context, at: moment(isNews: isNews))
  }

  /// What layers are of; nil until there are codes and a model.
  private var layersContext: LayersContext? {
    guard let map = run.map, !map.points.isEmpty, let model = run.weights?.configuration else {
      return nil
    }
    let latent = run.latent
    let plot = ScatterPlot.plotArea(of: latentContext.area, showing: latent.viewport)
    guard !plot.isEmpty else { return nil }
    return LayersContext(
      run: active, map: map, version: run.codesVersion, model: model, images: session.images,
      hasEncoder: run.hasEncoder, viewport: latent.viewport, plot: plot.size,
      nearest: latent.neighbors.first?.index)
  }
}
