import Cases
import JSON
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

  @Test func readsWhatReadingIsSetBy() throws {
    let configuration = try read(
      """
      tags: {1: missed-exit, 9: 温和}
      views:
        morning: {filter: "outcome:x severity>=2", order: -turn, simulator: s, draw: 1, columns: [stages, simulated]}
        talks: {list: conversations}
      profile: city
      keys: {mark-read: n, next-case: [J, F5]}
      background: light
      editor: code --wait
      reviewer: mk
      """)
    #expect(configuration.tags == [1: "missed-exit", 9: "温和"])
    #expect(configuration.views.map(\.name) == ["morning", "talks"] && configuration.views[1].isOfConversations)
    #expect(configuration.views[0].draw == 1 && configuration.views[0].columns == ["stages", "simulated"])
    #expect(configuration.profile == ["city"] && configuration.keys.map(\.keys) == [["n"], ["J", "F5"]])
    #expect(configuration.keys[0].place == "config.yaml:6")
    #expect(configuration.background == "light" && configuration.editor == "code --wait")
    #expect(configuration.places["reviewer"] == "config.yaml:9")
    #expect(configuration.values.count == 10 && configuration.values.count { $0.value == .null } == 3)
  }

  @Test(arguments: [
    ("tag: {1: x}", "config.yaml:1: “tag” is no key; did you mean “tags”?"),
    ("tags: {0: x}", "“0” is no digit"), ("tags: {10: x}", "“10” is no digit"), ("tags: {x: 1}", "“x” is no digit"),
    ("tags: {1: [a]}", "“1” is no word"), ("tags: {1: 'a, b'}", "is more than one tag"), ("tags: x", "holds no keys"),
    ("views: {a: {filtr: x}}", "“filtr” is no key of a view; did you mean “filter”?"),
    ("views:\n  a:\n    filter: \"real:\"", "config.yaml:3: the filter of “a” cannot be read"),
    ("views: {a: {draw: -1}}", "“draw” is no number"), ("views: {a: {list: cats}}", "“cats” is no value of “list”"),
    ("columns: [stage]", "“stage” is no value of “columns”; did you mean “stages”?"),
    ("background: blue", "“blue” is no value of “background”; choose from auto, dark, light"),
    ("editor: \"a\\nb\"", "“editor” is no word"), ("reviewer: ''", "“reviewer” is no word"),
  ])
  func saysWhichSettingIsNone(_ text: String, _ words: String) {
    saysWhereWhatAndWhatToDo(text, words)
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
