import Datasets
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

/// Folders of pictures in every layout, each picture of one light.
struct DatasetPictureFolderTests {
  private static func place(_ path: String, _ light: UInt8, side: Int = 4) throws {
    try createFolder((path as NSString).deletingLastPathComponent)
    let pixels = [UInt8](repeating: light, count: side * side)
    try writeFile(GrayImage(height: side, width: side, pixels: pixels).pngBytes(), to: path)
  }

  private static func find(_ folder: String) throws -> Dataset {
    try DatasetLocator(environment: [:], home: folder, workingFolder: folder).find(folder)
  }

  /// The light of the images, in order.
  private static func lights(_ dataset: Dataset) -> (train: [UInt8], test: [UInt8]) {
    func lights(_ pixels: [UInt8]) -> [UInt8] {
      stride(from: 0, to: pixels.count, by: 16).map { pixels[$0] }
    }
    return (lights(dataset.train.pixels), lights(dataset.test.pixels))
  }

  /// torchvision sorts classes by the code points of their names: capitals first, 10 before 2.
  @Test func classesAreFoldersInTheOrderOfTheirBytes() throws {
    try withTemporaryFolder { folder in
      for (index, name) in ["é", "b", "2", "10", "B"].enumerated() {
        try Self.place("\(folder)/\(name)/x.png", UInt8(10 * index))
        try Self.place("\(folder)/\(name)/y.PNG", UInt8(10 * index + 1))
      }
      try createFolder("\(folder)/empty")
      try Self.place("\(folder)/.hidden/x.png", 99)
      try Self.place("\(folder)/b/._x.png", 99)
      let dataset = try Self.find(folder)
      #expect(dataset.train.classNames == ["10", "2", "B", "b", "é"])
      #expect(dataset.train.count + dataset.test.count == 10)
      let all = zip(
        Self.lights(dataset).train + Self.lights(dataset).test,
        dataset.train.labels + dataset.test.labels)
      let classOfLight: [UInt8: UInt8] = [0: 4, 1: 3, 2: 1, 3: 0, 4: 2]
      for (light, label) in all { #expect(classOfLight[light / 10] == label, "\(light)") }
      #expect(dataset.notes == [.splitOff(count: 1, all: 10)])
    }
  }

  @Test(arguments: ["test", "val", "valid"])
  func partsHaveFoldersOfTheirOwn(test: String) throws {
    try withTemporaryFolder { folder in
      for (index, name) in ["a", "b"].enumerated() {
        try Self.place("\(folder)/train/\(name)/1.png", UInt8(index))
        try Self.place("\(folder)/\(test)/\(name)/1.png", UInt8(10 + index))
      }
      try Self.place("\(folder)/\(test)/c/1.png", 12)
      let dataset = try Self.find(folder)
      #expect(Self.lights(dataset) == ([0, 1], [10, 11, 12]))
      #expect(dataset.train.labels == [0, 1] && dataset.test.labels == [0, 1, 2])
      #expect(dataset.test.classNames == ["a", "b", "c"] && dataset.notes == [])
    }
  }

  /// What has the name of a part may be a class.
  @Test func aClassMayBeCalledTrain() throws {
    try withTemporaryFolder { folder in
      for name in ["bus", "train", "tram"] { try Self.place("\(folder)/\(name)/1.png", 1) }
      #expect(try Self.find(folder).train.classNames == ["bus", "train", "tram"])
    }
  }

  @Test func picturesAloneHaveNoClasses() throws {
    try withTemporaryFolder { folder in
      for index in 0..<12 { try Self.place("\(folder)/\(index).png", UInt8(index)) }
      try Self.place("\(folder)/thumbnails/1.png", 99, side: 2)
      let dataset = try Self.find(folder)
      #expect(!dataset.isLabeled && dataset.train.classNames == [])
      #expect((dataset.train.count, dataset.test.count) == (10, 2))
      #expect(dataset.notes == [.splitOff(count: 2, all: 12), .unlabeled])
      try Self.place("\(folder)/parts/train/1.png", 1)
      try Self.place("\(folder)/parts/test/2.png", 2)
      #expect(Self.lights(try Self.find("\(folder)/parts")) == ([1], [2]))
    }
  }

  @Test func grayIsReadAsColorBesideColor() throws {
    try withTemporaryFolder { folder in
      try Self.place("\(folder)/train/a/1.png", 7)
      try createFolder("\(folder)/test/a")
      let color = ColorImage(height: 4, width: 4, pixels: (0..<48).map { UInt8($0) })
      try writeFile(color.pngBytes(), to: "\(folder)/test/a/1.png")
      let dataset = try Self.find(folder)
      #expect(
        dataset.train.channels == 3 && dataset.train.pixels == [UInt8](repeating: 7, count: 48))
      #expect(dataset.test.pixels == (0..<48).map { UInt8($0) })
      #expect(dataset.notes == [.grayAmongColor(count: 1, all: 2)])
    }
  }

  @Test func faultsAreToldWithTheirFile() throws {
    try withTemporaryFolder { folder in
      try Self.place("\(folder)/train/a/1.png", 7)
      try Self.place("\(folder)/test/a/2.png", 7, side: 5)
      #expect(
        throws: DatasetError.differentPictures(
          file: "\(folder)/test/a/2.png", height: 5, width: 5, other: "\(folder)/train/a/1.png",
          otherHeight: 4, otherWidth: 4)
      ) { try Self.find(folder) }
      try Self.place("\(folder)/test/a/2.png", 7, side: 129)
      #expect(
        throws: DatasetError.picture(
          file: "\(folder)/test/a/2.png", .tooLarge(height: 129, width: 129, limit: 128))
      ) { try Self.find(folder) }
      try writeFile(Array("no picture".utf8), to: "\(folder)/test/a/2.png")
      #expect(throws: DatasetError.picture(file: "\(folder)/test/a/2.png", .otherKind(.text))) {
        try Self.find(folder)
      }
    }
  }
}
