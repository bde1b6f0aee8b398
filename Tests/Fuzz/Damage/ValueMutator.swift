import JSON
import Statistics

/// Changes a JSON value somewhere, mostly so that it is still JSON.
struct ValueMutator {
  /// Changes one place of `value`, any depth alike.
  static func mutate(_ value: inout JSONValue, _ random: inout SeededGenerator) {
    switch value {
    case .object(var members) where !members.isEmpty && random.next(below: 4) > 0:
      let place = random.next(below: members.count)
      switch random.next(below: 12) {
      case 0: members.remove(at: place)
      case 1: members.append(members[place])
      case 2: members[place].key = respelt(members[place].key, &random)
      case 3: members.swapAt(place, random.next(below: members.count))
      case 4: members.insert(.init(keys[random.next(below: keys.count)], anything(&random)), at: place)
      default: mutate(&members[place].value, &random)
      }
      value = .object(members)
    case .array(var elements) where !elements.isEmpty && random.next(below: 4) > 0:
      let place = random.next(below: elements.count)
      switch random.next(below: 10) {
      case 0: elements.remove(at: place)
      case 1: elements.insert(elements[place], at: place)
      case 2: elements.swapAt(place, random.next(below: elements.count))
      case 3: elements = elements.flatMap { [$0, $0] }
      case 4: elements.append(anything(&random))
      default: mutate(&elements[place], &random)
      }
      value = .array(elements)
    case .string(let text) where random.next(below: 3) > 0: value = .string(respelt(text, &random))
    case .number(let digits) where random.next(below: 3) > 0:
      value = .number(numbers[random.next(below: numbers.count)].replacing("N", with: digits))
    default: value = anything(&random)
    }
  }

  private static func respelt(_ text: String, _ random: inout SeededGenerator) -> String {
    let scalars = Array(text.unicodeScalars)
    let place = random.next(below: scalars.count + 1)
    let head = String(String.UnicodeScalarView(scalars[..<place]))
    let tail = String(String.UnicodeScalarView(scalars[place...]))
    switch random.next(below: 6) {
    case 0: return head + String(tail.unicodeScalars.dropFirst())
    case 1: return text.uppercased()
    case 2: return ""
    default: return head + strange[random.next(below: strange.count)] + tail
    }
  }

  private static func anything(_ random: inout SeededGenerator) -> JSONValue {
    switch random.next(below: 7) {
    case 0: .null
    case 1: .bool(random.next(below: 2) == 0)
    case 2: .number(numbers[random.next(below: numbers.count)].replacing("N", with: "7"))
    case 3: .string(strange[random.next(below: strange.count)])
    case 4: .array([])
    case 5: .object([])
    default: nested(depth: 1 + random.next(below: 60))
    }
  }

  private static func nested(depth: Int) -> JSONValue {
    (0..<depth).reduce(JSONValue.null) { inner, level in level.isMultiple(of: 2) ? .array([inner]) : ["a": inner] }
  }

  private static let keys = [
    "id", "text", "turn", "draw", "api_key", "Authorization", "__proto__", "stage", "resistence", "outcome", "",
    "turns",
  ]
  private static let numbers = [
    "-N", "N0", "N.5", "0", "-1", "1e400", "-0", "9223372036854775807", "9223372036854775808", "18446744073709551616",
    "4294967296", "65536", "1e-320", "0.1e1", "255", "256",
  ]
  private static let strange = [
    "\u{1B}]52;c;AAAA\u{07}", "\u{0}", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{9B}31m", "é", "e\u{301}", "𝕊", "👩‍👩‍👧",
    "=1+1", "'", "\"", "\\", "\n", "\r\n", "\u{2028}", " ", "../../x", "sk-FAKE0123456789abcdefghij", "[no reply]",
    "</script>", String(repeating: "长", count: 200), "\u{FFFF}", "real", "buyer", "nan", "-",
  ]
}
