import Datasets
import FileFormats
import TestSupport
import Testing

struct DatasetLocatorTests {
  private func locator(_ root: String, _ environment: [String: String] = [:]) -> DatasetLocator {
    DatasetLocator(environment: environment, home: "\(root)/home", workingFolder: "\(root)/work")
  }

  private func place(_ path: String) throws {
    try createFolder(path)
    try DatasetIDXTests.write(to: path)
  }

  @Test func searchesInTheStatedOrder() throws {
    try withTemporaryFolder { root in
      let paths = locator(root, ["LATENTWALK_DATA": "/given", "XDG_CACHE_HOME": "/cache"])
        .candidates(for: "mnist").map(\.path)
      #expect(
        paths == [
          "/given/mnist", "/given/MNIST/raw", "/cache/latentwalk/mnist",
          "\(root)/home/.keras/datasets/mnist.npz", "\(root)/work/data/MNIST/raw",
          "\(root)/home/data/MNIST/raw", "/usr/share/datasets/mnist",
        ])
    }
  }

  @Test func takesTheFirstThatIsThere() throws {
    try withTemporaryFolder { root in
      try place("\(root)/home/.cache/latentwalk/mnist")
      try place("\(root)/work/data/MNIST/raw")
      #expect(
        try locator(root).find("mnist").origin == .folder("\(root)/home/.cache/latentwalk/mnist"))
      try place("\(root)/given")
      #expect(
        try locator(root, ["LATENTWALK_DATA": "\(root)/given"]).find(nil).origin
          == .folder("\(root)/given"))
    }
  }

  @Test func aFolderServesOnlyUnderItsOwnName() throws {
    try withTemporaryFolder { root in
      try place("\(root)/mnist")
      let locator = locator(root, ["LATENTWALK_DATA": "\(root)/mnist"])
      #expect(try locator.find("mnist").name == "mnist")
      #expect(throws: DatasetError.self) { try locator.find("fashion-mnist") }
    }
  }

  @Test func drawsDigitsWhenThereIsNothing() throws {
    try withTemporaryFolder { root in
      let debian = ["mnist", "fashion-mnist"].contains { exists("/usr/share/datasets/\($0)") }
      let found = try locator(root).find(nil)
      #expect((found.origin == .drawn(seed: 0)) != debian)
    }
  }

  @Test func saysWhatIsUnknown() throws {
    try withTemporaryFolder { root in
      let locator = locator(root)
      #expect(throws: DatasetError.unknown("mnits")) { try locator.find("mnits") }
      #expect(throws: DatasetError.noImages(folder: root)) { try locator.find(root) }
      #expect(throws: DatasetError.file(FileError(.read, "\(root)/none", code: 2))) {
        try locator.find("\(root)/none")
      }
    }
  }

  @Test func aNamedPlaceWithoutDataIsAnError() throws {
    try withTemporaryFolder { root in
      for path in ["\(root)/none", root] {
        let locator = locator(root, ["LATENTWALK_DATA": path])
        let error = DatasetError.nothingAt(variable: "LATENTWALK_DATA", path: path)
        #expect(throws: error) { try locator.find(nil) }
        #expect(try locator.find("digits").name == "digits")
      }
      #expect(throws: DatasetError.nothingAt(variable: "LATENTWALK_DATA", path: "\(root)/none")) {
        try locator(root, ["LATENTWALK_DATA": "\(root)/none"]).find("mnist")
      }
      try place("\(root)/given/mnist")
      #expect(try locator(root, ["LATENTWALK_DATA": "\(root)/given"]).find(nil).name == "mnist")
    }
  }

  @Test func findsTheFilesBelowATorchFolder() throws {
    try withTemporaryFolder { root in
      try place("\(root)/data/MNIST/raw")
      #expect(try locator(root).find("\(root)/data").origin == .folder("\(root)/data/MNIST/raw"))
    }
  }
}
