import Datasets
import FileFormats
import Foundation
import ImageSets
import TestSupport
import Testing

struct DatasetPartTests {
  private static func write(_ names: [String], to folder: String, images: Int = 13) throws {
    for name in names {
      let count = name.hasPrefix("y") ? 1 : 784
      let bytes = (0..<images * count).map { UInt8($0 / count) % 10 }
      let shape = name.hasPrefix("y") ? [images] : [images, 28, 28]
      try writeFile(DatasetNPYTests.npy("|u1", shape, bytes), to: "\(folder)/\(name).npy")
    }
  }

  /// `no-test` of the cases: a sixth of the training images, the same ones each time.
  @Test func aTestPartIsSplitOff() throws {
    try withTemporaryFolder { folder in
      try Self.write(["x_train", "y_train"], to: folder)
      let dataset = try Dataset(npyFolder: folder)
      #expect(dataset.train.count == 11 && dataset.test.count == 2)
      #expect(dataset.notes == [.splitOff(count: 2, all: 13)])
      #expect(Set(dataset.train.numbers + dataset.test.numbers) == Set(0..<13))
      for part in [dataset.train, dataset.test] {
        for index in 0..<part.count {
          #expect(Int(part.labels[index]) == part.numbers[index] % 10)
          #expect(part.image(index).first == part.labels[index])
        }
      }
      #expect(try Dataset(npyFolder: folder) == dataset)
      try Self.write(["x_train", "y_train"], to: folder, images: 1)
      #expect(throws: DatasetError.onlyImage(file: "\(folder)/x_train.npy")) {
        try Dataset(npyFolder: folder)
      }
    }
  }

  /// `no-labels` of the cases.
  @Test func labelsMayBeMissing() throws {
    try withTemporaryFolder { folder in
      try Self.write(["x_train", "x_test"], to: folder)
      let dataset = try Dataset(npyFolder: folder)
      #expect(!dataset.isLabeled && dataset.test.count == 13 && dataset.notes == [.unlabeled])
      try Self.write(["y_test"], to: folder)
      #expect(throws: DatasetError.file(FileError(.read, "\(folder)/y_train.npy", code: ENOENT))) {
        try Dataset(npyFolder: folder)
      }
    }
  }

  private func find(_ path: String) throws -> Dataset {
    try DatasetLocator(environment: [:], home: path, workingFolder: path).find(path)
  }

  /// One array is images without labels, and what is none is named for what it is.
  @Test func oneFileIsReadForWhatItIs() throws {
    try withTemporaryFolder { folder in
      try Self.write(["x_train", "y_train"], to: folder)
      let alone = try find("\(folder)/x_train.npy")
      #expect(alone.notes == [.splitOff(count: 2, all: 13), .unlabeled] && alone.train.count == 11)
      #expect(throws: DatasetError.singleArray(file: "\(folder)/y_train.npy")) {
        try find("\(folder)/y_train.npy")
      }
      let images = DatasetIDXTests.idx([6, 28, 28], [UInt8](repeating: 9, count: 6 * 784))
      try writeFile(images, to: "\(folder)/images")
      #expect(try find("\(folder)/images").test.count == 1)
      let kinds: [(FileKind, [UInt8])] = [
        (.png, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), (.pickle, [0x80, 4, 0x95, 0]),
        (.html, Array("<!DOCTYPE html>\n".utf8)), (.empty, []),
      ]
      for (kind, bytes) in kinds {
        try writeFile(bytes, to: "\(folder)/other")
        #expect(throws: DatasetError.notData(file: "\(folder)/other", kind)) {
          try find("\(folder)/other")
        }
      }
      try makeNamedPipe("\(folder)/pipe")
      #expect(
        throws: DatasetError.file(FileError(.readSpecial(.pipe), "\(folder)/pipe", code: ESPIPE))
      ) {
        try find("\(folder)/pipe")
      }
      #expect(
        throws: DatasetError.file(FileError(.readSpecial(.device), "/dev/zero", code: ESPIPE))
      ) {
        try find("/dev/zero")
      }
    }
  }

  /// Files of numpy: see make_corpus.py.
  @Test func archivesSayWhatTheyHave() throws {
    let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "FuzzCorpus").path
    #expect(try find("\(corpus)/npz/streamed.npz").train.labels == [3, 7])
    #expect(
      try find("\(corpus)/npz/no-labels.npz").notes == [.splitOff(count: 1, all: 2), .unlabeled])
    #expect(try find("\(corpus)/idx/images").train.count == 1)
    try withTemporaryFolder { folder in
      try writeFile(ZipTestsArchive.bytes, to: "\(folder)/other.npz")
      #expect(
        throws: DatasetError.noMember("x_train", file: "\(folder)/other.npz", members: ["a.npy"])
      ) { try find("\(folder)/other.npz") }
    }
  }
}

/// `numpy.savez(b, a=...)`, of which the directory alone is read.
private enum ZipTestsArchive {
  static var bytes: [UInt8] {
    let name = Array("a.npy".utf8)
    let entry: [UInt8] =
      [0x50, 0x4b, 1, 2] + [UInt8](repeating: 0, count: 24) + [5, 0]
      + [UInt8](repeating: 0, count: 16) + name
    let end: [UInt8] = [0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 12) + [4, 0, 0, 0, 0, 0]
    return [0x50, 0x4b, 3, 4] + entry + end
  }
}
