public import FileFormats

/// A file of a published data set, known by what it holds once it is expanded.
public struct PublishedFile: Equatable, Sendable {
  /// Its name, without `.gz`.
  public let name: String
  /// The bytes that it holds once it is expanded.
  public let size: Int
  /// The digest by which it is known.
  public let digest: PublishedDigest

  package init(_ name: String, size: Int, digest: PublishedDigest) {
    self.name = name
    self.size = size
    self.digest = digest
  }
}

/// A digest by which a file is known, in hexadecimal digits.
public enum PublishedDigest: Equatable, Sendable {
  /// The SHA-256 of what the file holds once it is expanded.
  case contents(sha256: String)
  /// The MD5 of the compressed file, where nothing better was published.
  case compressed(md5: String)

  /// The way in which the digest is made.
  public var method: DigestMethod {
    switch self {
    case .contents: .sha256
    case .compressed: .md5
    }
  }
}

/// A way in which a digest is made.
public enum DigestMethod: String, Equatable, Sendable {
  /// SHA-256, of what a file holds once it is expanded.
  case sha256
  /// MD5, of a compressed file.
  case md5
}

/// What is wrong with a file of a published data set.
public enum FileFault: Equatable, Sendable {
  /// It is not there.
  case missing
  /// It cannot be read.
  case unreadable(FileError)
  /// Its compressed bytes are damaged.
  case damaged(DeflateError)
  /// It holds `found` bytes in place of `expected`; nil where it holds more than that.
  case size(expected: Int, found: Int?)
  /// It holds other bytes than those that were published.
  case digest(DigestMethod)
  /// It holds as many bytes as were published, but was expanded, and only the compressed file's digest is known.
  case expanded
}

extension PublishedFile {
  /// What is wrong with the bytes of a file, plain or compressed; nil where it is the one that was published.
  package func fault(of bytes: [UInt8]) -> FileFault? {
    let isCompressed = FileKind(beginning: bytes) == .gzip
    if case .compressed(let md5) = digest, isCompressed, MD5(of: bytes).text != md5 {
      return .digest(.md5)
    }
    var plain = bytes
    if isCompressed {
      do { plain = try inflate(bytes, .gzip, limit: size) } catch {
        if case .tooLarge = error { return .size(expected: size, found: nil) }
        return .damaged(error)
      }
    }
    guard plain.count == size else { return .size(expected: size, found: plain.count) }
    switch digest {
    case .contents(let sha256): return SHA256(of: plain).text == sha256 ? nil : .digest(.sha256)
    case .compressed: return isCompressed ? nil : .expanded
    }
  }

  /// What is wrong with the file in a folder, plain or with `.gz`; nil where it is the one that was published.
  package func fault(in folder: String) -> FileFault? {
    let paths = ["\(folder)/\(name)", "\(folder)/\(name).gz"]
      .filter { exists($0) && !isFolder($0) }
    guard let path = paths.first else { return .missing }
    do throws(FileError) {
      let bytes = try readFile(path)
      guard let fault = fault(of: bytes) else { return nil }
      // The plain file, which is the one that is read, is that of the compressed file beside it.
      guard fault == .expanded, paths.count == 2 else { return fault }
      let compressed = try readFile(paths[1])
      if let other = self.fault(of: compressed) { return other }
      return (try? inflate(compressed, .gzip)) == bytes ? nil : .digest(.md5)
    } catch { return .unreadable(error) }
  }
}
