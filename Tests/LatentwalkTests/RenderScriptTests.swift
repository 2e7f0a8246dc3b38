import FileFormats
import Foundation
import TestSupport
import Testing

/// `latentwalk render --script` as a person would use it, on a model that comes with the program.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct RenderScriptTests {
  private static func play(_ script: String, _ options: [String] = [], in folder: String) throws
    -> Program.Result
  {
    try writeFile(Array(script.utf8), to: "\(folder)/a.walk")
    return try Program.run(["render", "--script", "a.walk"] + options, in: folder)
  }

  private static let walk = """
    open vae
    size 120x40
    latent.class 3
    walk.mark
    latent.class 8
    walk.mark
    walk.loop
    record walk.png
    walk.play
    wait 270
    record
    snapshot end.png
    snapshot end.svg
    """

  /// Earlier ones draw no palette over another frame.
  private static let pillow = Python(with: "PIL", version: 11)

  /// Nine seconds of a walk that never stands still.
  @Test func aWalkIsASmallAnimation() throws {
    try withTemporaryFolder { folder in
      let result = try Self.play(Self.walk, in: folder)
      #expect(result.status == 0 && result.output.isEmpty, "\(result.error)")
      let lines = result.error.split(separator: "\n")
      #expect(lines.count == 2 && lines[0].contains("a.walk:3: class 3: "))
      #expect(try readFile("\(folder)/walk.png").count < 300_000)
      guard let pillow = Self.pillow else {
        print("no interpreter has version 11 of the package PIL: the animation is not opened")
        return
      }
      let program = """
        import sys
        from PIL import Image
        image = Image.open(sys.argv[1] + "/walk.png")
        time = 0
        for frame in range(image.n_frames):
            image.seek(frame)
            time += image.info["duration"]
        end = Image.open(sys.argv[1] + "/end.png").convert("RGB")
        same = image.convert("RGB").tobytes() == end.tobytes()
        print(image.size, image.n_frames > 100, round(time), same)
        """
      #expect(try pillow.run(program, [folder]) == "(960, 640) True 9000 True\n")
    }
  }

  @Test func twicePlayedItIsTheSame() throws {
    try withTemporaryFolder { folder in
      let files = ["walk.png", "end.svg"]
      _ = try Self.play(Self.walk, in: folder)
      let first = try files.map { try readFile("\(folder)/\($0)") }
      _ = try Self.play(Self.walk, in: folder)
      #expect(try files.map { try readFile("\(folder)/\($0)") } == first)
    }
  }

  @Test func theLastScreenIsDrawnWhereThatIsAskedFor() throws {
    try withTemporaryFolder { folder in
      let drawn = try Self.play("open vae\nlatent.class 3", ["--format", "text"], in: folder)
      #expect(drawn.output.contains("test codes"))
      let said = try Self.play("open vae\nlatent.class 3", ["--say"], in: folder)
      let lines = said.output.split(separator: "\n")
      #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("Walk. vae on mnist, ") })
      #expect(lines.first != lines.last)
    }
  }

  @Test(
    arguments: [
      ("open vae\nfly", "a.walk: line 2: there is no command fly"),
      ("key Rigth", "a.walk: line 1: that is not what key takes"),
      ("open nowhere", "nowhere"), ("open vae\nsnapshot no/such/a.svg", "no/such/a.svg"),
    ])
  func whatIsWrongEndsIt(script: String, words: String) throws {
    try withTemporaryFolder { folder in
      let result = try Self.play(script, in: folder)
      #expect(result.status == 1 && result.output.isEmpty)
      #expect(result.error.contains(words), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
    }
  }

  @Test func codesAreReadByNumPy() throws {
    guard let numpy = Python(with: "numpy") else {
      print("no interpreter has the package numpy: the arrays are not opened")
      return
    }
    try withTemporaryFolder { folder in
      let script = """
        open vae
        export.class 3 threes.npz
        export.region -1 1 -1 1 middle.npy
        """
      let result = try Self.play(script, in: folder)
      #expect(result.status == 0, "\(result.error)")
      let program = """
        import sys
        import numpy as np
        threes = np.load(sys.argv[1] + "/threes.npz")
        count = len(threes["indices"])
        assert threes["codes"].shape == (count, 2) and threes["images"].shape == (count, 28, 28)
        assert (threes["labels"] == 3).all() and (np.diff(threes["indices"]) > 0).all()
        middle = np.load(sys.argv[1] + "/middle.npy")
        assert (abs(middle[:, 2:]) <= 1).all() and len(middle) > 10
        inside = middle[middle[:, 1] == 3]
        place = {n: i for i, n in enumerate(threes["indices"])}
        assert all((threes["codes"][place[int(row[0])]] == row[2:]).all() for row in inside)
        print(count > 50)
        """
      #expect(try numpy.run(program, [folder]) == "True\n")
    }
  }
}
