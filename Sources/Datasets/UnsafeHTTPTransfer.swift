internal import CCurl

/// What kept a transfer from its end.
public enum TransferFault: Equatable, Sendable {
  /// There is no libcurl on this machine.
  case noLibrary
  /// The host cannot be talked to, in libcurl's words.
  case unreachable(String)
  /// The connection ended too early.
  case cut
  /// No byte came for so many seconds.
  case stalled(seconds: Int)
  /// The server answered with this status.
  case status(Int)
  /// The server cannot go on in the middle of a file.
  case noRanges
  /// The receiver wanted no more.
  case stopped
}

/// A file that is got over HTTP.
struct HTTPTransfer {
  /// Its address, of http or https.
  let address: String
  /// Bytes of it that are there already.
  let offset: Int
  /// Seconds without a byte after which the server is given up.
  let stallSeconds: Int

  /// Takes a piece of the file, and how many bytes of it are still to come with this piece's transfer, where the
  /// server tells; false ends the transfer.
  typealias Receiver = (_ bytes: [UInt8], _ total: Int?) -> Bool

  private final class Context {
    let receive: Receiver
    let isWanted: () -> Bool
    init(_ receive: @escaping Receiver, _ isWanted: @escaping () -> Bool) {
      self.receive = receive
      self.isWanted = isWanted
    }
  }

  /// Gets the rest of the file; returns what kept it from its end, or nil.
  ///
  /// - Parameters:
  ///   - isWanted: is asked about once a second, whether or not anything comes; false ends the transfer.
  ///   - receive: takes what comes.
  func run(
    while isWanted: @escaping () -> Bool, _ receive: @escaping Receiver
  ) -> TransferFault? {
    let context = Context(receive, isWanted)
    var result = cc_result()
    withExtendedLifetime(context) {
      unsafe cc_get(
        address, Int64(offset), stallSeconds,
        { context, bytes, count, total in
          let receiver = unsafe Unmanaged<Context>.fromOpaque(context).takeUnretainedValue()
          let piece = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
          return receiver.receive(piece, total < 0 ? nil : Int(total))
        },
        { context in
          unsafe Unmanaged<Context>.fromOpaque(context).takeUnretainedValue().isWanted()
        }, Unmanaged.passUnretained(context).toOpaque(), &result)
    }
    return fault(result)
  }

  private func fault(_ result: cc_result) -> TransferFault? {
    switch result.outcome {
    case cc_outcome_done: nil
    case cc_outcome_no_library: .noLibrary
    case cc_outcome_cut: .cut
    case cc_outcome_stalled: .stalled(seconds: stallSeconds)
    case cc_outcome_refused: .status(result.status)
    case cc_outcome_no_ranges: .noRanges
    case cc_outcome_stopped: .stopped
    default: .unreachable(words(result))
    }
  }

  private func words(_ result: cc_result) -> String {
    unsafe withUnsafeBytes(of: result.words) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
