/// A is to B as C is to what? The code of the answer is C + B - A.
public struct Analogy: Equatable, Sendable {
  /// A, B and C in words.
  let names: [String]
  /// The codes of A, B, C and the answer.
  let codes: [[Float]]

  /// A part of the question.
  public enum Term: Equatable, Sendable {
    /// The code of the test image of a number.
    case image(Int)
    /// The mean of the codes of a class.
    case ofClass(ClassChoice)

    /// What a person typed.
    init?(_ text: String) {
      guard text.hasPrefix("#") else {
        self = .ofClass(ClassChoice(text))
        return
      }
      guard let number = Int(text.dropFirst()), number >= 0 else { return nil }
      self = .image(number)
    }
  }

  /// - Parameter terms: A, B and C, each by its name and code.
  init(_ terms: [(name: String, code: [Float])]) {
    precondition(terms.count == 3, "\(terms.count) terms of an analogy")
    names = terms.map(\.name)
    let (a, b, c) = (terms[0].code, terms[1].code, terms[2].code)
    codes = [a, b, c, c.indices.map { c[$0] + b[$0] - a[$0] }]
  }

  /// The code of the answer.
  var answer: [Float] { codes[3] }
}

extension LatentMap {
  /// The mean of the codes of some rows.
  func mean(of rows: [Int]) -> [Float] {
    let latents = plane.latentCount
    var sums = [Double](repeating: 0, count: latents)
    for row in rows {
      for latent in 0..<latents { sums[latent] += Double(codes[row * latents + latent]) }
    }
    return sums.map { Float($0 / Double(max(rows.count, 1))) }
  }
}
