import Foundation
import Yams

/// What a person has set for every audit, in one YAML file.
public struct Configuration: Sendable, Hashable {
  public var prices = Prices()
  /// Where secrets may go that an audit names; see ``KeyDestination``.
  public var endpoints: [String] = []

  public init() {}

  /// What is wrong with the file: where, what, and what to do.
  public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    public var place: String
    public var problem: String
    public var remedy: String

    public var description: String { "\(place): \(problem); \(remedy)" }
  }

  /// A key of the file, and what reads its value: every key is a row here.
  private static let keys:
    [(name: String, read: @Sendable (Node, ConfigurationReader, inout Configuration) throws(Problem) -> Void)] =
      [
        ("prices", { node, reader, configuration throws(Problem) in configuration.prices = try reader.prices(node) }),
        (
          "endpoints",
          { node, reader, configuration throws(Problem) in configuration.endpoints = try reader.endpoints(node) }
        ),
      ]

  /// Reads the file at `path`; nothing is set where there is none.
  public init(path: String) throws(Problem) {
    self.init()
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20,
      let text = String(data: data, encoding: .utf8)
    else {
      throw Problem(
        place: path, problem: "is no readable file of UTF-8 text, at most 1 MB", remedy: "correct it, or move it away")
    }
    try self = Configuration(parsing: text, place: path)
  }

  /// Reads the text of the file; `place` is what errors call it.
  public init(parsing text: String, place: String) throws(Problem) {
    let reader = ConfigurationReader(place: place)
    guard let node = try reader.node(text) else { return }
    let known = Configuration.keys
    for (name, value, spot) in try reader.members(node, of: "the file") {
      guard let key = known.first(where: { $0.name == name }) else {
        throw Problem(
          place: spot, problem: "“\(name)” is no key",
          remedy: "choose from \(known.map(\.name).joined(separator: ", "))")
      }
      try key.read(value, reader, &self)
    }
  }
}
