import JSON
import Testing

@Suite struct JSONValueTests {
  @Test func aMemberThatIsSetKeepsItsPlace() throws {
    var value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
    value["a"] = .null
    value["c"] = .bool(true)
    #expect(value.json(indented: false) == #"{"a":null,"b":2,"c":true}"#)
    value["a"] = nil
    value["z"] = nil
    #expect(value.json(indented: false) == #"{"b":2,"c":true}"#)
    var word = JSONValue.string("x")
    word["a"] = .integer(1)
    #expect(word == ["a": .integer(1)])
  }

  @Test(arguments: [
    (#"{"a":1,"b":[1.0,2e1]}"#, #"{"b":[1,20],"a":1.00}"#, true), (#"{"a":1,"a":2}"#, #"{"a":2}"#, true),
    ("0.5", "5e-1", true), ("9007199254740993", "9007199254740992", false), ("1e400", "1e401", false),
    ("1e400", "1e400", true), ("[1]", "[1,1]", false), ("[1,2]", "[2,1]", false), (#"{"a":null}"#, "{}", false),
    ("1", #""1""#, false), ("true", "1", false), ("null", "null", true),
  ])
  func valuesMeanTheSameHoweverTheyAreWritten(left: String, right: String, expected: Bool) throws {
    #expect(try JSONValue(parsing: left).means(JSONValue(parsing: right)) == expected)
    #expect(try JSONValue(parsing: right).means(JSONValue(parsing: left)) == expected)
  }

  @Test func keysCanBeSortedInATextForPeopleToo() {
    let value: JSONValue = ["b": .integer(1), "a": ["d": .null, "c": .string("\u{9B}")], "b": .integer(2)]
    #expect(value.json(indented: false, isSorted: true) == #"{"a":{"c":"\u009b","d":null},"b":2}"#)
  }
}
