internal import FileFormats
internal import Foundation

extension GraphOperators {
  static let images: [String: GraphOperator] = [
    "Conv": { call throws(GraphError) in try [convolve(call)] },
    "ConvTranspose": { call throws(GraphError) in try [convolveTransposed(call)] },
    "MaxPool": { call throws(GraphError) in
      guard call.node.outputs.count == 1 else { throw call.unsupported("places of maxima") }
      return try [pool(call) { values, _ in values.max() ?? -.infinity }]
    },
    "AveragePool": { call throws(GraphError) in
      let countsPadding = call.integer("count_include_pad") == 1
      return try [
        pool(call) { values, all in
          values.reduce(0, +) / Float(max(countsPadding ? all : values.count, 1))
        }
      ]
    },
    "GlobalAveragePool": { call throws(GraphError) in
      let input = try call.input(0)
      guard input.shape.count >= 2 else { throw call.misfit }
      let inner = input.shape.dropFirst(2).reduce(1, *)
      let values = input.floats
      let means = stride(from: 0, to: values.count, by: max(inner, 1)).map {
        values[$0..<($0 + inner)].reduce(0, +) / Float(max(inner, 1))
      }
      return [
        ONNXTensor(Array(input.shape.prefix(2)) + input.shape.dropFirst(2).map { _ in 1 }, means)
      ]
    },
    "Resize": { call throws(GraphError) in try [resize(call)] },
    "Upsample": { call throws(GraphError) in try [resize(call)] },
    "DepthToSpace": { call throws(GraphError) in try [depthToSpace(call)] },
    "Pad": { call throws(GraphError) in try [pad(call)] },
  ]

  private static func imageInput(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    guard input.shape.count == 4, input.shape.allSatisfy({ $0 > 0 }) else { throw call.misfit }
    return input
  }

  // MARK: Convolution

  /// One product of the taps with what they read, for each image and group.
  private static func convolve(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let (input, taps) = (try imageInput(call), try call.input(1))
    let groups = call.integer("group") ?? 1
    guard taps.shape.count == 4, groups > 0, taps.shape[0] % groups == 0,
      input.shape[1] == taps.shape[1] * groups
    else { throw call.misfit }
    let size = Array(input.shape[2...])
    let window = try ImageWindow(call, kernel: Array(taps.shape[2...]), size: size)
    guard window.kernel == Array(taps.shape[2...]) else { throw call.misfit }
    let outputSize = window.outputSize(size)
    let shape = [input.shape[0], taps.shape[0]] + outputSize
    _ = try call.count(shape)
    let (channels, outputs) = (taps.shape[1], taps.shape[0] / groups)
    let depth = channels * window.kernel[0] * window.kernel[1]
    let pixels = outputSize[0] * outputSize[1]
    _ = try call.count([depth, pixels])
    try call.checkWork(input.shape[0], taps.shape[0], depth, pixels)
    let (values, weights) = (input.floats, taps.floats)
    let bias = try call.optional(2)?.floats
    guard bias.map({ $0.count == taps.shape[0] }) ?? true else { throw call.misfit }
    var result: [Float] = []
    result.reserveCapacity(shape.reduce(1, *))
    for image in 0..<input.shape[0] {
      for group in 0..<groups {
        let first = (image * input.shape[1] + group * channels) * size[0] * size[1]
        let columns = patches(
          values, from: first, channels: channels, size: size, window, outputSize: outputSize)
        let rows = Array(weights[(group * outputs * depth)..<((group + 1) * outputs * depth)])
        var sums = multiply(
          rows, columns, rows: outputs, inner: depth, columns: pixels, isTransposed: false,
          on: call.engine)
        if let bias { add(bias, from: group * outputs, toRowsOf: &sums, columns: pixels) }
        result += sums
      }
    }
    return ONNXTensor(shape, result)
  }

  private static func add(
    _ bias: [Float], from first: Int, toRowsOf sums: inout [Float], columns: Int
  ) {
    for place in sums.indices { sums[place] += bias[first + place / columns] }
  }

