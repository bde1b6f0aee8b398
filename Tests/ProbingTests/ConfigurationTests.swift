import Testing

@testable import Probing

@Suite struct ConfigurationTests {
  private func read(_ text: String) throws(Configuration.Problem) -> Configuration {
    try Configuration(parsing: text, place: "config.yaml")
  }

  @Test func readsPrices() throws {
    let prices = try read(
      "# mine\nprices:\n  gpt-4o-mini: {input: 0.15, output: 0.60, currency: USD}\n  local: {input: 0, output: 0}\n"
    ).prices
    #expect(prices.models["gpt-4o-mini"] == Prices.Price(input: 0.15, output: 0.6, currency: "USD"))
    #expect(prices.cost(of: "local", promptTokens: 10, completionTokens: 5) == Cost(amount: 0, currency: ""))
    #expect(prices.cost(of: "other", promptTokens: 10, completionTokens: 5) == nil)
    let cost = try #require(prices.cost(of: "gpt-4o-mini", promptTokens: 2_000_000, completionTokens: 1_000_000))
    #expect(abs(cost.amount - 0.9) < 1e-12)
    #expect(try read("") == Configuration() && read("# nothing\n") == Configuration())
  }

  @Test func readsEndpoints() throws {
    let endpoints = try read("endpoints: [https://a.example/v1/, http://127.0.0.1:8/v1/chat/completions]").endpoints
    #expect(endpoints == ["https://a.example/v1", "http://127.0.0.1:8/v1"])
  }

  @Test(arguments: [
    ("endpoints: https://a.example", "config.yaml:1: “endpoints” is no list"),
    (
      "endpoints:\n- https://a.example\n- ftp://b",
      "config.yaml:3: an address of “endpoints” is no http or https address"
    ),
    ("endpoints: [https://u:pw@a.example]", "holds a user, a password"), ("endpoints: [[x]]", "is no http or https"),
    ("price: 1", "config.yaml:1: “price” is no key"), ("prices: 7", "config.yaml:1: “prices” holds no keys"),
    ("prices:\n  m: {input: 1}", "config.yaml:2: the price of “m” lacks input or output"),
    ("prices:\n  m:\n    input: 1\n    output: 2\n    curency: EUR", "config.yaml:5: “curency” is no key of a price"),
    ("prices:\n  m: {input: -1, output: 2}", "config.yaml:2: “input” is no price"),
    ("prices:\n  m: {input: .nan, output: 2}", "“input” is no price"),
    ("prices:\n  m: {input: 1, output: many}", "“output” is no price"),
    ("prices:\n  m: {input: 1, output: 2, currency: [USD]}", "“currency” is no short word"),
    ("prices:\n  m: {input: 1, output: 2}\n  m: {input: 1, output: 2}", "holds a key twice: m"),
    ("prices: {", "is no YAML"),
    ("- prices", "the file holds no keys"),
  ])
  func saysWhereWhatAndWhatToDo(_ text: String, _ words: String) {
    do {
      _ = try read(text)
      Issue.record("\(text) is no configuration")
    } catch {
      #expect(error.description.contains(words) && error.description.contains(";"), "\(error)")
    }
  }
}
