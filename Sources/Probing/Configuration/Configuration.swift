public import Cases
import Foundation
import Yams

/// What a person has set for every audit, in one YAML file.
public struct Configuration: Sendable, Hashable {
  public var prices = Prices()
  /// Where secrets may go that an audit names; see ``KeyDestination``.
  public var endpoints: [String] = []
  /// The tag that a digit gives.
  public var tags: [Int: String] = [:]
  public var views: [CaseView] = []
  /// The profile fields that stay in view.
  public var profile: [String] = []
  /// The columns of the list of cases.
  public var columns: [String] = []
  /// Other keys for actions.
  public var keys: [KeyChoice] = []
  /// What the terminal’s own background is: `dark`, `light`, or what it says, `auto`.
  public var background: String?
  /// The program for long notes.
  public var editor: String?
  /// Who flags, tags and notes.
  public var reviewer: String?
  /// Where each key of the file stands.
  public private(set) var places: [String: String] = [:]

  /// Keys that an action has instead of its own, and where the file says so.
  public struct KeyChoice: Sendable, Hashable {
    public var action: String
    public var keys: [String]
    public var place: String
  }

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
        ("tags", { node, reader, configuration throws(Problem) in configuration.tags = try reader.tags(node) }),
        ("views", { node, reader, configuration throws(Problem) in configuration.views = try reader.views(node) }),
        (
          "profile",
          { node, reader, configuration throws(Problem) in configuration.profile = try reader.words(node, "profile") }
        ),
        (
          "columns", { node, reader, configuration throws(Problem) in configuration.columns = try reader.columns(node) }
        ),
        ("keys", { node, reader, configuration throws(Problem) in configuration.keys = try reader.keys(node) }),
        (
          "background",
          { node, reader, configuration throws(Problem) in
            configuration.background = try reader.word(node, "background", among: ["auto", "dark", "light"])
          }
        ),
        (
          "editor",
          { node, reader, configuration throws(Problem) in configuration.editor = try reader.word(node, "editor") }
        ),
        (
          "reviewer",
          { node, reader, configuration throws(Problem) in configuration.reviewer = try reader.word(node, "reviewer") }
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
          remedy: ConfigurationReader.choice(of: name, among: known.map(\.name)))
      }
      try key.read(value, reader, &self)
      places[name] = spot
    }
  }
}
