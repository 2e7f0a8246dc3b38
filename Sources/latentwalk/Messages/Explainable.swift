/// An error that this program has words for. Errors are values where they arise; they become English in
/// this folder alone, those of a module in a file of its own.
protocol Explainable: Error {
  /// The words: what is wrong with which file or argument, and what to do about it, in one line; of an error that
  /// another holds, the part that follows what it is about.
  var message: String { get }
}

/// The line for an error that ends the program. One without words is a fault of this program, and the line
/// says so.
func message(for error: any Error) -> String {
  guard let error = error as? any Explainable else {
    return "unforeseen, and a fault of latentwalk: \(error)"
  }
  return error.message
}
