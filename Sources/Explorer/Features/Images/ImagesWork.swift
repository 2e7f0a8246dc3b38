internal import Autoencoders
internal import ImageSets
internal import TerminalUI

/// Computes a page of images on the thread beside the screen.
struct ImagesWork {
  let request: ImagesRequest
  let bench: Workbench

  init(_ request: ImagesRequest, on bench: Workbench) {
    self.request = request
    self.bench = bench
  }

  var query: ImagesQuery { request.query }
  var model: Autoencoder { bench.model }
  var emptyPage: ImagesPage { ImagesPage(query: query, step: bench.step) }

  /// Hands over the page, and where that takes long what there is of it.
  func run() {
    switch query.sheet {
    case .reconstructions, .restorations, .codes: publishTestImages()
    case .samples: publish(samples)
    case .filters: publish(filters)
    case .fantasies: publish(fantasies)
    }
  }

  func publish(_ page: ImagesPage) {
    var page = page
    page.seconds = bench.seconds()
    bench.publish(.images(page))
  }

  /// An image of the model's shape.
  func picture(_ pixels: [Float]) -> Picture {
    let shape = model.configuration.imageShape
    return Picture(pixels: pixels, size: shape.size, channels: shape.channels)
  }

  // MARK: Samples

  private var samples: ImagesPage {
    var page = emptyPage
    let codes = model.priorCodes(query.places, seed: query.seed)
    page.items = zip(query.places, zip(codes, model.images(of: codes))).map { number, sample in
      ImagesItem(
        number: number, pictures: [picture(sample.1)],
        code: sample.0)
    }
    return page
  }

  // MARK: Weights

  private var filters: ImagesPage {
    var page = emptyPage
    let filters = model.firstLayerFilters
    page.items = query.places.clamped(to: filters.indices).map { unit in
      let filter = filters[unit]
      let size = Size(width: filter.width, height: filter.height)
      return ImagesItem(
        number: unit,
        pictures: [Picture(pixels: filter.weights, size: size, channels: filter.channels)])
    }
    page.scale = Self.strength(of: page.items.flatMap { $0.pictures.flatMap(\.pixels) })
    return page
  }

  /// The absolute value that one in a hundred exceeds.
  private static func strength(of values: [Float]) -> Float {
    let sorted = values.map(abs).sorted()
    return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) * 99 / 100]
  }

  // MARK: Particles

  private var fantasies: ImagesPage {
    var page = emptyPage
    guard let machine = BoltzmannMachine(model) else { return page }
    let places = query.places
    if var chain = request.chain {
      chain.step(machine)
      page.chain = chain
    } else {
      page.chain = GibbsChain(from: startingImages(places), seed: query.seed, of: machine)
    }
    page.items = zip(places, page.chain?.particles ?? []).map { place, particle in
      ImagesItem(
        number: bench.images.map { $0.numbers[place % $0.count] } ?? place,
        pictures: [picture(particle.visibleMeans)])
    }
    return page
  }

  /// Test images, or random pixels where there are none.
  private func startingImages(_ places: Range<Int>) -> [[Float]] {
    places.map { place in
      if let images = bench.images, images.count > 0 {
        return images.image(place % images.count).map { Float($0) / 255 }
      }
      var random = Philox(seed: query.seed, stream: .fantasy, step: UInt64(place))
      return (0..<model.configuration.pixelCount).map { _ in random.nextUnit() }
    }
  }
}
