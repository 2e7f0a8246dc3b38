import Datasets
import FileFormats
import Foundation
import TestSupport
import Testing

/// Fetching from a server on this machine that has a fault for each name.
@Suite(.serialized, .mustEnd)
struct DatasetFetcherTests {
  private static let name = "train-images-idx3-ubyte"

  /// Bytes that no compression makes shorter.
  private static let plain: [UInt8] = {
    var state: UInt32 = 1
    return (0..<60_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
  }()

  /// The compressed file, for which stored blocks will do (RFC 1951, 3.2.4; RFC 1952).
  private static let compressed: [UInt8] = {
    let length = UInt16(plain.count)
    func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }
    let block = [
      1, UInt8(length & 255), UInt8(length >> 8), ~UInt8(length & 255), ~UInt8(length >> 8),
    ]
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + block + plain + little(crc32(plain))
      + little(UInt32(plain.count))
  }()

  private static func dataset(
    _ mirrors: [String], digest: PublishedDigest? = nil
  ) -> PublishedDataset {
    PublishedDataset(
      name: "set", summary: "",
      files: [
        PublishedFile(
          name, size: plain.count, digest: digest ?? .contents(sha256: SHA256(of: plain).text))
      ],
      mirrors: mirrors)
  }

  private struct Outcome {
    var events: [FetchEvent] = []
    var error: FetchError?
    var requests: [String] = []
    var names: [String] = []
  }

  /// Fetches from mirrors of the server with these faults into a new folder.
  ///
  /// - Parameter before: bytes that an earlier attempt left.
  private static func fetch(
    _ faults: [String], digest: PublishedDigest? = nil, before: [UInt8]? = nil,
    on fileSystem: any FileSystem = LocalFileSystem()
  ) throws -> Outcome {
    try withTemporaryFolder { folder in
      try writeFile(compressed, to: "\(folder)/served")
      let server = try LoopbackServer(serving: "\(folder)/served")
      let cache = "\(folder)/cache"
      try createFolder(cache)
      if let before { try writeFile(before, to: "\(cache)/\(name).gz.partial") }
      var outcome = Outcome()
      do throws(FetchError) {
        let fetcher = try DatasetFetcher(folder: cache, stallSeconds: 1, on: fileSystem)
        let mirrors = faults.map { "\(server.address)/\($0)" }
        try fetcher.fetch(dataset(mirrors, digest: digest)) { event in
          if case .progress = event { return }
          outcome.events.append(event)
        }
      } catch { outcome.error = error }
      outcome.requests = server.requests()
      outcome.names = try FileManager.default.contentsOfDirectory(atPath: cache).sorted()
      if outcome.names.contains("\(name).gz") {
        #expect(try readFile("\(cache)/\(name).gz") == compressed)
      }
      outcome.events = outcome.events.map { $0.without(server.address) }
      return outcome
    }
  }

  private static let whole = ["\(name).gz"]
  private static let address = "/\(name).gz"

  @Test func aWholeFileIsPutInItsPlace() throws {
    let outcome = try Self.fetch(["whole"])
    #expect(outcome.error == nil && outcome.events == [.fetched(file: Self.name)])
    #expect(outcome.names == Self.whole && outcome.requests == ["whole 0"])
  }

