import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

/// Test images that are kept beside a model.
struct TestSampleTests {
  private static let gray = LabeledImages(
    height: 2, width: 3, pixels: (0..<30).map { UInt8($0 * 8) }, labels: [1, 0, 2, 1, 0],
    numbers: [0, 10, 20, 30, 40])

  private static func read(
    _ bytes: [UInt8], of dataset: String = "own", classNames: [String]? = nil
  ) throws -> LabeledImages {
    try withTemporaryFolder { folder in
      let path = "\(folder)/\(TestSample.fileName(for: dataset))"
      try writeFile(bytes, to: path)
      return try TestSample(contentsOf: path, of: dataset, classNames: classNames).images
    }
  }

  @Test(arguments: [
    gray, LabeledImages(height: 2, width: 5, channels: 3, pixels: gray.pixels, numbers: [7]),
  ])
  func comesBack(images: LabeledImages) throws {
    #expect(try Self.read(try TestSample(images).fileBytes()) == images)
  }

  @Test func classesHaveTheNamesOfTheDataSet() throws {
    let bytes = try TestSample(Self.gray).fileBytes()
    #expect(try Self.read(bytes, of: "fashion-mnist").className(0) == "T-shirt")
    #expect(try Self.read(bytes, classNames: ["a", "b", "c"]).className(2) == "c")
  }

  @Test func whatIsNoSampleIsRefused() throws {
    let pixels = NPYArray(element: .uint8, shape: [2, 1, 1], bytes: [1, 2])
    func refusal(_ arrays: [(name: String, array: NPYArray)]) throws -> DatasetError? {
      do { _ = try Self.read(npzBytes(of: arrays)) } catch let error as DatasetError {
        return error
      }
      return nil
    }
    guard case .noMember("images", _, let members)? = try refusal([("pictures", pixels)]) else {
      Issue.record("read")
      return
    }
    #expect(members == ["pictures"])
    let one = NPYArray(element: .uint8, shape: [1], bytes: [0])
    for name in ["labels", "numbers"] {
      guard case .counts(_, 2, _, 1)? = try refusal([("images", pixels), (name, one)]) else {
        Issue.record("\(name) of another count were read")
        continue
      }
    }
  }
}
