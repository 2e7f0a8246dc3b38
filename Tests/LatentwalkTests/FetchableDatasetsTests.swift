import Datasets
import Dispatch
import FileFormats
import Foundation
import TestSupport
import Testing

@testable import Explorer
@testable import latentwalk

/// Fetching as the explorer asks for it, from a server on this machine.
@Suite(.serialized, .mustEnd)
struct FetchableDatasetsTests {
  private static let content: [UInt8] = (0..<1000).map { UInt8($0 % 251) }

  /// Fetches one file from the server with a fault into a new cache.
  private static func fetch(
    _ fault: String, _ body: (DatasetFetch, FetchableDatasets, String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      try writeFile(content, to: "\(folder)/served")
      let server = try LoopbackServer(serving: "\(folder)/served")
      let set = PublishedDataset(
        name: "set", summary: "",
        files: [
          PublishedFile(
            "images", size: content.count, digest: .contents(sha256: SHA256(of: content).text))
        ], mirrors: ["\(server.address)/\(fault)"])
      let environment = ProgramEnvironment(
        variables: [:], home: folder, workingFolder: folder, program: nil)
      let library = FetchableDatasets(environment, published: [set], stallSeconds: 30)
      #expect(library.datasets == [KnownDataset(name: "set", isHere: false)])
      try body(DatasetFetch("set"), library, "\(folder)/.cache/latentwalk/set")
    }
  }

  @Test func tellsHowFarItIs() throws {
    try Self.fetch("whole") { fetch, library, cache in
      try library.fetch(fetch)
      guard case .progress(let progress) = fetch.takeNews() else {
        Issue.record("no news")
        return
      }
      #expect(progress.bytes == 1000 && progress.total == 1000)
      #expect(progress.file == 1 && progress.files == 1)
      #expect(fetch.takeNews() == nil)
      let file = try readFile("\(cache)/images.gz")
      #expect(file == Self.content)
    }
  }

  @Test func aFaultIsToldInItsWords() throws {
    try Self.fetch("missing") { fetch, library, _ in
      #expect(throws: RunError.notFetched(dataset: "set", .transfer(.status(404)))) {
        try library.fetch(fetch)
      }
    }
  }

  /// A server from which nothing more comes is left long before it is given up, and what came is kept.
  @Test func canBeStoppedWhileNothingComes() throws {
    try Self.fetch("stalled") { fetch, library, cache in
      let ended = DispatchGroup()
      DispatchQueue.global().async(group: ended) {
        #expect(throws: FetchError.stopped(dataset: "set")) { try library.fetch(fetch) }
      }
      while fetch.takeNews() == nil {}
      fetch.stop()
      ended.wait()
      let partial = try readFile("\(cache)/images.gz.partial")
      #expect(partial == Array(Self.content.prefix(100)))
    }
  }
}