  /// Each connection brings a third, and the next one goes on there.
  @Test func aCutConnectionIsMadeAgainWhereItEnded() throws {
    let outcome = try Self.fetch(["cut"])
    let third = Self.compressed.count / 3
    #expect(outcome.error == nil && outcome.names == Self.whole)
    #expect(outcome.requests == ["cut 0", "cut \(third)", "cut \(2 * third)"])
    #expect(
      outcome.events == [
        .resumed(address: "/cut" + Self.address, from: third),
        .resumed(address: "/cut" + Self.address, from: 2 * third), .fetched(file: Self.name),
      ])
  }

  @Test func whatAnEarlierAttemptLeftIsGoneOnWith() throws {
    let half = Array(Self.compressed.prefix(20_000))
    let outcome = try Self.fetch(["whole"], before: half)
    #expect(outcome.requests == ["whole 20000"] && outcome.names == Self.whole)
  }

  /// Bytes of another file, more bytes than there are, and a server that cannot go on: all begin anew.
  @Test(arguments: [
    ("whole", [UInt8](repeating: 7, count: 500), ["whole 500", "whole 0"]),
    ("whole", [UInt8](repeating: 7, count: 60_028), ["whole 60028", "whole 0"]),
    ("whole-only", [UInt8](repeating: 7, count: 500), ["whole-only 500", "whole-only 0"]),
  ])
  func whatCannotBeGoneOnWithBeginsAnew(
    fault: String, before: [UInt8], requests: [String]
  ) throws {
    let outcome = try Self.fetch([fault], before: before)
    #expect(outcome.error == nil && outcome.names == Self.whole, "\(outcome)")
    #expect(outcome.requests == requests)
  }

  @Test func faultyMirrorsAreLeftForTheNext() throws {
    let limit = Self.plain.count + 1 << 16
    let outcome = try Self.fetch(["missing", "other", "long", "whole"])
    #expect(outcome.error == nil && outcome.names == Self.whole)
    #expect(
      outcome.events == [
        .failed(address: "/missing" + Self.address, .transfer(.status(404))),
        .failed(
          address: "/other" + Self.address,
          .file(.size(expected: Self.plain.count, found: Self.compressed.count))),
        .failed(address: "/long" + Self.address, .tooLong(limit: limit)),
        .fetched(file: Self.name),
      ])
    #expect(outcome.requests == ["missing 0", "other 0", "long 0", "whole 0"])
  }

  /// What came of it is kept, and the next mirror goes on with that.
  @Test func aStalledMirrorIsGivenUp() throws {
    let outcome = try Self.fetch(["stalled", "whole"])
    #expect(outcome.error == nil && outcome.names == Self.whole)
    #expect(
      outcome.events.first
        == .failed(address: "/stalled" + Self.address, .transfer(.stalled(seconds: 1))))
    #expect(outcome.requests == ["stalled 0", "whole 100"])
  }

  @Test(arguments: [
    PublishedDigest.contents(sha256: String(repeating: "0", count: 64)),
    .compressed(md5: String(repeating: "0", count: 32)),
  ])
  func aWrongDigestIsNeverUsed(digest: PublishedDigest) throws {
    let outcome = try Self.fetch(["whole"], digest: digest)
    #expect(outcome.error == .noMirrorLeft(file: Self.name, dataset: "set"))
    let fault = MirrorFault.file(.digest(digest.method))
    #expect(outcome.events == [.failed(address: "/whole" + Self.address, fault)])
    #expect(outcome.names == [])
  }

  @Test func aFileIsKnownByTheDigestOfItsCompressedForm() throws {
    let digest = PublishedDigest.compressed(md5: MD5(of: Self.compressed).text)
    let outcome = try Self.fetch(["other", "whole"], digest: digest)
    #expect(outcome.error == nil && outcome.names == Self.whole)
    #expect(outcome.events.last == .fetched(file: Self.name))
  }

  @Test func aServerThatIsNotThereIsToldInWords() throws {
    try withTemporaryFolder { folder in
      var events: [FetchEvent] = []
      let fetcher = try DatasetFetcher(folder: folder, stallSeconds: 1)
      let error = FetchError.noMirrorLeft(file: Self.name, dataset: "set")
      #expect(throws: error) {
        try fetcher.fetch(Self.dataset(["http://127.0.0.1:1", "ftp://127.0.0.1"])) {
          events.append($0)
        }
      }
      #expect(events.count == 2)
      for event in events {
        guard case .failed(_, .transfer(.unreachable(let words))) = event else {
          Issue.record("\(event)")
          continue
        }
        #expect(words.count > 5)
      }
    }
  }

  @Test func aFullDiskEndsItAndKeepsWhatThereIs() throws {
    let fileSystem = FaultyFileSystem()
    fileSystem.fault = .full(after: 30_000, code: ENOSPC)
    let outcome = try Self.fetch(["whole", "whole"], on: fileSystem)
    guard case .file(let error) = outcome.error else {
      Issue.record("\(outcome)")
      return
    }
    #expect(error.code == ENOSPC && outcome.requests == ["whole 0"])
    #expect(outcome.names == ["\(Self.name).gz.partial"])
  }

  @Test func whatIsThereIsNotFetchedAgain() throws {
    try withTemporaryFolder { folder in
      try writeFile(Self.plain, to: "\(folder)/\(Self.name)")
      var events: [FetchEvent] = []
      try DatasetFetcher(folder: folder).fetch(Self.dataset([])) { events.append($0) }
      #expect(events == [.present(file: Self.name)])
      let held = try DatasetFetcher(folder: folder)
      #expect(throws: FetchError.self) { _ = try DatasetFetcher(folder: folder) }
      withExtendedLifetime(held) {}
    }
  }

  @Test func everyDataSetComesWithItsTrainingImagesLast() {
    for dataset in PublishedDataset.all {
      #expect(dataset.files.last?.name == "train-images-idx3-ubyte" && dataset.files.count == 4)
      #expect(!dataset.mirrors.isEmpty)
      let digests = dataset.files.map { file in
        switch file.digest {
        case .contents(let sha256): sha256
        case .compressed(let md5): md5
        }
      }
      #expect(Set(digests).count == 4)
      #expect(
        zip(dataset.files, digests).allSatisfy { $1.count == ($0.digest.method == .md5 ? 32 : 64) })
    }
  }
}

extension FetchEvent {
  /// The same of an address without that of the server.
  fileprivate func without(_ server: String) -> FetchEvent {
    switch self {
    case .resumed(let address, let start):
      .resumed(address: address.replacing(server, with: ""), from: start)
    case .failed(let address, let fault):
      .failed(address: address.replacing(server, with: ""), fault)
    case .present, .progress, .fetched: self
    }
  }
}
