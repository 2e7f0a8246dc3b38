import Autoencoders
import ImageSets

/// Decodes the latent plane as a grid, and the way from one image's code to another's.
func explore(_ model: Autoencoder, _ images: LabeledImages) -> (grid: [[Float]], way: [[Float]]) {
  let grid = LatentGrid(quantiles: 5)
  let plane = model.images(of: grid.codes(dimensions: model.configuration.latentCount))

  let codes = model.encode(images.prefix(2))
  let path = LatentPath.spherical.codes(from: codes[0], to: codes[1], count: 8)
  return (plane, model.images(of: path))
}
