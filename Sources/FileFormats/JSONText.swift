// The little of JSON that Foundation does not offer: one string as text, and duplicate keys found.

/// `text` as a JSON string, quotes included (RFC 8259, section 7), with every invisible character escaped,
/// those that JSON allows too.
package func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case _ where scalar.isInvisible:
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

/// The first key that stands twice in one object of `json`, as it is spelled there.
///
/// Foundation's decoder silently keeps one of them.
func duplicateJSONKey(in json: some Collection<UInt8>) -> String? {
  var objects: [Set<[UInt8]>] = []
  var isInString = false
  var isEscaped = false
  var string: [UInt8] = []
  for byte in json {
    if isInString {
      if isEscaped || byte != UInt8(ascii: "\"") {
        string.append(byte)
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else {
        isInString = false
      }
      continue
    }
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
      string = []
    case UInt8(ascii: "{"): objects.append([])
    case UInt8(ascii: "}"): _ = objects.popLast()
    case UInt8(ascii: ":"):
      guard let last = objects.indices.last, !objects[last].insert(string).inserted else {
        continue
      }
      return String(decoding: string, as: UTF8.self)
    default: continue
    }
  }
  return nil
}
