package import FileFormats

/// A part of a model that another program made, as a function of rows: images to features, or codes to
/// images.
public final class ModelGraph: Sendable {
  /// What the graph is to a model, and with it what its numbers mean.
  package enum Role: Equatable, Sendable {
    /// It reads images whose pixels mean what the decoder's do. `planes` is their shape where it has channel after
    /// channel; nil where channels are last, or one.
    case encoder(of: GraphOutput, planes: FeatureShape?)
    /// It gives images, as logits.
    case decoder(GraphOutput, planes: FeatureShape?)
    /// Its numbers are passed on as they are.
    case plain
  }

  /// The file it came from.
  public let name: String
  /// Numbers in a row that it reads.
  public let inputCount: Int
  /// Numbers in a row that it gives.
  public let outputCount: Int
  /// The shape of each output for one row, the batch left out.
  package let outputShapes: [[Int]]

  private let graph: ComputationGraph
  private let role: Role
  private let input: String
  /// The shape of a row as the graph has it.
  package let inputShape: [Int]
  /// Rows that the graph takes at once, where it was made for so many.
  private let rows: Int?

  /// Numbers of the longest row that is read or given.
  private static let longestRow = 1 << 20
  /// Rows that a graph of any number of them is given: its tensors stay small.
  static let rowsAtOnce = 8

  /// A function of a graph's only input.
  ///
  /// - Parameters:
  ///   - name: the file it came from.
  ///   - model: the graph.
  ///   - outputs: names of tensors that are set side by side.
  ///   - rowShape: the shape of a row where the file leaves it open.
  ///   - role: what it is to a model.
  /// - Throws: `GraphError` where it cannot be run.
  package init(
    name: String, _ model: ONNXModel, outputs: [String], rowShape: [Int]? = nil, as role: Role
  ) throws(GraphError) {
    graph = try ComputationGraph(model, outputs: outputs)
    guard graph.inputs.count == 1, let value = graph.inputs.first else {
      throw .inputs(graph.inputs.map(\.name))
    }
    inputShape = try Self.rowShape(of: value, otherwise: rowShape)
    (self.name, self.role) = (name, role)
    input = value.name
    inputCount = inputShape.reduce(1, *)
    rows = value.shape?.first.flatMap(\.self)
    let count = rows ?? 1
    guard (1...4096).contains(count) else { throw .unsupported("\(count) rows", node: value.name) }
    let zeros = ONNXTensor(
      [count] + inputShape, [Float](repeating: 0, count: count * inputCount))
    let results = try graph.run([input: zeros], on: Engine())
    guard results.allSatisfy({ $0.shape.first == count && $0.count / count <= Self.longestRow })
    else { throw .shapes(results.map(\.shape), node: outputs.joined(separator: ", ")) }
    outputShapes = results.map { Array($0.shape.dropFirst()) }
    outputCount = results.reduce(0) { $0 + $1.count / count }
  }

  /// The shape of a row that the file states, or the one given where it leaves some of it open.
  private static func rowShape(
    of value: ONNXValue, otherwise given: [Int]?
  ) throws(GraphError) -> [Int] {
    let stated = value.shape?.dropFirst()
    let known = stated?.compactMap(\.self) ?? []
    let shape = stated != nil && known.count == stated?.count ? known : given ?? []
    guard !shape.isEmpty, shape.allSatisfy({ $0 > 0 }),
      let count = checkedProduct(of: shape), count <= longestRow
    else { throw .openInput(value.name) }
    return shape
  }

  /// The same graph, and what it is to a model.
  package func playing(_ role: Role) -> ModelGraph { ModelGraph(self, role: role) }

  private init(_ other: ModelGraph, role: Role) {
    (graph, input, inputShape, rows) = (other.graph, other.input, other.inputShape, other.rows)
    (inputCount, outputCount) = (other.inputCount, other.outputCount)
    outputShapes = other.outputShapes
    (name, self.role) = (other.name, role)
  }

  // MARK: Running

  /// The outputs of `values`, rows of `inputCount`, side by side.
  package func run(_ values: [Float], on engine: Engine) -> [Float] {
    switch role {
    case .encoder(let pixels, let planes):
      outputs(
        of: pixels.pixelsRead(of: Self.turned(values, planes) { $0.channelsFirst($1) }), on: engine)
    case .decoder(let output, let planes):
      Self.turned(output.logits(of: outputs(of: values, on: engine)), planes) {
        $0.channelsLast($1)
      }
    case .plain: outputs(of: values, on: engine)
    }
  }

  /// Images one after the other in another order of channels; as they are without one.
  private static func turned(
    _ values: [Float], _ shape: FeatureShape?, _ turn: (FeatureShape, [Float]) -> [Float]
  ) -> [Float] {
    guard let shape else { return values }
    return stride(from: 0, to: values.count, by: shape.count).flatMap {
      turn(shape, Array(values[$0..<$0 + shape.count]))
    }
  }

  private func outputs(of values: [Float], on engine: Engine) -> [Float] {
    let count = values.count / inputCount
    guard let rows else {
      return stride(from: 0, to: count, by: Self.rowsAtOnce).flatMap { first in
        few(values, first..<min(first + Self.rowsAtOnce, count), on: engine)
      }
    }
    return stride(from: 0, to: count, by: rows).flatMap { first in
      let here = min(rows, count - first)
      let filled =
        part(values, first..<first + here)
        + [Float](repeating: 0, count: (rows - here) * inputCount)
      let outputs = batch(filled, rows: rows, on: engine)
      return outputs.map { Array($0.prefix(here * outputCount)) }
        ?? [Float](repeating: .nan, count: here * outputCount)
    }
  }

  private func few(_ values: [Float], _ rows: Range<Int>, on engine: Engine) -> [Float] {
    batch(part(values, rows), rows: rows.count, on: engine)
      ?? rows.flatMap { row in
        // A graph whose inside was made for one row at a time.
        batch(part(values, row..<row + 1), rows: 1, on: engine) ?? noNumbers
      }
  }

  /// A row of what cannot be computed.
  private var noNumbers: [Float] { [Float](repeating: .nan, count: outputCount) }

  private func part(_ values: [Float], _ rows: Range<Int>) -> [Float] {
    Array(values[rows.lowerBound * inputCount..<rows.upperBound * inputCount])
  }

  private func batch(_ values: [Float], rows: Int, on engine: Engine) -> [Float]? {
    let tensor = ONNXTensor([rows] + inputShape, values)
    guard let results = try? graph.run([input: tensor], on: engine) else { return nil }
    let widths = outputShapes.map { $0.reduce(1, *) }
    let parts = results.map(\.floats)
    guard zip(parts, widths).allSatisfy({ $0.count == rows * $1 }) else { return nil }
    if parts.count == 1 { return parts[0] }
    return (0..<rows).flatMap { row in
      zip(parts, widths).flatMap { part, width in
        let first = row * width
        return part[first..<first + width]
      }
    }
  }
}

extension ModelGraph: Equatable {
  /// Whether it is the same graph, read once.
  public static func == (a: ModelGraph, b: ModelGraph) -> Bool { a === b }
}
