import Autoencoders
import FileFormats
import Foundation
import TestSupport
import Testing

@testable import latentwalk

/// What a name means where a run or a model is asked for.
@Suite(.serialized, .mustEnd)
struct ModelNameTests {
  /// An environment whose runs are in `share/latentwalk/runs` and whose shipped models in `assets/models`.
  private static func environment(_ folder: String) -> ProgramEnvironment {
    ProgramEnvironment(
      variables: ["XDG_DATA_HOME": "\(folder)/share", ShippedModels.variable: "\(folder)/assets"],
      home: folder, workingFolder: folder, program: nil)
  }

  @Test func nearerThingsComeFirst() throws {
    try Fixture.withRun { folder in
      let environment = Self.environment(folder)
      let runs = environment.runsFolder
      try createFolder("\(folder)/assets/models")
      for name in ["vae", "sparse"] {
        try Fixture.write(Fixture.variational, to: "\(folder)/assets/models/\(name).safetensors")
      }
      func path(_ name: String) throws -> String { try environment.modelPath(name) }
      #expect(try path("vae") == "\(folder)/assets/models/vae.safetensors")
      // A run of the preset is the person's own; the beginning of a name is less than a whole one.
      try createFolder(runs)
      try FileManager.default.copyItem(atPath: "\(folder)/run", toPath: "\(runs)/sparse-test")
      #expect(try path("vae") == "\(runs)/sparse-test")
      #expect(try path("sparse") == "\(folder)/assets/models/sparse.safetensors")
      #expect(try path("spars") == "\(runs)/sparse-test")
      // Files as they stand are before all.
      for file in ["\(folder)/vae.safetensors", "\(folder)/run"] { #expect(try path(file) == file) }
      for file in ["nothing", "x/vae"] { #expect(try path(file) == file) }
      #expect(
        throws: RunError.noShippedModel(
          name: "conv", searched: ["\(folder)/assets/models"], variable: ShippedModels.variable)
      ) { try path("conv") }
    }
  }

  /// A model of one latent in the working folder is taken for `vae`, which has two.
  @Test func aFileIsBeforeAShippedModel() throws {
    try withTemporaryFolder { folder in
      var small = Fixture.deterministic
      small.encoder = [.dense(1, .identity)]
      try Fixture.write(small, to: "\(folder)/vae")
      #expect(try Program.run(["decode", "vae", "--z", "0"], in: folder).status == 0)
    }
  }
}
