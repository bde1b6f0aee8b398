internal import JSON

extension TracedCall {
  /// All of it but where it stands, as a text of JSON that is kept until the calls of its conversation are together.
  var packed: String {
    var value: JSONValue = [
      "order": .string(order), "rank": .number(String(rank)), "sides": .object(sides), "key": .string(silence.key),
      "explanation": .string(silence.explanation),
    ]
    for (name, part) in [("input", input), ("output", output)] { if let part { value[name] = part } }
    for (name, part) in [("at", at), ("customer", customer), ("name", name)] {
      if let part { value[name] = .string(part) }
    }
    return value.json(indented: false)
  }

  /// Reads what ``packed`` made.
  init(packed: String, file: LogFile, line: Int, _ conversation: String) {
    let value = (try? JSONValue(parsing: packed)) ?? .null
    self.init(file: file, line: line, conversation: conversation, order: value["order"]?.string ?? "")
    rank = value["rank"]?.integer ?? 0
    (input, output) = (value["input"], value["output"])
    (at, customer, name) = (value["at"]?.string, value["customer"]?.string, value["name"]?.string)
    sides = value["sides"]?.members ?? []
    silence = Silence(value["key"]?.string ?? "", value["explanation"]?.string ?? "")
  }
}
