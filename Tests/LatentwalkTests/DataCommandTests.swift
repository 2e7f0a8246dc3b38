import FileFormats
import Foundation
import TestSupport
import Testing

struct DataCommandTests {
  @Test func listTellsWhereDataIs() throws {
    try withTemporaryFolder { folder in
      let cache = "\(folder)/.cache/latentwalk/mnist"
      try createFolder(cache)
      try writeFile([0, 0, 8, 3], to: "\(cache)/train-images-idx3-ubyte")
      let lines = try Program.run(["data", "list"], in: folder).output.split(separator: "\n")
      #expect(lines.count == 4 && lines[0].hasPrefix("mnist ") && lines[0].hasSuffix("in \(cache)"))
      if !exists("/usr/share/datasets/fashion-mnist") {
        #expect(lines[1].hasSuffix("not here: latentwalk data fetch fashion-mnist"))
      }
    }
  }

  @Test func verifyComparesWithWhatWasPublished() throws {
    try withTemporaryFolder { folder in
      let cache = "\(folder)/.cache/latentwalk/mnist"
      try createFolder(cache)
      try writeFile([0, 0, 8, 3], to: "\(cache)/train-images-idx3-ubyte")
      let result = try Program.run(["data", "verify", "mnist"], in: folder)
      #expect(result.status == 1)
      #expect(result.output.contains("\(cache)/t10k-labels-idx1-ubyte: is missing\n"))
      #expect(
        result.output.contains(
          "train-images-idx3-ubyte: holds 4 bytes, where 47040016 were published\n"))
    }
  }

  @Test(.enabled(if: RealData.isPresent, Comment(rawValue: RealData.reason)))
  func theRealFilesAreAsPublished() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/mnist", withDestinationPath: RealData.folder ?? "")
      let variables = ["LATENTWALK_DATA": "\(folder)/mnist"]
      let result = try Program.run(["data", "verify", "mnist"], in: folder, variables: variables)
      #expect(result.status == 0, "\(result.output)")
      #expect(
        result.output.split(separator: "\n").count {
          $0.hasSuffix(": is as published (by SHA-256)")
        } == 4)
    }
  }

  @Test func objectsTellTheSame() throws {
    try withTemporaryFolder { folder in
      let cache = "\(folder)/.cache/latentwalk/kmnist"
      try createFolder(cache)
      try writeFile([0, 0, 8, 3], to: "\(cache)/train-images-idx3-ubyte")
      let list = try Program.json(["data", "list", "--json"], in: folder)
      let known = try #require(list["datasets"] as? [[String: Any]])
      #expect(
        known.map { $0["name"] as? String } == ["mnist", "fashion-mnist", "kmnist", "digits"])
      #expect(known[2]["path"] as? String == cache && known[3]["path"] is NSNull)
      #expect(known.map { $0["is_drawn"] as? Bool } == [false, false, false, true])
      let result = try Program.run(["data", "verify", "kmnist", "--json"], in: folder)
      #expect(result.status == 1)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(object["is_as_published"] as? Bool == false && object.keys.contains("units"))
      let sets = try #require(object["datasets"] as? [[String: Any]])
      let files = try #require(sets.first?["files"] as? [[String: Any]])
      #expect(files.map { $0["compared_by"] as? String } == ["md5", "md5", "md5", "md5"])
      #expect(files[0]["fault"] as? String == "is missing")
      #expect(files[3]["fault"] as? String == "holds 4 bytes, where 47040016 were published")
    }
  }

  @Test func wrongWordsAreWrongUsage() throws {
    try withTemporaryFolder { folder in
      for (words, says) in [
        ("data", "list or fetch or verify"), ("data get", "one of list, fetch, verify"),
        ("data fetch", "NAME"), ("data fetch emnist", "one of mnist, fashion-mnist, kmnist"),
        ("data list mnist", "mnist"),
      ] {
        let result = try Program.run(words.split(separator: " ").map(String.init), in: folder)
        #expect(result.status == 2 && result.error.contains(says), "\(words): \(result.error)")
      }
    }
  }
}
