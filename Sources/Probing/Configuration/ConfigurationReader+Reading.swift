import Cases
import Yams

// What reading and reviewing are set by.

extension ConfigurationReader {
  /// The longest name or word of the file, in characters.
  private static let longest = 200

  /// "did you mean “tags”?", or what there is.
  static func choice(of name: String, among names: [String]) -> String {
    name.misspelt(names).map { "did you mean “\($0)”?" } ?? "choose from \(names.joined(separator: ", "))"
  }

  func word(_ node: Node, _ key: String, among names: [String]? = nil) throws(Problem) -> String {
    guard let text = node.scalar?.string, !text.isEmpty, text.count <= Self.longest,
      !text.contains(where: { $0.isNewline || $0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
      )
    else { throw Problem(place: spot(node), problem: "“\(key)” is no word", remedy: "write it in one line") }
    if let names, !names.contains(text) {
      throw Problem(
        place: spot(node), problem: "“\(text)” is no value of “\(key)”",
        remedy: ConfigurationReader.choice(of: text, among: names))
    }
    return text
  }

  /// A word, or a list of words.
  func words(_ node: Node, _ key: String, among names: [String]? = nil) throws(Problem) -> [String] {
    guard case .sequence(let items) = node else { return [try word(node, key, among: names)] }
    var words: [String] = []
    for item in items { words.append(try word(item, key, among: names)) }
    return words
  }

  /// Tags of digits: `{1: missed-exit, 2: polite-no}`.
  func tags(_ node: Node) throws(Problem) -> [Int: String] {
    var tags: [Int: String] = [:]
    for (name, value, place) in try members(node, of: "“tags”") {
      guard let digit = Int(name), (1...9).contains(digit), name.count == 1 else {
        throw Problem(
          place: place, problem: "“\(name)” is no digit", remedy: "write a digit from 1 to 9 before each tag")
      }
      let tag = try word(value, name)
      if tag.contains(where: { ",，、".contains($0) }) {
        throw Problem(place: place, problem: "“\(tag)” is more than one tag", remedy: "give a digit one tag")
      }
      tags[digit] = tag
    }
    return tags
  }

  /// The columns of the list of cases.
  func columns(_ node: Node) throws(Problem) -> [String] {
    try words(node, "columns", among: Configuration.columnNames)
  }

  /// Views by name: `morning: {filter: "outcome:non-buyer", order: severity}`.
  func views(_ node: Node) throws(Problem) -> [CaseView] {
    let known = ["filter", "order", "simulator", "instrument", "draw", "columns", "list"]
    var views: [CaseView] = []
    for (name, value, _) in try members(node, of: "“views”") {
      var view = CaseView(name: name)
      for (key, value, place) in try members(value, of: "the view “\(name)”") {
        switch key {
        case "filter":
          view.filter = try word(value, key)
          do { _ = try Filter(parsing: view.filter) } catch {
            throw Problem(
              place: place, problem: "the filter of “\(name)” cannot be read: \(error.summary)", remedy: "correct it")
          }
        case "order": view.order = try word(value, key)
        case "simulator": view.simulator = try word(value, key)
        case "instrument": view.instrument = try word(value, key)
        case "draw":
          guard let draw = value.int, draw >= 0 else {
            throw Problem(place: place, problem: "“draw” is no number of a draw", remedy: "write 0 for the first")
          }
          view.draw = draw
        case "columns": view.columns = try columns(value)
        case "list":
          view.isOfConversations = try word(value, key, among: ["cases", "conversations"]) == "conversations"
        default:
          throw Problem(
            place: place, problem: "“\(key)” is no key of a view",
            remedy: ConfigurationReader.choice(of: key, among: known))
        }
      }
      views.append(view)
    }
    return views
  }

  /// Keys of actions: `{mark-read: n, next-case: [J, Shift-↓]}`.
  func keys(_ node: Node) throws(Problem) -> [Configuration.KeyChoice] {
    var keys: [Configuration.KeyChoice] = []
    for (name, value, place) in try members(node, of: "“keys”") {
      keys.append(Configuration.KeyChoice(action: name, keys: try words(value, name), place: place))
    }
    return keys
  }
}

extension Configuration {
  /// What the columns of the list of cases are called.
  public static let columnNames = ["conversation", "position", "stages", "severity", "outcome", "real", "simulated"]
}
