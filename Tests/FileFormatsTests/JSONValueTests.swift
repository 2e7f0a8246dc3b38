import FileFormats
import Testing

struct JSONValueTests {
  @Test func readsEveryKindOfValue() throws {
    let value = try JSONValue(
      parsing:
        #" {"a": [1, -2.5e3, true, false, null], "b": {"c": "x\n\"\\\/\u00e9\ud83d\ude00"}} "#)
    guard case .object(let fields) = value, case .array(let elements) = fields["a"] else {
      Issue.record("\(value)")
      return
    }
    #expect(elements.map(\.typeName) == ["number", "number", "boolean", "boolean", "null"])
    #expect(fields["b"] == .object(["c": .string("x\n\"\\/é😀")]))
  }

  @Test(arguments: [
    ("{", 1), ("[1,]", 3), ("[1 2]", 3), ("{\"a\" 1}", 5), ("01", 1), ("1.", 2), ("-", 1),
    ("+1", 0), ("nul", 0), ("\"a", 2), ("\"\\x\"", 3), ("\"\\ud83d\"", 7), ("\"\\udc00\"", 7),
    ("1 1", 2), ("NaN", 0), ("\"\n\"", 1),
  ])
  func refusesWhatIsNoJSON(text: String, offset: Int) {
    #expect(throws: JSONError.syntax(offset: offset)) { try JSONValue(parsing: text) }
  }

  @Test(arguments: ["", " \n\t"]) func saysThatThereIsNothing(text: String) {
    #expect(throws: JSONError.empty) { try JSONValue(parsing: text) }
  }

  @Test func refusesWhatOthersTakeInSilence() {
    #expect(throws: JSONError.duplicateKey("a")) {
      try JSONValue(parsing: #"{"a": 1, "\u0061": 2}"#)
    }
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.tooDeep) { try JSONValue(parsing: deep) }
    #expect(throws: JSONError.syntax(offset: 3)) {
      try JSONValue(parsing: [0x22, 0xff, 0x22] as [UInt8])
    }
  }

  /// The extremes of each type, subnormals among them, and a seed that no Double holds.
  @Test func numbersComeBackToTheBit() throws {
    let doubles: [Double] = [
      0.1, 1, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.388_331_195_000_000_1, 1e21,
      1e-7,
    ]
    for double in doubles {
      let text = try JSONValue.number(JSONNumber(double)).text()
      guard case .number(let read) = try JSONValue(parsing: text) else {
        Issue.record("\(text)")
        return
      }
      #expect(read.float(Double.self)?.bitPattern == double.bitPattern, "\(text)")
    }
    for float in [0.1, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 16_777_216]
      as [Float]
    {
      #expect(JSONNumber(float).float(Float.self)?.bitPattern == float.bitPattern)
    }
    #expect(JSONNumber(UInt64.max).literal == "18446744073709551615")
    #expect(JSONNumber(UInt64.max).integer(UInt64.self) == .max)
    #expect(JSONNumber(UInt64.max).integer(Int.self) == nil)
    #expect(JSONNumber(0.1 as Float).literal == "0.1" && JSONNumber(1.0).literal == "1")
    guard case .number(let five) = try JSONValue(parsing: "5.0e0"),
      case .number(let half) = try JSONValue(parsing: "0.5"),
      case .number(let huge) = try JSONValue(parsing: "1e400")
    else {
      Issue.record("no numbers")
      return
    }
    #expect(five.integer(Int.self) == 5 && half.integer(Int.self) == nil)
    #expect(huge.float(Double.self) == nil)
  }

  @Test func writesOneTextForOneValue() throws {
    let value = try JSONValue(parsing: #"{"b":[1,{"x":[],"a":{}}],"a":"\u0007"}"#)
    #expect(try value.text() == #"{"a":"\u0007","b":[1,{"a":{},"x":[]}]}"#)
    #expect(
      try value.indentedText() == """
        {
          "a": "\\u0007",
          "b": [
            1,
            {"a": {}, "x": []}
          ]
        }

        """)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesToWriteWhatIsNoNumber(value: Double) {
    let json = JSONValue.object(["a": .array([.null, .number(JSONNumber(value))])])
    #expect(throws: JSONError.notFinite(path: "a[1]")) { try json.text() }
  }
}
