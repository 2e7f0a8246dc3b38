/// How weights start; biases start at zero.
public enum Initialization: String, Codable, Sendable {
  /// Uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010), the default of Keras.
  case glorotUniform
  /// Uniform in ±√(6 / fanIn) (He et al. 2015), made for ReLU.
  case heUniform

  func limit(fanIn: Int, fanOut: Int) -> Float {
    switch self {
    case .glorotUniform: (6 / Float(fanIn + fanOut)).squareRoot()
    case .heUniform: (6 / Float(fanIn)).squareRoot()
    }
  }
}

/// One named tensor of a model, as a range of its flat buffer.
public struct Parameter: Equatable, Sendable {
  /// The name a PyTorch `state_dict` gives it, such as `encoder.0.weight`.
  public let name: String
  /// PyTorch's layout: `[out, in]` for a weight, `[out, in, height, width]` for a convolution's, `[out]`
  /// for a bias.
  public let shape: [Int]
  public let offset: Int

  public var isWeight: Bool { shape.count > 1 }
  public var count: Int { shape.reduce(1, *) }
  public var range: Range<Int> { offset..<offset + count }

  /// The parameter as a matrix of `buffer`: its first dimension by the rest; a vector is one row.
  public func matrix(in buffer: FloatBuffer) -> Matrix {
    let rows = shape.count > 1 ? shape[0] : 1
    return Matrix(
      buffer: buffer, offset: offset, rows: rows, columns: count / rows, stride: count / rows)
  }
}

/// Assigns places in one flat buffer to the parameters of a model.
public struct ParameterLayout: Equatable, Sendable {
  public private(set) var parameters: [Parameter] = []
  /// Floats the buffer needs, gaps included; the gaps stay zero.
  public private(set) var count = 0

  private static let floatsPerCacheLine = 16

  public init() {}

  /// Adds a parameter on a cache-line boundary.
  public mutating func add(_ name: String, shape: [Int]) -> Parameter {
    add(stacked: [name], shape: shape)
  }

  /// Adds parameters of one shape right behind each other and returns them as one, its first
  /// dimension that many times as long.
  public mutating func add(stacked names: [String], shape: [Int]) -> Parameter {
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
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Starting values for the whole buffer; the same for the same seed.
  public func initialValues(_ initialization: Initialization, seed: UInt64) -> [Float] {
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
