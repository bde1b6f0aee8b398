import Cases
public import JSON

extension Configuration {
  /// What every key of the file is set to; null where it is not.
  public var values: [(key: String, value: JSONValue)] {
    [
      ("prices", object(prices.models.sorted { $0.key < $1.key }.map { ($0, $1.value) })),
      ("endpoints", list(endpoints)),
      ("tags", object(tags.sorted { $0.key < $1.key }.map { ("\($0)", .string($1)) })),
      ("views", object(views.map { ($0.name, $0.value) })),
      ("profile", list(profile)),
      ("columns", list(columns)),
      ("keys", object(keys.map { ($0.action, list($0.keys)) })),
      ("background", word(background)),
      ("editor", word(editor)),
      ("reviewer", word(reviewer)),
    ]
  }

  private func object(_ members: [(String, JSONValue)]) -> JSONValue {
    members.isEmpty ? .null : .object(members.map { JSONValue.Member($0, $1) })
  }

  private func list(_ words: [String]) -> JSONValue { words.isEmpty ? .null : .array(words.map { .string($0) }) }

  private func word(_ word: String?) -> JSONValue { word.map { .string($0) } ?? .null }
}

extension Prices.Price {
  fileprivate var value: JSONValue {
    ["input": .number(input), "output": .number(output), "currency": .string(currency)]
  }
}

extension CaseView {
  fileprivate var value: JSONValue {
    var value: JSONValue = ["filter": .string(filter)]
    value["order"] = order.map { .string($0) }
    value["simulator"] = simulator.map { .string($0) }
    value["instrument"] = instrument.map { .string($0) }
    value["draw"] = draw.map { .integer($0) }
    value["columns"] = columns.isEmpty ? nil : .array(columns.map { .string($0) })
    value["list"] = isOfConversations ? .string("conversations") : nil
    return value
  }
}
