import FileFormats
import Foundation

/// Models that PyTorch, Keras and tf2onnx wrote, with what onnxruntime or their module computes: make_models.py in
/// the same folder has the recipe.
enum ForeignFixtures {
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/foreign/\(name)").path
  }

  /// The arrays that `NAME.npz` holds.
  static func arrays(_ name: String) throws -> [String: NPYArray] {
    let archive = try ZipArchive(parsing: readFile(path("\(name).npz")))
    return Dictionary(
      uniqueKeysWithValues: try archive.memberNames.map { member in
        (
          String(member.dropLast(".npy".count)),
          try NPYArray(parsing: archive.member(named: member))
        )
      })
  }

  static func onnx(_ name: String) throws -> ONNXModel {
    try ONNXModel(parsing: readFile(path("\(name).onnx"))) { try? readFile(path($0)) }
  }

  /// The greatest difference, of what is larger than one as a part of it.
  static func difference(_ a: [Float], _ b: [Float]) -> Float {
    precondition(a.count == b.count && !a.isEmpty, "\(a.count) and \(b.count) numbers")
    return zip(a, b).map { abs($0 - $1) / max(abs($1), 1) }.max() ?? .infinity
  }
}
