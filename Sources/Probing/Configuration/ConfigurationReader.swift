import Foundation
import Yams

/// Reads the values of the configuration, each with the line that errors name.
struct ConfigurationReader {
  typealias Problem = Configuration.Problem

  let place: String

  /// `nil` where the text holds nothing but comments.
  func node(_ text: String) throws(Problem) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch {
      let found = YAMLProblem(error, in: place)
      throw Problem(place: found.place, problem: found.problem, remedy: found.remedy)
    }
  }

  /// The keys and values of a mapping, none of them twice.
  func members(
    _ node: Node, of what: String
  ) throws(Problem) -> [(name: String, value: Node, place: String)] {
    guard case .mapping(let mapping) = node else {
      throw Problem(place: spot(node), problem: "\(what) holds no keys and values", remedy: "write “key: value” lines")
    }
    var members: [(name: String, value: Node, place: String)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string, !members.contains(where: { $0.name == name }) else {
        throw Problem(
          place: spot(key), problem: "\(what) has a key that is no text or is there twice", remedy: "correct it")
      }
      members.append((name, value, spot(key)))
    }
    return members
  }

  /// A table of models: `gpt-4o-mini: {input: 0.15, output: 0.60, currency: USD}`.
  func prices(_ node: Node) throws(Problem) -> Prices {
    var prices = Prices()
    for (model, value, place) in try members(node, of: "“prices”") {
      var numbers: [String: Double] = [:]
      var currency = ""
      for (key, value, spot) in try members(value, of: "the price of “\(model)”") {
        switch key {
        case "input", "output": numbers[key] = try amount(value, key)
        case "currency":
          guard let text = value.scalar?.string, text.count <= 20, !text.contains(where: \.isNewline) else {
            throw Problem(place: spot, problem: "“currency” is no short word", remedy: "write it as USD")
          }
          currency = text
        default:
          throw Problem(
            place: spot, problem: "“\(key)” is no key of a price", remedy: "choose from input, output, currency")
        }
      }
      guard let input = numbers["input"], let output = numbers["output"] else {
        throw Problem(
          place: place, problem: "the price of “\(model)” lacks input or output",
          remedy: "write both, for a million tokens, as {input: 0.15, output: 0.60, currency: USD}")
      }
      prices.models[model] = Prices.Price(input: input, output: output, currency: currency)
    }
    return prices
  }

  /// A list of addresses: `[https://models.example.org/v1]`.
  func endpoints(_ node: Node) throws(Problem) -> [String] {
    guard case .sequence(let items) = node else {
      throw Problem(
        place: spot(node), problem: "“endpoints” is no list of addresses", remedy: "write it as [https://host/v1]")
    }
    var addresses: [String] = []
    for item in items {
      do {
        addresses.append(try EndpointAddress.checked(item.scalar?.string ?? ""))
      } catch {
        throw Problem(place: spot(item), problem: "an address of “endpoints” \(error.problem)", remedy: error.remedy)
      }
    }
    return addresses
  }

  private func amount(_ node: Node, _ key: String) throws(Problem) -> Double {
    guard let value = node.float ?? node.int.map(Double.init), value.isFinite, (0...1e9).contains(value) else {
      throw Problem(
        place: spot(node), problem: "“\(key)” is no price", remedy: "write a number of at least 0, for a million tokens"
      )
    }
    return value
  }

  func spot(_ node: Node) -> String { place + (node.mark.map { ":\($0.line)" } ?? "") }
}
