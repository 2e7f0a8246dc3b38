internal import FileFormats
internal import ImageSets

extension SourceArray {
  /// The labels of so many images: a list, a column or a row of integers, or a row of zeros and a one for each image.
  ///
  /// - Parameters:
  ///   - imageFile: where the images are, for errors.
  ///   - first: the least label there is.
  package func labels(
    ofImages count: Int, in imageFile: String, from first: Int = 0
  ) throws(DatasetError) -> [UInt8] {
    let shape = array.shape
    let isList = shape.count == 1 || shape.count == 2 && (shape[1] == 1 || shape == [1, count])
    guard isList || shape.count == 2 else { throw .notLabels(file: file, shape: shape) }
    let found = shape == [1, count] ? count : shape[0]
    guard found == count else {
      throw .counts(imageFile: imageFile, images: count, labelFile: file, labels: found)
    }
    let labels = isList ? try listed() : try isTable ? firstColumn() : oneHot(columns: shape[1])
    return try checked(labels, from: first)
  }

  private func listed() throws(DatasetError) -> [Int] {
    guard let integers = array.integers else {
      throw .array(file: file, .labelElement(array.element.rawValue))
    }
    return integers
  }

  private func firstColumn() throws(DatasetError) -> [Int] {
    let (integers, columns) = (try listed(), max(array.shape[1], 1))
    return stride(from: 0, to: integers.count, by: columns).map { integers[$0] }
  }

  private func oneHot(columns: Int) throws(DatasetError) -> [Int] {
    let isOne: [Bool]
    if let integers = array.integers {
      guard integers.allSatisfy((0...1).contains) else {
        throw .notLabels(file: file, shape: array.shape)
      }
      isOne = integers.map { $0 == 1 }
    } else {
      let floats = array.floats ?? []
      guard floats.allSatisfy({ $0 == 0 || $0 == 1 }) else {
        throw .notLabels(file: file, shape: array.shape)
      }
      isOne = floats.map { $0 == 1 }
    }
    var labels: [Int] = []
    for start in stride(from: 0, to: isOne.count, by: max(columns, 1)) {
      let row = isOne[start..<start + columns]
      guard let first = row.firstIndex(of: true), first == row.lastIndex(of: true) else {
        throw .notOneHot(file: file, index: start / columns)
      }
      labels.append(first - start)
    }
    return labels
  }

  private func checked(_ labels: [Int], from first: Int) throws(DatasetError) -> [UInt8] {
    let possible = first..<first + LabeledImages.classLimit
    if let index = labels.firstIndex(where: { !possible.contains($0) }) {
      throw .label(file: file, index: index, value: labels[index])
    }
    return labels.map { UInt8($0 - first) }
  }
}
