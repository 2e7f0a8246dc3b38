internal import FileFormats

/// How a kernel moves over images [batch, channels, height, width].
struct ImageWindow {
  let kernel, strides, dilations: [Int]
  /// Rows and columns added before and after.
  let before, after: [Int]

  /// The window that the attributes of `call` describe.
  ///
  /// - Parameters:
  ///   - kernel: height and width, where the attributes may leave them out.
  ///   - size: height and width of the images.
  init(_ call: OperatorCall, kernel given: [Int]?, size: [Int]) throws(GraphError) {
    guard let kernel = call.integers("kernel_shape") ?? given, kernel.count == 2, size.count == 2
    else { throw call.unsupported("images that have not two dimensions") }
    self.kernel = kernel
    strides = call.integers("strides") ?? [1, 1]
    dilations = call.integers("dilations") ?? [1, 1]
    guard
      [kernel, strides, dilations].allSatisfy({
        $0.count == 2 && $0.allSatisfy { (1...4096).contains($0) }
      })
    else { throw call.unsupported("a kernel, stride or dilation that is none") }
    let pads = call.integers("pads") ?? [0, 0, 0, 0]
    guard pads.count == 4, pads.allSatisfy({ (0...4096).contains($0) }) else {
      throw call.unsupported("pads of \(pads)")
    }
    switch call.string("auto_pad") ?? "NOTSET" {
    case "NOTSET": (before, after) = (Array(pads[..<2]), Array(pads[2...]))
    case "VALID": (before, after) = ([0, 0], [0, 0])
    case let same where same == "SAME_UPPER" || same == "SAME_LOWER":
      let (strides, dilations) = (strides, dilations)
      let total = (0..<2).map { axis in
        let outputs = (size[axis] + strides[axis] - 1) / strides[axis]
        return max(
          (outputs - 1) * strides[axis] + dilations[axis] * (kernel[axis] - 1) + 1 - size[axis], 0)
      }
      let less = total.map { $0 / 2 }
      let more = zip(total, less).map { $0 - $1 }
      (before, after) = same == "SAME_UPPER" ? (less, more) : (more, less)
    case let other: throw call.unsupported("auto_pad \(other)")
    }
  }

  /// Places that the kernel takes up along an axis.
  func extent(_ axis: Int) -> Int { dilations[axis] * (kernel[axis] - 1) + 1 }

  /// Height and width of what comes out of images of `size`.
  func outputSize(_ size: [Int], roundsUp: Bool = false) -> [Int] {
    (0..<2).map { axis in
      let room = size[axis] + before[axis] + after[axis] - extent(axis)
      guard room >= 0 else { return 0 }
      let floor = room / strides[axis] + 1
      guard roundsUp, room % strides[axis] != 0 else { return floor }
      // A window that would begin in the padding after the image is none.
      return floor * strides[axis] < size[axis] + before[axis] ? floor + 1 : floor
    }
  }

  /// The place in the image that the kernel's `tap` reads for an output; nil outside.
  func place(_ output: Int, tap: Int, _ axis: Int, size: [Int]) -> Int? {
    let place = output * strides[axis] - before[axis] + tap * dilations[axis]
    return (0..<size[axis]).contains(place) ? place : nil
  }
}
