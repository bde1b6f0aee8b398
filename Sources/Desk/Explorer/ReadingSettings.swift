internal import Cases
internal import CellGrid
public import Explorer
internal import Foundation
internal import Probing

extension Explorer.Options {
  /// Takes what a person has set for reading.
  ///
  /// - Throws: ``CommandFailure`` that names the line whose action or key there is none of.
  mutating func take(_ configuration: Configuration) throws {
    views += configuration.views
    profile = configuration.profile
    columns = configuration.columns
    keys.tags = configuration.tags
    var taken: [Key: String] = [:]
    for choice in configuration.keys {
      guard let command = Command.ofPanes.first(where: { $0.name == choice.action }) else {
        let near = choice.action.misspelt(Command.ofPanes.map(\.name))
        throw CommandFailure(
          .usage, shown("\(choice.place): “\(choice.action)” is no action"),
          remedy: near.map { "did you mean “\($0)”?" } ?? "walkaway config --actions lists them")
      }
      keys.keys[command] = try choice.keys.map { label in
        guard let key = Key(label: label) else {
          throw CommandFailure(
            .usage, shown("\(choice.place): “\(label)” is no key"),
            remedy: "write it as the help shows it: j, ^D, Alt-b, Space, PgDn, F5")
        }
        if case .character(let character) = key, character.isNumber {
          throw CommandFailure(
            .usage, shown("\(choice.place): the digit \(label) counts, or gives a tag"), remedy: "choose another key")
        }
        if let other = taken[key] {
          throw CommandFailure(
            .usage, shown("\(choice.place): “\(label)” is the key of “\(other)” too"), remedy: "choose another key")
        }
        taken[key] = choice.action
        return key
      }
      if let lost = keys.keyless.first(where: { command in !configuration.keys.contains { $0.action == command.name } })
      {
        throw CommandFailure(
          .usage, shown("\(choice.place): “\(lost.name)” has no key left where this is that of “\(choice.action)”"),
          remedy: "give it one too: \(lost.name): …")
      }
    }
    for view in configuration.views {
      guard let order = view.order, [SortKey](text: order) == nil else { continue }
      throw CommandFailure(
        .usage, shown("config.yaml: the view “\(view.name)”: “\(order)” is no order"),
        remedy: "name fields, as in severity or -turns")
    }
  }
}

/// How the explorer is set: what a person wrote in the configuration, and what was said on the command line.
public struct ReadingSettings: Sendable {
  private let configuration: Configuration

  /// - Throws: ``CommandFailure`` that names the line which cannot be read.
  public init(_ environment: [String: String]) throws {
    configuration = try Configuration.load(environment)
  }

  /// Who reads: the name on the command line, that of the configuration, or the user's.
  ///
  /// - Throws: ``CommandFailure`` for a name that nobody can read.
  public func reviewer(named name: String?) throws -> String {
    let name = name ?? configuration.reviewer ?? NSUserName()
    guard !name.allSatisfy(\.isWhitespace),
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw CommandFailure(
        .usage, shown("“\(name)” is no name of a reviewer"), remedy: "name who reads in letters: --reviewer mk")
    }
    return name
  }

  public var editor: String? { configuration.editor }
  /// Which background the terminal is said to have; `nil` where nothing is said.
  public var background: BackgroundChoice? { configuration.background.flatMap(BackgroundChoice.init) }

  /// Sets what the explorer is to follow.
  ///
  /// - Throws: ``CommandFailure`` that names the line whose action or key there is none of.
  public func apply(to options: inout Explorer.Options) throws { try options.take(configuration) }
}
