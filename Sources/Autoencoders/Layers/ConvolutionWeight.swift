/// Where the weight of a `ConvolutionOperator` stands.
enum ConvolutionWeight {
  /// A parameter of the model.
  case parameter(Parameter)
  /// Sums of a parameter's weights.
  case spread(SpreadKernel)

  /// The first weight in a buffer that holds all of them.
  struct Place {
    let buffer: FloatBuffer
    let offset: Int
    /// What is written is added to what is there.
    var isAccumulating = false
  }

  func values(_ pass: Pass) -> Place {
    switch self {
    case .parameter(let weight): Place(buffer: pass.parameters, offset: weight.offset)
    case .spread(let kernel): Place(buffer: kernel.values, offset: 0)
    }
  }

  func gradients(_ pass: Pass) -> Place {
    switch self {
    case .parameter(let weight):
      Place(
        buffer: pass.gradients, offset: weight.offset, isAccumulating: pass.continuesBatch)
    case .spread(let kernel): Place(buffer: kernel.gradient, offset: 0)
    }
  }
}
