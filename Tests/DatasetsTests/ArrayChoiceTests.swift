import Datasets
import FileFormats
import ImageSets
import TestSupport
import Testing

/// Archives whose members have any names.
struct ArrayChoiceTests {
  /// An archive of stored members (APPNOTE 6.3.9), each an array of bytes that count up from the array's place.
  private static func archive(_ members: [(name: String, shape: [Int])]) -> [UInt8] {
    func little(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var (file, directory): ([UInt8], [UInt8]) = ([], [])
    for (place, member) in members.enumerated() {
      let count = member.shape.reduce(1, *)
      let values = (0..<count).map { UInt8(($0 + place) % 7) }
      let data = DatasetNPYTests.npy("|u1", member.shape, values)
      let name = Array("\(member.name).npy".utf8)
      let sizes = little(Int(crc32(data)), 4) + little(data.count, 4) + little(data.count, 4)
      let common = little(0, 4) + little(0, 4) + sizes + little(name.count, 2) + little(0, 2)
      directory +=
        little(0x0201_4b50, 4) + little(20, 2) + little(20, 2) + common + little(0, 10)
        + little(file.count, 4) + name
      file += little(0x0403_4b50, 4) + little(20, 2) + common + name + data
    }
    let end =
      little(0x0605_4b50, 4) + little(0, 4) + little(members.count, 2) + little(members.count, 2)
      + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
    return file + directory + end
  }

  private static func find(
    _ members: [(name: String, shape: [Int])], keys: ArchiveMembers? = nil
  ) throws -> Dataset {
    var dataset: Dataset?
    try withTemporaryFolder { folder in
      try writeFile(archive(members), to: "\(folder)/set.npz")
      dataset = try DatasetLocator(
        environment: [:], home: "/", workingFolder: "/", members: keys
      ).find("\(folder)/set.npz")
    }
    return try #require(dataset)
  }

  /// `other-keys` of the cases, as MedMNIST has them.
  @Test func shapesTellImagesAndLabels() throws {
    let dataset = try Self.find([
      ("train_images", [6, 9, 9]), ("val_images", [3, 9, 9]), ("test_images", [4, 9, 9]),
      ("train_labels", [6, 1]), ("val_labels", [3, 1]), ("test_labels", [4, 1]),
    ])
    #expect(dataset.train.count == 6 && dataset.test.count == 4 && dataset.notes.isEmpty)
    #expect(dataset.train.labels == [3, 4, 5, 6, 0, 1] && dataset.test.labels == [5, 6, 0, 1])
  }

  @Test func whatIsLargestIsTrainedOn() throws {
    let dataset = try Self.find([
      ("about", [3]), ("a", [12, 5, 6, 3]), ("classes", [12]), ("means", [5, 6]),
    ])
    #expect(dataset.train.count == 10 && dataset.test.count == 2 && dataset.isLabeled)
    #expect(dataset.train.channels == 3 && dataset.train.width == 6)
  }

  /// One-hot rows of a hundred classes could be images of 10x10; beside images they are none.
  @Test func rowsBesideImagesAreLabels() throws {
    let error = try #require(throws: DatasetError.self) {
      try Self.find([("images", [2, 5, 5]), ("hot", [2, 100])])
    }
    guard case .notLabels(let file, [2, 100]) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(file.hasSuffix("set.npz: hot"))
  }

  @Test func aPersonNamesTheMembers() throws {
    let members = [
      ("left_train", [6, 9, 9]), ("left_test", [2, 9, 9]), ("right_train", [6, 9, 9]),
      ("kind_train", [6]), ("kind_test", [2]), ("age", [6]),
    ]
    let both = try Self.find(
      members, keys: ArchiveMembers(images: "right_train", labels: "kind_train"))
    #expect(both.train.count == 5 && both.notes == [.splitOff(count: 1, all: 6)])
    let left = try Self.find(
      members, keys: ArchiveMembers(images: "left_train", labels: "kind_train"))
    #expect(left.train.count == 6 && left.test.count == 2 && left.isLabeled)
    #expect(left.test.labels == [4, 5])
    let aged = try Self.find(members, keys: ArchiveMembers(images: "left_train", labels: "age"))
    #expect(aged.train.count == 5 && aged.isLabeled)
    let none = try Self.find(members, keys: ArchiveMembers(images: "left_train"))
    #expect(none.test.count == 2 && !none.isLabeled)
    let names = members.map { "\($0.0).npy" }
    let error = try #require(throws: DatasetError.self) {
      try Self.find(members, keys: ArchiveMembers(images: "middle"))
    }
    guard case .noMember("middle", _, let found) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(found == names)
  }

  @Test func membersAreOfArchivesAlone() throws {
    try withTemporaryFolder { folder in
      try DatasetNPYTests.write(to: folder)
      let locator = DatasetLocator(
        environment: [:], home: "/", workingFolder: "/", members: ArchiveMembers(images: "a"))
      #expect(throws: DatasetError.membersOfNoArchive(path: folder)) { try locator.find(folder) }
      try DatasetIDXTests.write(to: folder)
      #expect(throws: DatasetError.membersOfNoArchive(path: "\(folder)/x_train.npy")) {
        try locator.find("\(folder)/x_train.npy")
      }
    }
  }

  @Test func oneArchiveAnArray() throws {
    try withTemporaryFolder { folder in
      for (name, shape) in [
        ("train-imgs", [4, 28, 28]), ("train-labels", [4]), ("test-imgs", [2, 28, 28]),
        ("test-labels", [2]),
      ] {
        try writeFile(
          Self.archive([("arr_0", shape)]), to: "\(folder)/kmnist-\(name).npz")
      }
      let dataset = try DatasetLocator(environment: [:], home: "/", workingFolder: "/").find(folder)
      #expect(dataset.name == "kmnist" && dataset.className(1) == "ki")
      #expect(dataset.train.labels == [0, 1, 2, 3] && dataset.test.count == 2)
    }
  }
}
