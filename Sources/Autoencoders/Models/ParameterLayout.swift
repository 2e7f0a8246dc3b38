/// Assigns places in one flat buffer to the parameters of a model.
package struct ParameterLayout: Equatable, Sendable {
  package private(set) var parameters: [Parameter] = []
  /// Floats the buffer needs, gaps included; the gaps stay zero.
  package private(set) var count = 0

  private static let floatsPerCacheLine = 16

  package init() {}

  /// Adds a parameter on a cache-line boundary.
  package mutating func add(_ name: String, shape: [Int]) -> Parameter {
    add(stacked: [name], shape: shape)
  }

  /// Adds parameters of one shape right behind each other and returns them as one, its first
  /// dimension that many times as long.
  package mutating func add(stacked names: [String], shape: [Int]) -> Parameter {
    count =
      (count + Self.floatsPerCacheLine - 1) / Self.floatsPerCacheLine * Self.floatsPerCacheLine
    let whole = Parameter(
      name: names.joined(separator: "+"), shape: [names.count * shape[0]] + shape.dropFirst(),
      offset: count)
    for name in names {
      let parameter = Parameter(name: name, shape: shape, offset: count)
      parameters.append(parameter)
      count += parameter.count
    }
    return whole
  }

  /// The number of trained floats, gaps not counted.
  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Starting values for the whole buffer; the same for the same seed.
  package func initialValues(_ initialization: WeightInitialization, seed: UInt64) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    for (index, parameter) in parameters.enumerated() where parameter.isWeight {
      var random = Philox(seed: seed, stream: .initialization, step: UInt64(index))
      let window = parameter.shape.dropFirst(2).reduce(1, *)
      let (fanIn, fanOut) = (parameter.shape[1] * window, parameter.shape[0] * window)
      let limit = initialization.limit(fanIn: fanIn, fanOut: fanOut)
      for position in parameter.range { values[position] = limit * (2 * random.nextUnit() - 1) }
    }
    return values
  }
}
