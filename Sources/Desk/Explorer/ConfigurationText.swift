internal import Explorer
internal import Foundation
internal import JSON
internal import Probing

/// What the configuration holds, and where each of it is said.
public struct ConfigurationText: Sendable {
  private let path: String
  private let isThere: Bool
  private let rows: [(key: String, value: JSONValue, place: String?)]

  /// - Throws: ``CommandFailure`` that names the line which cannot be read.
  public init(_ environment: [String: String]) throws {
    path = Configuration.path(environment)
    isThere = FileManager.default.fileExists(atPath: path)
    let configuration = try Configuration.load(environment)
    // Actions and keys are read as the explorer reads them.
    var options = Explorer.Options(title: "", reviewer: "")
    try options.take(configuration)
    rows = configuration.values.map { ($0.key, $0.value, configuration.places[$0.key]) }
  }

  /// A line a key: what holds, and who says so.
  public var text: String {
    let width = rows.map(\.key.count).max() ?? 0
    let lines = rows.map { row in
      let value = row.value == .null ? "—" : row.value.string ?? row.value.json(indented: false)
      return row.key.padding(toLength: width + 2, withPad: " ", startingAt: 0) + value
        + (row.place.map { "  (\($0))" } ?? "")
    }
    let heading = path + (isThere ? "" : " is not there: everything is as it ships")
    return shownLines(heading + "\n" + lines.joined(separator: "\n")) + "\n"
  }

  public var json: String {
    let values: [JSONValue] = rows.map { row in
      ["key": .string(row.key), "value": row.value, "set_at": row.place.map { .string($0) } ?? .null]
    }
    let all: JSONValue = ["path": .string(path), "exists": .bool(isThere), "values": .array(values)]
    return all.json(indented: true) + "\n"
  }

  /// Every action that `keys` may name, with its keys and what it does.
  public static var actions: String {
    let rows = Command.ofPanes.map { ($0.name, $0.keyLabels, $0.help) }
    let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
    return rows.map { name, keys, help in
      name.padding(toLength: widths.0 + 2, withPad: " ", startingAt: 0)
        + keys.padding(toLength: widths.1 + 2, withPad: " ", startingAt: 0) + help + "\n"
    }.joined()
  }
}
