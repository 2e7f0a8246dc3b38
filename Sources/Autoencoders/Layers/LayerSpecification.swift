/// One kind of layer with its settings, before it has an input: what a `LayerConfiguration` names.
///
/// Each stands in the file of its layer. A new one is a file, a case and a row of
/// `LayerConfiguration.specification`, and a row of its `kinds` in `LayerConfiguration+JSON.swift`.
protocol LayerSpecification {
  /// The shape of the output for `input`, or nil where the layer cannot take it.
  func outputShape(for input: FeatureShape) -> FeatureShape?

  /// The number of weights and biases between these two shapes.
  func parameterCount(from input: FeatureShape, to output: FeatureShape) -> Int

  /// The function applied to the layer's sums.
  var activation: Activation { get }

  /// The layer in a word, as in `256relu` or `conv16`.
  var summary: String { get }

  /// How many modules a PyTorch `Sequential` has for this layer: an activation is one of its own.
  var moduleCount: Int { get }

  /// Which of the modules has the parameters.
  var moduleOfParameters: Int { get }

  /// This layer and the next as one that computes the same faster, but for rounding; nil where there is none.
  func merged(with next: any LayerSpecification) -> (any LayerSpecification)?

  /// Makes the layer for `input`, a shape that it takes; its parameters are called `name.weight` and
  /// `name.bias`.
  func makeLayer(_ name: String, input: FeatureShape, in builder: inout LayerBuilder) -> any Layer
}

// MARK: - Default implementations

extension LayerSpecification {
  func parameterCount(from input: FeatureShape, to output: FeatureShape) -> Int { 0 }

  var activation: Activation { .identity }

  var moduleCount: Int { activation == .identity ? 1 : 2 }

  var moduleOfParameters: Int { 0 }

  func merged(with next: any LayerSpecification) -> (any LayerSpecification)? { nil }
}

extension Activation {
  /// The activation at the end of a layer's summary; nothing for the identity.
  var suffix: String { self == .identity ? "" : rawValue }
}