  /// What each tap reads for each output: [channel · kernel, output], zero outside of the image.
  private static func patches(
    _ values: [Float], from first: Int, channels: Int, size: [Int], _ window: ImageWindow,
    outputSize: [Int]
  ) -> [Float] {
    var patches: [Float] = []
    patches.reserveCapacity(
      channels * window.kernel[0] * window.kernel[1] * outputSize[0] * outputSize[1])
    for channel in 0..<channels {
      for y in 0..<window.kernel[0] {
        for x in 0..<window.kernel[1] {
          for row in 0..<outputSize[0] {
            let source = window.place(row, tap: y, 0, size: size)
            for column in 0..<outputSize[1] {
              guard let source, let place = window.place(column, tap: x, 1, size: size) else {
                patches.append(0)
                continue
              }
              patches.append(values[first + (channel * size[0] + source) * size[1] + place])
            }
          }
        }
      }
    }
    return patches
  }

  /// The other way: each input spreads its taps over the output.
  private static func convolveTransposed(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let (input, taps) = (try imageInput(call), try call.input(1))
    let groups = call.integer("group") ?? 1
    guard taps.shape.count == 4, groups > 0, input.shape[1] == taps.shape[0],
      taps.shape[0] % groups == 0
    else { throw call.misfit }
    let size = Array(input.shape[2...])
    let target = try TransposedTarget(call, kernel: Array(taps.shape[2...]), size: size)
    let (channels, outputs) = (taps.shape[0] / groups, taps.shape[1])
    let shape = [input.shape[0], outputs * groups] + target.size
    let count = try call.count(shape)
    let (pixels, outputPixels) = (size[0] * size[1], target.size[0] * target.size[1])
    let depth = outputs * target.kernel[0] * target.kernel[1]
    _ = try call.count([depth, pixels])
    try call.checkWork(input.shape[0], taps.shape[0], depth, pixels)
    let (values, weights) = (input.floats, taps.floats)
    let bias = try call.optional(2)?.floats
    guard bias.map({ $0.count == shape[1] }) ?? true else { throw call.misfit }
    var result = [Float](repeating: 0, count: count)
    for image in 0..<input.shape[0] {
      for group in 0..<groups {
        let first = (image * input.shape[1] + group * channels) * pixels
        let source = ONNXTensor(
          [channels, pixels], Array(values[first..<(first + channels * pixels)]))
        let rows = weights[(group * channels * depth)..<((group + 1) * channels * depth)]
        let taps = ONNXTensor([channels, depth], Array(rows))
        let spread = multiply(
          transposedValues(taps), source.floats, rows: depth, inner: channels, columns: pixels,
          isTransposed: false, on: call.engine)
        let start = (image * shape[1] + group * outputs) * outputPixels
        target.gather(spread, outputs: outputs, into: &result, from: start)
      }
      if let bias {
        for channel in bias.indices {
          let start = (image * shape[1] + channel) * outputPixels
          for place in start..<(start + outputPixels) { result[place] += bias[channel] }
        }
      }
    }
    return ONNXTensor(shape, result)
  }

