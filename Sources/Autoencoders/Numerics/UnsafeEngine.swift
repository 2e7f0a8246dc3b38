internal import CKernels
internal import Foundation

/// Why an engine cannot be had.
public enum EngineError: Error, Equatable {
  /// No kernels have this name; `known` are those of this build.
  case unknownKernels(String, known: [String])
  /// The kernels of this name are for another processor.
  case unsupportedKernels(String)
  /// So many threads, none or too many, cannot be had.
  case threads(Int)
}

/// Where computing happens: the kernels of one instruction set, and the threads that run them.
///
/// Results do not depend on the number of threads. An engine belongs to the thread that made it.
@safe
public final class Engine {
  let team: OpaquePointer
  let table: UnsafePointer<ck_kernels>
  /// Products compute terms that are known to be zero as well, which takes longer and gives the same bits.
  package var computesZeros = false
  /// Room for the block of a random sequence of which only a part is asked for.
  let randomBlock = FloatBuffer(count: 4)
  /// Models made on this engine have layers that are two of their configuration, which are faster and round in
  /// another way.
  package var mergesLayers = true

  /// The most threads an engine has.
  public static let maxThreads = 256

  /// The kernel names of this build, fastest first, then those that round factors.
  public static var kernelNames: [String] {
    (0..<ck_kernels_count()).map { unsafe String(cString: ck_kernels_name($0)) }
  }

  /// An engine of `threads` threads, the caller's among them, on the kernels called `kernels`, or the
  /// fastest that this processor can run.
  public init(threads: Int, kernels: String? = nil) throws(EngineError) {
    unsafe table = try Self.table(named: kernels)
    guard (1...Self.maxThreads).contains(threads), let team = unsafe ck_team_create(threads) else {
      throw .threads(threads)
    }
    unsafe self.team = team
  }

  /// An engine of as many threads as there are processors, on the fastest kernels that they can run.
  public init() {
    let processors = min(ProcessInfo.processInfo.activeProcessorCount, Self.maxThreads)
    guard let team = unsafe ck_team_create(processors) ?? ck_team_create(1) else {
      preconditionFailure("no memory for a thread")
    }
    unsafe table = ck_kernels_best()
    unsafe self.team = team
  }

  deinit { unsafe ck_team_destroy(team) }

  private static func table(named name: String?) throws(EngineError) -> UnsafePointer<ck_kernels> {
    guard let name else { return unsafe ck_kernels_best() }
    if let table = unsafe ck_kernels_named(name) { return unsafe table }
    if kernelNames.contains(name) { throw .unsupportedKernels(name) }
    throw .unknownKernels(name, known: kernelNames)
  }

  /// The name of the kernels in use, one of `kernelNames`.
  public var kernelName: String { unsafe String(cString: table.pointee.name) }
  /// Whether the factors of larger products are rounded to bfloat16, a float of 8 significant bits. Sums, weights
  /// and all else are floats.
  public var roundsFactors: Bool { unsafe table.pointee.rounds_factors }
  /// How many threads compute, the caller's among them.
  public var threads: Int { unsafe ck_team_threads(team) }

  typealias RangeKernel = @convention(c) (UnsafeRawPointer, Int, Int) -> Void

  /// Runs one row-wise or element-wise kernel over `0..<count`, in pieces of `grain`.
  @unsafe func run<Arguments>(
    _ kernel: RangeKernel, _ arguments: Arguments, count: Int, grain: Int
  ) {
    unsafe withUnsafePointer(to: arguments) {
      unsafe ck_run(team, kernel, $0, count, grain)
    }
  }

  /// Rows a piece of row-wise work needs so that handing it out costs little.
  func rowGrain(columns: Int) -> Int { max(1, 4096 / max(columns, 1)) }

  /// Elements a piece of element-wise work needs, a multiple of every vector and random block.
  var elementGrain: Int { 8192 }
}

extension Engine {
  /// Runs a loop of nothing but fused multiply-adds on every thread and returns how many
  /// floating-point operations it was; with a clock around it, what the processor can do at most.
  package func spin(rounds: Int) -> Double {
    let sums = FloatBuffer(count: rounds)
    unsafe run(
      table.pointee.peak, ck_peak_arguments(output: sums.pointer(0, count: rounds)), count: rounds,
      grain: 1)
    return Double(rounds) * Double(unsafe table.pointee.peak_operations)
  }
}

extension Matrix {
  @unsafe var pointer: UnsafeMutablePointer<Float> {
    unsafe buffer.pointer(offset, count: rows == 0 ? 0 : (rows - 1) * stride + columns)
  }
}
