// A line of a table as text, of which a field may be in quotes and hold separators, but no line break.

/// The first of the separators that a line has.
func tableSeparator(_ bytes: [UInt8], _ line: Range<Int>) -> UInt8 {
  let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
  return bytes[line].first(where: separators.contains) ?? separators[0]
}

/// The fields of a line.
func tableFields(_ bytes: [UInt8], _ line: Range<Int>, _ separator: UInt8) -> [Range<Int>] {
  var fields: [Range<Int>] = []
  var place = line.lowerBound
  while place <= line.upperBound {
    fields.append(nextTableField(bytes, from: &place, to: line.upperBound, separator))
  }
  return fields
}

/// The field at a place, without spaces and quotes around it. The place goes behind its separator, or beyond the end.
func nextTableField(
  _ bytes: [UInt8], from place: inout Int, to end: Int, _ separator: UInt8
) -> Range<Int> {
  let (space, quote) = (UInt8(ascii: " "), UInt8(ascii: "\""))
  var start = place
  var isQuoted = false
  while place < end, isQuoted || bytes[place] != separator {
    if bytes[place] == quote { isQuoted.toggle() }
    place += 1
  }
  var stop = place
  place += 1
  while start < stop, bytes[start] == space { start += 1 }
  while start < stop, bytes[stop - 1] == space { stop -= 1 }
  if stop - start >= 2, bytes[start] == quote, bytes[stop - 1] == quote {
    return start + 1..<stop - 1
  }
  return start..<stop
}
