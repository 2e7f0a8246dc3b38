internal import CKernels

extension Engine {
  /// One step of SGD over the flat buffers: v = momentum · v - rate · g, w += v, or Nesterov's
  /// w += momentum · v - rate · g.
  func sgd(
    _ parameters: FloatBuffer, _ gradients: FloatBuffer, velocity: FloatBuffer?, rate: Float,
    momentum: Float, isNesterov: Bool
  ) {
    unsafe runOptimizer(
      table.pointee.sgd, parameters, gradients, first: velocity, second: nil, rate: rate,
      momentum: momentum, isNesterov: isNesterov)
  }

  /// One step of RMSprop: s = decay · s + (1 - decay) · g², w -= rate · g / (√s + ε), with m²
  /// subtracted from s where a running `mean` is kept (the centered form).
  func rmsprop(
    _ parameters: FloatBuffer, _ gradients: FloatBuffer, meanSquare: FloatBuffer,
    mean: FloatBuffer?, rate: Float, decay: Float, epsilon: Float, isEpsilonUnderRoot: Bool
  ) {
    unsafe runOptimizer(
      table.pointee.rmsprop, parameters, gradients, first: mean, second: meanSquare, rate: rate,
      decay: decay, epsilon: epsilon, isEpsilonUnderRoot: isEpsilonUnderRoot)
  }

  /// One step of Adam: w = shrink · w - rate · m / (√s · meanSquareScale + ε); both bias corrections
  /// are in `rate` and `meanSquareScale`.
  func adam(
    _ parameters: FloatBuffer, _ gradients: FloatBuffer, mean: FloatBuffer,
    meanSquare: FloatBuffer, rate: Float, beta1: Float, beta2: Float, epsilon: Float,
    meanSquareScale: Float, shrink: Float
  ) {
    unsafe runOptimizer(
      table.pointee.adam, parameters, gradients, first: mean, second: meanSquare, rate: rate,
      momentum: beta1, decay: beta2, epsilon: epsilon, meanSquareScale: meanSquareScale,
      shrink: shrink)
  }

  /// One step of Adadelta: s = decay · s + (1 - decay) · g², Δ = g · √((u + ε) / (s + ε)),
  /// u = decay · u + (1 - decay) · Δ², w -= rate · Δ.
  func adadelta(
    _ parameters: FloatBuffer, _ gradients: FloatBuffer, meanSquare: FloatBuffer,
    meanSquareStep: FloatBuffer, rate: Float, decay: Float, epsilon: Float
  ) {
    unsafe runOptimizer(
      table.pointee.adadelta, parameters, gradients, first: meanSquare, second: meanSquareStep,
      rate: rate, decay: decay, epsilon: epsilon)
  }

  private func runOptimizer(
    _ kernel: RangeKernel, _ parameters: FloatBuffer, _ gradients: FloatBuffer,
    first: FloatBuffer?, second: FloatBuffer?, rate: Float, momentum: Float = 0, decay: Float = 0,
    epsilon: Float = 0, meanSquareScale: Float = 1, shrink: Float = 1, isNesterov: Bool = false,
    isEpsilonUnderRoot: Bool = false
  ) {
    let count = parameters.count
    unsafe run(
      kernel,
      ck_optimizer_arguments(
        parameters: parameters.pointer(0, count: count),
        gradients: gradients.pointer(0, count: count),
        first: first?.pointer(0, count: count), second: second?.pointer(0, count: count),
        rate: rate, momentum: momentum, decay: decay, epsilon: epsilon,
        second_scale: meanSquareScale, shrink: shrink, nesterov: isNesterov,
        epsilon_under_root: isEpsilonUnderRoot),
      count: count, grain: elementGrain)
  }
}
