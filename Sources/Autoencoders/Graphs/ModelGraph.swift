package import FileFormats

/// A part of a model that another program made, as a function of rows: images to features, or codes to
/// images.
public final class ModelGraph: Sendable {
  /// The file it came from.
  public let name: String
  /// Numbers in a row that it reads.
  public let inputCount: Int
  /// Numbers in a row that it gives.
  public let outputCount: Int
  /// The shape of each output for one row, the batch left out.
  package let outputShapes: [[Int]]
  /// The last operation is not the sigmoid that a likelihood has of its own: outputs are means, and become
  /// logits.
  package let givesMeans: Bool

  private let graph: ComputationGraph
  private let input: String
  /// The shape of a row as the graph has it.
  private let inputShape: [Int]
  /// Rows that the graph takes at once, where it was made for so many.
  private let rows: Int?

  /// A function of one of a graph's inputs.
  ///
  /// - Parameters:
  ///   - name: the file it came from.
  ///   - model: the graph.
  ///   - outputs: names of tensors that are set side by side.
  ///   - rowShape: the shape of a row where the file leaves it open.
  ///   - isDecoder: outputs are images, whose logits are wanted.
  /// - Throws: `GraphError` where it cannot be run.
  package init(
    name: String, _ model: ONNXModel, outputs: [String], rowShape: [Int]? = nil, isDecoder: Bool
  ) throws(GraphError) {
    var (wanted, givesMeans) = (outputs, isDecoder)
    if isDecoder, outputs.count == 1, let logits = model.graph.logits(of: outputs[0]) {
      (wanted, givesMeans) = ([logits], false)
    }
    graph = try ComputationGraph(model, outputs: wanted)
    guard graph.inputs.count == 1, let value = graph.inputs.first else {
      throw .unsupported(
        "\(graph.inputs.count) inputs (\(graph.inputs.map(\.name).joined(separator: ", ")))",
        node: outputs.joined(separator: ", "))
    }
    let declared = value.shape?.dropFirst()
    let known = declared?.compactMap(\.self) ?? []
    let shape = known.count == declared?.count ? known : rowShape ?? known
    guard !shape.isEmpty, shape.allSatisfy({ (1...1 << 20).contains($0) }),
      shape.reduce(1.0, { $0 * Double($1) }) <= 1_048_576
    else { throw .unsupported("an input whose size the file leaves open", node: value.name) }
    self.name = name
    self.givesMeans = givesMeans
    input = value.name
    inputShape = shape
    inputCount = shape.reduce(1, *)
    rows = value.shape?.first.flatMap(\.self)
    let count = rows ?? 1
    guard (1...4096).contains(count) else { throw .unsupported("\(count) rows", node: value.name) }
    let zeros = ONNXTensor([count] + shape, [Float](repeating: 0, count: count * inputCount))
    let results = try graph.run([input: zeros], on: Engine())
    guard results.allSatisfy({ $0.shape.first == count && $0.count % count == 0 }) else {
      throw .shapes(results.map(\.shape), node: outputs.joined(separator: ", "))
    }
    outputShapes = results.map { Array($0.shape.dropFirst()) }
    outputCount = results.reduce(0) { $0 + $1.count / count }
  }

  /// The outputs of `values`, rows of `inputCount`, side by side.
  func run(_ values: [Float], on engine: Engine) -> [Float] {
    let count = values.count / inputCount
    guard let rows else {
      return batch(values, rows: count, on: engine)
        ?? (0..<count).flatMap { row in
          // A graph whose inside was made for one row at a time.
          batch(part(values, row..<row + 1), rows: 1, on: engine) ?? []
        }
    }
    return stride(from: 0, to: count, by: rows).flatMap { first in
      let here = min(rows, count - first)
      let filled = part(values, first..<first + here)
        + [Float](repeating: 0, count: (rows - here) * inputCount)
      return batch(filled, rows: rows, on: engine)?.prefix(here * outputCount) ?? []
    }
  }

  private func part(_ values: [Float], _ rows: Range<Int>) -> [Float] {
    Array(values[rows.lowerBound * inputCount..<rows.upperBound * inputCount])
  }

  private func batch(_ values: [Float], rows: Int, on engine: Engine) -> [Float]? {
    let tensor = ONNXTensor([rows] + inputShape, values)
    guard let results = try? graph.run([input: tensor], on: engine) else { return nil }
    let widths = outputShapes.map { $0.reduce(1, *) }
    let parts = results.map(\.floats)
    guard zip(parts, widths).allSatisfy({ $0.count == rows * $1 }) else { return nil }
    return (0..<rows).flatMap { row in
      zip(parts, widths).flatMap { $0[row * $1..<(row + 1) * $1] }
    }
  }
}

extension ModelGraph: Equatable {
  /// Whether it is the same graph, read once.
  public static func == (a: ModelGraph, b: ModelGraph) -> Bool { a === b }
}

extension ONNXGraph {
  /// What the sigmoid reads that gives `output`, where one does, reshaped at most after it.
  fileprivate func logits(of output: String) -> String? {
    guard let node = nodes.first(where: { $0.outputs.contains(output) }) else { return nil }
    return node.type == "Sigmoid" ? node.inputs.first : nil
  }
}
