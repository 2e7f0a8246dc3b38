import FileFormats
import TestSupport
import Testing

/// Reports as users read them, of fixed models and data, with portable kernels.
@Suite(.serialized, .mustEnd)
struct ReportTests {
  static let reports = [
    ("eval-vae", ["eval", "vae.safetensors", "--samples", "2"]),
    (
      "eval-vae-all",
      [
        "eval", "vae.safetensors", "--samples", "2", "--importance", "3", "--mutual-information",
        "4", "--neighbors", "3", "--probe", "--baselines",
      ]
    ),
    ("eval-ae", ["eval", "ae.safetensors", "--baselines"]),
    (
      "infer",
      [
        "infer", "vae.safetensors", "--count", "4", "--samples", "10", "--max-steps", "5",
      ]
    ),
    ("anomaly", ["anomaly", "vae.safetensors", "--normal", "0-4"]),
    ("compress", ["compress", "vae.safetensors"]),
    (
      "estimators",
      [
        "estimators", "vae.safetensors", "vae.safetensors", "--count", "4", "--samples", "10",
      ]
    ),
  ]

  @Test(arguments: reports)
  func reportsOfModels(name: String, command: [String]) throws {
    try Fixture.withModels { folder in
      let result = try Program.run(
        command + ["--data", "data"], in: folder, variables: ["LATENTWALK_KERNELS": "portable"])
      #expect(result.status == 0, "\(result.error)")
      try expectGolden(result.output, "report-\(name).txt")
    }
  }

  @Test(arguments: [
    ("presets", []), ("preset-vae", ["vae"]), ("preset-rbm", ["rbm"]),
    ("preset-vae-burda", ["vae-burda"]),
  ])
  func presets(name: String, arguments: [String]) throws {
    try withTemporaryFolder { folder in
      try expectGolden(
        try Program.run(["presets"] + arguments, in: folder).output, "report-\(name).txt")
    }
  }

  /// Kernels, threads, data and models are those of the machine.
  @Test func doctor() throws {
    try withTemporaryFolder { folder in
      let text = try Program.run(["doctor"], in: folder).output
      let lines = text.replacing(folder, with: "HOME").split(separator: "\n").filter { line in
        !["kernels", "threads", "data", "models", " "].contains(where: line.hasPrefix)
      }
      try expectGolden(lines.joined(separator: "\n") + "\n", "report-doctor.txt")
    }
  }
}
