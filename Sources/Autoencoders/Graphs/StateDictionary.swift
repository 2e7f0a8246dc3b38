package import FileFormats

/// The tensors of a PyTorch `state_dict`, by names without what wrappers put before them.
package struct StateDictionary: Sendable {
  /// A dense layer: `weight` has a row of `inputs` numbers for each of its outputs.
  struct Linear: Equatable, Sendable {
    let weight: [Float], bias: [Float]
    let inputs: Int, outputs: Int
  }

  /// The dense layers by the names of their modules, as in `encoder.0`.
  let linears: [String: Linear]

  /// What `nn.DataParallel`, `torch.compile` and habits of saving put before every name.
  private static let wrappers = [
    "module.", "_orig_mod.", "state_dict.", "model_state_dict.", "model.", "net.", "vae.",
    "autoencoder.",
  ]

  /// Tensors as a file has them.
  ///
  /// - Throws: `StateDictionaryError` for what is no dense layer.
  package init(_ tensors: [String: SafeTensors.Tensor]) throws(StateDictionaryError) {
    var tensors = tensors
    while let wrapper = Self.wrappers.first(where: { wrapper in
      !tensors.isEmpty && tensors.keys.allSatisfy { $0.hasPrefix(wrapper) }
    }) {
      tensors = Dictionary(
        uniqueKeysWithValues: tensors.map { (String($0.key.dropFirst(wrapper.count)), $0.value) })
    }
    var linears: [String: Linear] = [:]
    for (name, weight) in tensors where name.hasSuffix(".weight") {
      let module = String(name.dropLast(".weight".count))
      let bias = tensors.removeValue(forKey: "\(module).bias")
      linears[module] = try Self.linear(module, weight, bias)
      tensors[name] = nil
    }
    if let other = tensors.keys.min() { throw .unknownTensor(other) }
    guard !linears.isEmpty else { throw .unknownModules([]) }
    self.linears = linears
  }

  private static func linear(
    _ module: String, _ weight: SafeTensors.Tensor, _ bias: SafeTensors.Tensor?
  ) throws(StateDictionaryError) -> Linear {
    guard weight.shape.count == 2, weight.shape.allSatisfy({ $0 > 0 }) else {
      throw .noLinear(module, shape: weight.shape)
    }
    let (outputs, inputs) = (weight.shape[0], weight.shape[1])
    let numbers = try finite(weight, "\(module).weight")
    guard let bias else {
      return Linear(
        weight: numbers, bias: [Float](repeating: 0, count: outputs), inputs: inputs,
        outputs: outputs)
    }
    guard bias.shape == [outputs] else { throw .noLinear("\(module).bias", shape: bias.shape) }
    return Linear(
      weight: numbers, bias: try finite(bias, "\(module).bias"), inputs: inputs, outputs: outputs)
  }

  private static func finite(
    _ tensor: SafeTensors.Tensor, _ name: String
  ) throws(StateDictionaryError) -> [Float] {
    guard let numbers = tensor.numbers else { throw .element(tensor.element, tensor: name) }
    guard numbers.allSatisfy(\.isFinite) else { throw .notFinite(name) }
    return numbers
  }
}

/// Why tensors make up no model.
public enum StateDictionaryError: Error, Equatable {
  /// A module whose weight is no matrix: a convolution, whose stride and padding no tensor tells.
  case noLinear(String, shape: [Int])
  /// A tensor that belongs to no dense layer.
  case unknownTensor(String)
  /// A tensor of elements that are no floats.
  case element(String, tensor: String)
  /// A tensor with infinite values, or values that are no numbers.
  case notFinite(String)
  /// Modules by names that are those of no encoder and decoder.
  case unknownModules([String])
  /// Two layers in a row of which the second does not read what the first gives.
  case widths(String, gives: Int, String, reads: Int)
  /// Activations for another number of layers than there are.
  case activationCount(given: Int, layers: Int)
  /// Dense layers whose order shows no code between an encoder and a decoder.
  case noCode
}
