/// A rule that moves parameters against their gradients, with the memory it needs.
package protocol Optimizer: AnyObject {
  /// Takes step number `step`, the first being 1, at `rateFactor` times the rule's own rate.
  func update(
    _ parameters: FloatBuffer, gradients: FloatBuffer, step: Int, rateFactor: Float,
    on engine: Engine)

  /// The memory of the rule between steps, by name; each buffer is as long as the parameters.
  var state: [(name: String, buffer: FloatBuffer)] { get }
}
