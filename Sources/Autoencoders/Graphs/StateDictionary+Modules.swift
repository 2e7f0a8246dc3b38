extension StateDictionary {
  /// Modules in the order in which they are computed.
  struct Modules: Equatable {
    /// From the image on; empty without an encoder.
    var encoder: [String] = []
    /// The heads for mean and log-variance after it.
    var heads: [String] = []
    /// From the code to the image.
    var decoder: [String]
  }

  /// Names that people give to the layers of mean and log-variance.
  private static let headNames: [(mean: String, logVariance: String)] = [
    ("fc21", "fc22"), ("fc_mu", "fc_var"), ("fc_mu", "fc_logvar"), ("fc_mu", "fc_log_var"),
    ("mu", "logvar"), ("mu", "log_var"), ("mean", "logvar"), ("mean", "log_var"),
    ("fc_mean", "fc_logvar"), ("fc_mean", "fc_log_var"), ("mean_layer", "logvar_layer"),
    ("z_mean", "z_log_var"), ("to_mu", "to_logvar"), ("mu_layer", "logvar_layer"),
    ("encoder.mu", "encoder.logvar"), ("encoder.fc_mu", "encoder.fc_var"),
    ("encoder.fc_mu", "encoder.fc_logvar"), ("encoder.mean", "encoder.logvar"),
    ("encoder.fc21", "encoder.fc22"), ("encoder.mean", "encoder.log_var"),
    ("linear_mu", "linear_logvar"), ("hidden2mu", "hidden2log_var"), ("hidden2mu", "hidden2logvar"),
  ]

  /// Which modules are the encoder and which the decoder.
  func modules() throws(StateDictionaryError) -> Modules {
    let heads =
      Self.headNames.first { linears[$0.mean] != nil && linears[$0.logVariance] != nil }
      .map { [$0.mean, $0.logVariance] } ?? []
    let rest = linears.keys.filter { !heads.contains($0) }
      .sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
    let named = Modules(
      encoder: rest.filter { Self.isPart($0, of: ["encoder", "enc"]) }, heads: heads,
      decoder: rest.filter { Self.isPart($0, of: ["decoder", "dec"]) })
    if !named.decoder.isEmpty, named.encoder.count + named.decoder.count == rest.count {
      return try checked(named)
    }
    if named.decoder.isEmpty, named.encoder.isEmpty { return try checked(inOneRow(rest, heads)) }
    throw .unknownModules(
      rest.filter { !named.encoder.contains($0) && !named.decoder.contains($0) })
  }

  /// A row of layers: with heads, those before the code are the encoder; without, it is parted at the shortest
  /// output, or is a decoder alone.
  private func inOneRow(
    _ names: [String], _ heads: [String]
  ) throws(StateDictionaryError) -> Modules {
    if let head = heads.first.flatMap({ linears[$0] }) {
      guard let start = names.firstIndex(where: { linears[$0]?.inputs == head.outputs }) else {
        throw .noCode
      }
      return Modules(
        encoder: Array(names[..<start]), heads: heads, decoder: Array(names[start...]))
    }
    guard let first = names.first.flatMap({ linears[$0] }),
      let last = names.last.flatMap({ linears[$0] })
    else { throw .noCode }
    if first.inputs < last.outputs { return Modules(decoder: names) }
    let widths = names.dropLast().compactMap { linears[$0]?.outputs }
    guard first.inputs == last.outputs, let least = widths.min(), least < first.inputs,
      let code = widths.firstIndex(of: least)
    else { throw .noCode }
    return Modules(encoder: Array(names[...code]), decoder: Array(names[(code + 1)...]))
  }

  private static func isPart(_ module: String, of parts: [String]) -> Bool {
    parts.contains { module.hasPrefix("\($0).") || module.hasPrefix("\($0)_") }
  }

  /// Names by the numbers in them: `layer10` after `layer9`, `fc3` after `fc1`.
  private static func order(_ name: String) -> [OrderKey] {
    var keys: [OrderKey] = []
    for character in name {
      if let digit = character.wholeNumberValue, character.isASCII {
        if case .number(let number)? = keys.last {
          keys[keys.count - 1] = .number(min(number, 1 << 40) * 10 + digit)
        } else {
          keys.append(.number(digit))
        }
      } else {
        keys.append(.letter(character))
      }
    }
    return keys
  }

  private enum OrderKey: Comparable {
    case number(Int)
    case letter(Character)
  }

  /// The modules, once each is known to read what the one before gives.
  private func checked(_ modules: Modules) throws(StateDictionaryError) -> Modules {
    try check(modules.encoder)
    if let last = modules.encoder.last {
      for head in modules.heads { try check([last, head]) }
    }
    try check(modules.decoder)
    return modules
  }

  private func check(_ row: [String]) throws(StateDictionaryError) {
    for (name, next) in zip(row, row.dropFirst()) {
      guard let gives = linears[name]?.outputs, let reads = linears[next]?.inputs else { continue }
      guard gives == reads else { throw .widths(name, gives: gives, next, reads: reads) }
    }
  }
}
