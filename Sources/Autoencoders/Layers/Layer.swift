/// What a layer needs for a pass: where to compute, the parameters, and where their gradients go.
public struct Pass {
  public let engine: Engine
  public let parameters: FloatBuffer
  public let gradients: FloatBuffer
  /// This is a further slice of a batch: parameters are as they were, and gradients add up.
  public var continuesBatch = false
  /// Skip connections carry what was last encoded; else they carry nothing.
  public var carriesSkips = true

  public init(engine: Engine, parameters: FloatBuffer, gradients: FloatBuffer) {
    self.engine = engine
    self.parameters = parameters
    self.gradients = gradients
  }
}

/// A differentiable function of a batch, one image or code a row.
public protocol Layer {
  var inputCount: Int { get }
  var outputCount: Int { get }

  /// Brings parameters that were drawn at random into the layer's form.
  func prepare(_ parameters: FloatBuffer)

  /// Computes `output` from `input`.
  func forward(_ input: Matrix, into output: Matrix, _ pass: Pass)

  /// Given d(loss)/d(output), replaces the gradients of this layer's parameters, or adds to them as
  /// the pass says, and, where asked for, writes d(loss)/d(input). May overwrite `outputGradient`.
  func backward(
    _ outputGradient: Matrix, input: Matrix, output: Matrix, into inputGradient: Matrix?,
    _ pass: Pass)
}

extension Layer {
  public func prepare(_ parameters: FloatBuffer) {}
}
