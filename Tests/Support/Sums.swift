// Tests are compiled without optimization, this module with it.

/// The sum of products.
public func dot(_ a: [Float], _ b: [Float]) -> Double {
  precondition(a.count == b.count)
  var sum = 0.0
  for index in a.indices { sum += Double(a[index]) * Double(b[index]) }
  return sum
}

/// The square of the distance between two images.
public func squaredDistance(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
  precondition(a.count == b.count)
  var sum = 0
  for (x, y) in zip(a, b) {
    let difference = Int(x) - Int(y)
    sum += difference * difference
  }
  return sum
}
