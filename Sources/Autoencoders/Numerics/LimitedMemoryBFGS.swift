internal import Foundation

/// Minimizes a smooth convex function by limited-memory BFGS (Liu and Nocedal 1989) with steps halved
/// until Armijo's condition holds.
struct LimitedMemoryBFGS {
  typealias Objective = ([Double]) -> (value: Double, gradient: [Double])

  struct Minimum {
    let point: [Double]
    let value: Double
    let iterations: Int
  }

  var iterations = 300
  /// Done when no element of the gradient is larger.
  var tolerance = 1e-5
  /// Done when a step lowers the value by less than this part of it.
  var relativeDecrease = 1e-9
  /// Steps that the curvature is estimated from.
  var memory = 10

  /// - Parameters:
  ///   - shouldContinue: asked before each iteration; where not, the point so far is returned.
  ///   - progress: told before each iteration which it is, from 0.
  func minimize(
    from start: [Double], while shouldContinue: () -> Bool = { true }, _ objective: Objective,
    progress: (Int) -> Void = { _ in }
  ) -> Minimum {
    var point = start
    var (value, gradient) = objective(point)
    var curvature = CurvatureHistory(capacity: memory)
    for iteration in 0..<iterations {
      progress(iteration)
      guard shouldContinue(), gradient.contains(where: { abs($0) > tolerance }) else {
        return Minimum(point: point, value: value, iterations: iteration)
      }
      let direction = curvature.descentDirection(for: gradient)
      guard
        let next = search(from: point, value, gradient, along: direction, objective)
      else { return Minimum(point: point, value: value, iterations: iteration) }
      curvature.add(
        step: zip(next.point, point).map { $0 - $1 },
        change: zip(next.gradient, gradient).map { $0 - $1 })
      let decrease = value - next.value
      (point, value, gradient) = next
      if decrease <= relativeDecrease * abs(value) {
        return Minimum(point: point, value: value, iterations: iteration + 1)
      }
    }
    return Minimum(point: point, value: value, iterations: iterations)
  }

  /// The first of the steps 1, ½, ¼ … that lowers the value enough; nil when none does.
  private func search(
    from point: [Double], _ value: Double, _ gradient: [Double], along direction: [Double],
    _ objective: Objective
  ) -> (point: [Double], value: Double, gradient: [Double])? {
    let slope = dot(gradient, direction)
    var length = 1.0
    for _ in 0..<40 {
      let candidate = zip(point, direction).map { $0 + length * $1 }
      let (next, nextGradient) = objective(candidate)
      if next <= value + 1e-4 * length * slope { return (candidate, next, nextGradient) }
      length /= 2
    }
    return nil
  }
}

/// The last steps of a descent and how the gradient changed over each.
private struct CurvatureHistory {
  let capacity: Int
  private var pairs: [(step: [Double], change: [Double], product: Double)] = []

  init(capacity: Int) { self.capacity = capacity }

  /// Notes a step, unless rounding hides that the function curves upwards along it.
  mutating func add(step: [Double], change: [Double]) {
    let product = dot(step, change)
    guard product > 1e-12 * dot(change, change) else { return }
    if pairs.count == capacity { pairs.removeFirst() }
    pairs.append((step, change, product))
  }

  /// Minus the inverse Hessian's estimate times `gradient` (Nocedal and Wright, algorithm 7.4).
  func descentDirection(for gradient: [Double]) -> [Double] {
    guard let last = pairs.last else {
      let length = dot(gradient, gradient).squareRoot()
      return gradient.map { -$0 / max(length, 1) }
    }
    var direction = gradient.map(-)
    var weights = [Double](repeating: 0, count: pairs.count)
    for (index, pair) in pairs.enumerated().reversed() {
      weights[index] = dot(pair.step, direction) / pair.product
      add(-weights[index], pair.change, to: &direction)
    }
    let scale = last.product / dot(last.change, last.change)
    for index in direction.indices { direction[index] *= scale }
    for (index, pair) in pairs.enumerated() {
      add(weights[index] - dot(pair.change, direction) / pair.product, pair.step, to: &direction)
    }
    return direction
  }

  private func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
    for index in vector.indices { sum[index] += factor * vector[index] }
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}
