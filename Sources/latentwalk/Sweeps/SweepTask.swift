internal import FileFormats
internal import Foundation

/// One run of a plan.
struct SweepTask: Equatable, Sendable {
  /// Its place in the plan, from 1 on.
  let number: Int
  /// The texts of its options, by their names without dashes.
  let options: [String: String]
  /// What tells it from every other one, wherever it stands in a plan.
  let identity: String

  init(_ number: Int, _ options: [String: String]) {
    (self.number, self.options) = (number, options)
    let lines = options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }
    identity = String(SHA256(of: Array(lines.joined().utf8)).text.prefix(10))
  }

  /// The words behind `train`.
  var words: [String] {
    SweepPart.names.flatMap { name -> [String] in
      guard let value = options[name] else { return [] }
      let option = SweepPart.optionName(name)
      return SweepPart.isFlag(name) ? [option] : ["\(option)=\(value)"]
    }
  }

  /// The name of its folder: what a person knows it by, and its identity.
  var name: String {
    let parts = SweepPart.names.filter { $0 != SweepPart.seedName }.compactMap { name in
      options[name].map { name == "preset" ? label($0) : name + label($0) }
    }
    let seed = options[SweepPart.seedName].map { "\(SweepPart.seedName)\($0)" }
    let known = [String(parts.joined(separator: "-").prefix(Self.longestLabel)), seed]
    return (known.compactMap(\.self) + [identity]).filter { !$0.isEmpty }.joined(separator: "-")
  }

  private static let longestLabel = 80
}

/// A value as a part of a file's name.
private func label(_ value: String) -> String {
  let end = value.contains("/") ? (value as NSString).lastPathComponent : value
  return String(end.map { $0.asciiValue.map(isOfNames) ?? false ? $0 : "_" })
}

private func isOfNames(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: ".+_".utf8.contains(byte)
  }
}
