internal import FileFormats
internal import ImageSets
internal import TerminalUI

/// Codes of a map that a person takes along, and the images they are of.
struct CodesExport: Sendable {
  private let map: LatentMap
  private let rows: [Int]
  private let images: LabeledImages?
  /// The numbers of the images among all test images.
  private let numbers: [Int]

  init(_ rows: [Int], of run: OpenRun, map: LatentMap) {
    self.map = map
    self.rows = rows
    images = run.session.images
    numbers = rows.map { run.number(ofImageAt: map.images[$0]) }
  }

  /// The bytes of a file of them.
  func bytes(_ format: ExportFormat) throws(ZipWriterError) -> [UInt8] {
    switch format {
    case .npz: try npzBytes(of: arrays, isCompressed: true)
    case .npy: table.fileBytes()
    }
  }

  private var codes: [Float] { rows.flatMap(map.code) }
  private var latents: Int { map.plane.latentCount }

  private var arrays: [(name: String, array: NPYArray)] {
    let places = rows.flatMap { [map.points[$0].x, map.points[$0].y] }
    var arrays: [(name: String, array: NPYArray)] = [
      ("codes", NPYArray(codes, shape: [rows.count, latents])),
      ("indices", NPYArray(numbers)),
      ("places", NPYArray(places, shape: [rows.count, 2])),
    ]
    if !map.classes.isEmpty {
      let labels = rows.map { map.points[$0].label }
      arrays.append(("labels", NPYArray(element: .uint8, shape: [rows.count], bytes: labels)))
    }
    if let images {
      let size = [images.height, images.width] + (images.channels == 1 ? [] : [images.channels])
      let pixels = rows.flatMap { images.image(map.images[$0]) }
      arrays.append(
        ("images", NPYArray(element: .uint8, shape: [rows.count] + size, bytes: pixels)))
    }
    return arrays
  }

  private var table: NPYArray {
    let values = zip(rows, numbers).flatMap { row, number in
      let label = map.points[row].label
      return [Float(number), label == ScatterPoint.noClass ? -1 : Float(label)] + map.code(row)
    }
    return NPYArray(values, shape: [rows.count, 2 + latents])
  }
}
