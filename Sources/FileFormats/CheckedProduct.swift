/// The product of sizes that a file states, each zero or more; nil where one is below zero or the product is
/// more than an integer counts.
package func checkedProduct(of sizes: some Sequence<Int>) -> Int? {
  var product = 1
  var hasZero = false
  for size in sizes {
    guard size >= 0 else { return nil }
    if size == 0 {
      hasZero = true
      continue
    }
    let (next, overflows) = product.multipliedReportingOverflow(by: size)
    product = overflows ? .max : next
  }
  if hasZero { return 0 }
  return product == .max ? nil : product
}