  private static func transposedValues(_ matrix: ONNXTensor) -> [Float] {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    let values = matrix.floats
    return (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } }
  }

  // MARK: Pooling

  private static func pool(
    _ call: OperatorCall, _ function: (_ values: [Float], _ all: Int) -> Float
  ) throws(GraphError) -> ONNXTensor {
    let input = try imageInput(call)
    let size = Array(input.shape[2...])
    let window = try ImageWindow(call, kernel: nil, size: size)
    let outputSize = window.outputSize(size, roundsUp: call.integer("ceil_mode") == 1)
    let shape = Array(input.shape.prefix(2)) + outputSize
    _ = try call.count(shape)
    let values = input.floats
    let all = window.kernel[0] * window.kernel[1]
    var result: [Float] = []
    for plane in 0..<(shape[0] * shape[1]) {
      let first = plane * size[0] * size[1]
      for row in 0..<outputSize[0] {
        let rows = (0..<window.kernel[0]).compactMap { window.place(row, tap: $0, 0, size: size) }
        for column in 0..<outputSize[1] {
          let columns = (0..<window.kernel[1]).compactMap {
            window.place(column, tap: $0, 1, size: size)
          }
          let seen = rows.flatMap { row in columns.map { values[first + row * size[1] + $0] } }
          result.append(function(seen, all))
        }
      }
    }
    return ONNXTensor(shape, result)
  }

  // MARK: Rearranging

  private static func depthToSpace(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try imageInput(call)
    let block = call.integer("blocksize") ?? 1
    guard block > 0, block <= 64, input.shape[1] % (block * block) == 0 else { throw call.misfit }
    let (channels, size) = (input.shape[1] / (block * block), Array(input.shape[2...]))
    let steps = strides(of: input.shape)
    let isRowMajor = call.string("mode") == "CRD"
    let channelStep = isRowMajor ? block * block * steps[1] : steps[1]
    let blockStep = isRowMajor ? steps[1] : channels * steps[1]
    // Walked as [image, channel, row, row in block, column, column in block].
    let walked = [input.shape[0], channels, size[0], block, size[1], block]
    _ = try call.count(walked)
    let order = places(
      walked, strides: [steps[0], channelStep, steps[2], block * blockStep, steps[3], blockStep])
    return input.picking(
      order, shape: [input.shape[0], channels, size[0] * block, size[1] * block])
  }

  private static func pad(_ call: OperatorCall) throws(GraphError) -> ONNXTensor {
    let input = try call.input(0)
    let rank = input.shape.count
    guard call.string("mode") ?? "constant" == "constant" else {
      throw call.unsupported("padding by \(call.string("mode") ?? "")")
    }
    guard let pads = try call.integers(1, orAttribute: "pads"), pads.count == 2 * rank,
      pads.allSatisfy({ (0...4096).contains($0) }), try call.optional(3) == nil
    else { throw call.unsupported("pads that do not fit the tensor") }
    let value = try call.optional(2)?.floats.first ?? call.float("value") ?? 0
    let shape = (0..<rank).map { input.shape[$0] + pads[$0] + pads[$0 + rank] }
    var result = [Float](repeating: value, count: try call.count(shape))
    let steps = strides(of: shape)
    let first = zip(pads.prefix(rank), steps).reduce(0) { $0 + $1.0 * $1.1 }
    for (place, value) in zip(places(input.shape, strides: steps, from: first), input.floats) {
      result[Int(place)] = value
    }
    return ONNXTensor(shape, result)
  }
}

/// Where the taps of a transposed convolution go.
private struct TransposedTarget {
  let kernel: [Int]
  let size: [Int]
  private let sourceSize, strides, dilations, before: [Int]

  init(_ call: OperatorCall, kernel: [Int], size: [Int]) throws(GraphError) {
    let window = try ImageWindow(call, kernel: kernel, size: size)
    guard window.kernel == kernel else { throw call.misfit }
    let extra = call.integers("output_padding") ?? [0, 0]
    guard extra.count == 2, extra.allSatisfy({ (0...4096).contains($0) }) else {
      throw call.unsupported("output_padding of \(extra)")
    }
    let full = (0..<2).map {
      (size[$0] - 1) * window.strides[$0] + window.extent($0) + extra[$0]
    }
    let automatic = call.string("auto_pad") ?? "NOTSET"
    var before = window.before
    var target = zip(full, zip(window.before, window.after)).map { $0 - $1.0 - $1.1 }
    if let given = call.integers("output_shape")
      ?? (automatic.hasPrefix("SAME")
        ? (0..<2).map { size[$0] * window.strides[$0] } : nil)
    {
      guard given.count == 2 else { throw call.unsupported("output_shape of \(given)") }
      let total = zip(full, given).map { max($0 - $1, 0) }
      before = total.map { automatic == "SAME_UPPER" ? $0 / 2 : $0 - $0 / 2 }
      target = given
    }
    guard target.allSatisfy({ (1...1 << 20).contains($0) }) else { throw call.misfit }
    self.kernel = kernel
    self.size = target
    self.before = before
    sourceSize = size
    strides = window.strides
    dilations = window.dilations
  }

  /// Adds `spread`, [output · kernel, source pixel], to where it belongs.
  func gather(_ spread: [Float], outputs: Int, into result: inout [Float], from start: Int) {
    var place = 0
    for output in 0..<outputs {
      for y in 0..<kernel[0] {
        for x in 0..<kernel[1] {
          for row in 0..<sourceSize[0] {
            let targetRow = row * strides[0] - before[0] + y * dilations[0]
            for column in 0..<sourceSize[1] {
              defer { place += 1 }
              let targetColumn = column * strides[1] - before[1] + x * dilations[1]
              guard (0..<size[0]).contains(targetRow), (0..<size[1]).contains(targetColumn) else {
                continue
              }
              result[start + (output * size[0] + targetRow) * size[1] + targetColumn] +=
                spread[place]
            }
          }
        }
      }
    }
  }
}
