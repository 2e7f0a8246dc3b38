import FileFormats
import Foundation
import TestSupport
import Testing

@Suite(.serialized, .mustEnd)
struct AnimateCommandTests {
  @Test func picturesOverTrainingBecomeAnAnimation() throws {
    try Fixture.withModels { folder in
      let trained = try Program.run(
        [
          "train", "--data", "data", "--batch-size", "10", "--epochs", "3", "--pictures-every", "2",
          "--out", "run",
        ], in: folder)
      #expect(trained.status == 0, "\(trained.error)")
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/run/pictures")
      #expect(names.sorted() == ["epoch-000000.png", "epoch-000002.png", "epoch-000003.png"])
      let animated = try Program.run(["animate", "run", "--out", "walk.png"], in: folder)
      #expect(animated.status == 0, "\(animated.error)")
      let text = String(decoding: try readFile("\(folder)/walk.png"), as: Unicode.ASCII.self)
      #expect(text.contains("acTL") && text.components(separatedBy: "fcTL").count == 4)
    }
  }
}
