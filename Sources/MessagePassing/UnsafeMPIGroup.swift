#if MPI
  package import Autoencoders
  internal import CMPI

  /// The processes that mpirun or srun started together, over Open MPI.
  ///
  /// The first one leads and has the terminal; an error in one ends them all.
  package final class MPIGroup: ProcessGroup {
    package let rank: Int
    package let count: Int
    /// The terminal's keys come through standard input, which is none.
    package let hasForwardedKeys: Bool

    /// Joins the processes that were started together; nil where none was started with this one.
    package init?() {
      var (rank, count): (Int32, Int32) = (0, 1)
      guard cmpi_is_started(), unsafe cmpi_join(&rank, &count) else { return nil }
      guard count > 1 else {
        cmpi_leave()
        return nil
      }
      (self.rank, self.count) = (Int(rank), Int(count))
      hasForwardedKeys = rank == 0 && cmpi_take_terminal() == cmpi_forwarded_keys
    }

    /// Takes leave of the others, and gives the terminal back.
    package func leave() {
      cmpi_return_terminal()
      cmpi_leave()
    }

    /// Ends every process at once.
    package func abort() { cmpi_abort(1) }

    package func exchange(
      _ sent: Range<Int>, of source: FloatBuffer, with partner: Int, into target: FloatBuffer,
      _ received: Range<Int>
    ) {
      let size = MemoryLayout<Float>.size
      unsafe cmpi_exchange(
        source.pointer(sent.lowerBound, count: sent.count), sent.count * size,
        target.pointer(received.lowerBound, count: received.count), received.count * size,
        Int32(partner))
    }

    package func exchange(
      _ numbers: inout [Double], sending sent: Range<Int>, with partner: Int,
      receiving received: Range<Int>
    ) {
      let size = MemoryLayout<Double>.size
      precondition(
        numbers.indices.contains(sent) && numbers.indices.contains(received),
        "\(sent) and \(received) of \(numbers.count) numbers")
      unsafe numbers.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        unsafe cmpi_exchange(
          start + sent.lowerBound * size, sent.count * size,
          start + received.lowerBound * size, received.count * size, Int32(partner))
      }
    }

    package func broadcast(_ message: ProcessMessage?) -> ProcessMessage {
      var header: [UInt64] = message.map { [UInt64($0.kind), UInt64($0.bytes.count)] } ?? [0, 0]
      unsafe header.withUnsafeMutableBytes { unsafe Self.broadcast($0) }
      guard header[1] > 0 else { return ProcessMessage(kind: UInt8(header[0])) }
      var bytes = message?.bytes ?? [UInt8](repeating: 0, count: Int(header[1]))
      unsafe bytes.withUnsafeMutableBytes { unsafe Self.broadcast($0) }
      return ProcessMessage(kind: UInt8(header[0]), bytes: bytes)
    }

    private static func broadcast(_ bytes: UnsafeMutableRawBufferPointer) {
      guard let start = bytes.baseAddress else { return }
      unsafe cmpi_broadcast(start, bytes.count)
    }
  }
#endif
