import FileFormats
import Foundation
import TestSupport
import Testing

struct PictureReelTests {
  /// Pictures of a square that goes to the right by a pixel each time over stripes; one is shown twice.
  private static let pictures: [FlatPicture] = [0, 1, 2, 2, 3].map { step in
    var picture = FlatPicture(height: 40, width: 60, color: 0x1e1e1e)
    for row in 0..<40 where row % 3 == 0 {
      for column in 0..<60 { picture.pixels[row * 60 + column] = 0xd0d0d0 }
    }
    for row in 10..<20 {
      for column in 20..<30 { picture.pixels[row * 60 + column + step] = 0xff8000 }
    }
    return picture
  }

  private static func reel(colors: Set<UInt32>) -> [UInt8] {
    var reel = PictureReel(height: 40, width: 60, colors: colors)
    for (index, picture) in pictures.enumerated() { reel.add(picture, at: 100 * index) }
    return reel.fileBytes(until: 900)
  }

  private struct Control {
    let width, height, left, top, delay: Int
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private static func controls(_ file: [UInt8]) -> [Control] {
    var controls: [Control] = []
    var place = 8
    while place < file.count {
      let length = number(file[place..<place + 4])
      if file[place + 4..<place + 8].elementsEqual("fcTL".utf8) {
        let fields = (1...4).map { number(file[place + 8 + 4 * $0..<place + 12 + 4 * $0]) }
        controls.append(
          Control(
            width: fields[0], height: fields[1], left: fields[2], top: fields[3],
            delay: number(file[place + 28..<place + 30])))
      }
      place += 12 + length
    }
    return controls
  }

  /// Each step changes the column left behind and the column ahead.
  @Test func framesAreWhatChanges() {
    let controls = Self.controls(Self.reel(colors: [0x1e1e1e, 0xd0d0d0, 0xff8000]))
    #expect(
      controls.map(\.width) == [60, 11, 11, 11] && controls.map(\.height) == [40, 10, 10, 10])
    #expect(controls.map(\.left) == [0, 20, 21, 22] && controls.map(\.top) == [0, 10, 10, 10])
    #expect(controls.map(\.delay) == [100, 100, 200, 500])
  }

  /// Earlier ones draw no palette over another frame.
  private static let python = Python(with: "PIL", version: 11)
  private static let colors = [[0x1e1e1e, 0xd0d0d0, 0xff8000], Set(0..<300)] as [Set<UInt32>]

  /// Of a palette, and, where more colors might come, of red, green, blue and alpha.
  @Test(
    .enabled(if: python != nil, "no interpreter has version 11 of the package PIL"),
    arguments: [0, 1])
  func pillowSeesEachPicture(kind: Int) throws {
    let colors = kind == 0 ? Self.colors[0] : Self.colors[0].union(Self.colors[1])
    try withTemporaryFolder { folder in
      try writeFile(Self.reel(colors: colors), to: "\(folder)/reel.png")
      let program = """
        import sys
        from PIL import Image
        image = Image.open(sys.argv[1])
        print(image.n_frames)
        for frame in range(image.n_frames):
            image.seek(frame)
            print(round(image.info["duration"]), image.convert("RGB").tobytes().hex())
        """
      let lines = try #require(Self.python).run(program, ["\(folder)/reel.png"]).split(
        separator: "\n")
      #expect(lines.first == "4" && lines.count == 5)
      let shown = [0, 1, 2, 4].map { Self.pictures[$0] }
      for (line, (picture, delay)) in zip(lines.dropFirst(), zip(shown, [100, 100, 200, 500])) {
        let pixels = picture.pixels.map { String(format: "%06x", $0) }.joined()
        #expect(line == "\(delay) \(pixels)")
      }
    }
  }
}
