public import JSON

/// What formats are told by: the layout of the first file, its first records, and how the other files are called.
public struct LogSample: Sendable {
  public enum Layout: Sendable, Hashable {
    /// Objects, one a line, in one array, or one alone.
    case records
    /// One object; its keys are ``LogSample/keys``.
    case object
    case table
    case text
  }

  public internal(set) var layout: Layout
  /// The names of all files.
  public internal(set) var names: [String]
  /// Of records: the first of them. Of an object: itself, and of its arrays the first elements.
  public internal(set) var records: [JSONValue] = []
  /// The first record that is longer than what is read at once, and how much that is, in bytes.
  public internal(set) var tooLong: (line: Int, limit: Int)?
  /// The lines of the records, or their numbers.
  var places: [Int] = []
  /// Of a table: the first rows, the header among them.
  public internal(set) var rows: [[String]] = []
  /// The first lines of a text.
  public internal(set) var lines: [String] = []

  /// The first record.
  var first: JSONValue { records.first ?? .null }

  /// Whether every record has a property; there must be one.
  func all(_ property: (JSONValue) -> Bool) -> Bool { !records.isEmpty && records.allSatisfy(property) }

  /// The formats that single records are told to be of, each with the line of the first one, where they differ.
  public var mixture: [(title: String, line: Int)] {
    var found: [(title: String, line: Int)] = []
    for (record, line) in zip(records, places) {
      var alone = self
      (alone.records, alone.places, alone.layout) = ([record], [line], .records)
      guard let title = (try? Recognition(of: alone))?.format.title else { continue }
      if !found.contains(where: { $0.title == title }) { found.append((title, line)) }
    }
    return found.count > 1 ? found : []
  }

  func hasFile(_ name: String) -> Bool { names.contains { $0 == name || $0.hasSuffix("/\(name)") } }

  /// The header of a table in lower case.
  var header: [String] { (rows.first ?? []).map { $0.lowercased().trimmed } }
}

extension JSONValue {
  /// Whether all of these are keys of the object.
  func has(_ keys: String...) -> Bool { keys.allSatisfy { self[$0] != nil } }

  /// Whether it is a list of objects, of which the first has these keys. An empty list is not.
  func isList(of keys: String...) -> Bool {
    guard let first = elements?.first(where: { $0 != .null }) else { return false }
    return keys.allSatisfy { first[$0] != nil }
  }
}
