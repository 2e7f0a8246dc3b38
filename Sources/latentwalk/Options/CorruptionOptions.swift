internal import Autoencoders
internal import ProgramOptions

extension Option {
  /// - Parameter otherwise: the default in words, if any.
  static func corruption(otherwise: String?) -> Option<Corruption.Kind?> {
    Option<Corruption.Kind?>(
      "--corruption", .choice(as: "KIND"), otherwise: otherwise,
      help: "noise on the input: gaussian, masking or salt-and-pepper")
  }

  /// - Parameter otherwise: the default in words, if any.
  static func noise(otherwise: String?) -> Option<Float?> {
    Option<Float?>(
      "--noise", .positive(), otherwise: otherwise,
      help:
        "amount of that noise (gaussian unless --corruption says otherwise): standard deviation, "
        + "or share of the pixels")
  }
}

extension Arguments {
  /// The corruption that the options ask for, over a model's own; nil where they ask for none.
  func askedCorruption(own: Corruption?) throws(UsageError) -> Corruption? {
    guard self[.corruption(otherwise: nil)] != nil || self[.noise(otherwise: nil)] != nil else {
      return nil
    }
    return try corruption(own: own)
  }

  /// The corruption that the options ask for, over a model's own, else Gaussian noise.
  func corruption(own: Corruption?) throws(UsageError) -> Corruption {
    let noise = Option<Float?>.noise(otherwise: nil)
    let kind = self[.corruption(otherwise: nil)] ?? own?.kind ?? .gaussian
    let usual = own?.kind == kind ? own?.amount : nil
    let amount = self[noise] ?? usual ?? kind.usualAmount
    guard kind == .gaussian || amount <= 1 else {
      throw invalid(noise, expected: "a share from 0 to 1")
    }
    return Corruption(kind, amount: amount)
  }
}
