import FileFormats
import TestSupport
import Testing

@testable import Datasets

/// A file that is known by the MD5 of its compressed form alone.
struct PublishedFileTests {
  private static let plain = [UInt8]("seven".utf8)
  /// One stored block (RFC 1951, 3.2.4; RFC 1952).
  private static let compressed: [UInt8] =
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1, 5, 0, 250, 255] + plain
    + (0..<4).map { UInt8(truncatingIfNeeded: crc32(plain) >> (8 * $0)) } + [5, 0, 0, 0]
  private static let file = PublishedFile(
    "images", size: 5, digest: .compressed(md5: MD5(of: compressed).text))

  private static func fault(_ files: [String: [UInt8]]) throws -> FileFault? {
    try withTemporaryFolder { folder in
      for (name, bytes) in files { try writeFile(bytes, to: "\(folder)/\(name)") }
      return file.fault(in: folder)
    }
  }

  @Test func theCompressedFileTells() throws {
    #expect(try Self.fault(["images.gz": Self.compressed]) == nil)
    #expect(try Self.fault(["images.gz": Self.compressed + [0]]) == .digest(.md5))
    #expect(try Self.fault([:]) == .missing)
  }

  /// What is read is the plain file, which nothing but the compressed one beside it vouches for.
  @Test func theExpandedFileIsComparedWithIt() throws {
    #expect(try Self.fault(["images": Self.plain]) == .expanded)
    #expect(try Self.fault(["images": [1]]) == .size(expected: 5, found: 1))
    #expect(try Self.fault(["images": Self.plain, "images.gz": Self.compressed]) == nil)
    let other = [UInt8]("eight".utf8)
    #expect(try Self.fault(["images": other, "images.gz": Self.compressed]) == .digest(.md5))
    #expect(try Self.fault(["images": Self.plain, "images.gz": other]) == .expanded)
  }
}
