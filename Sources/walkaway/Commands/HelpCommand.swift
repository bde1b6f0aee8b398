import ArgumentParser
import Conduct
import Desk
import Figures
import Formats
import Guide

/// `walkaway help`: the help of a command, the pages of the documentation, and what the program lists of itself.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract:
      "Show a page of the documentation, the help of a command, or what is known of figures, formats and faults.",
    discussion: """
      EXAMPLES
        walkaway help
        walkaway help data
        walkaway help stats
        walkaway help figures floor
      """)

  @Argument(help: "A page, a command, 'formats', 'faults', or 'figures' with or without a word to look for.")
  var topic: [String] = []

  @Flag(help: "The page, or all figures, formats or faults, as Markdown.")
  var markdown = false

  @Flag(help: "The page in the macros of man: section 7 of the manual.")
  var manual = false

  func validate() throws {
    if markdown && manual { throw ValidationError("Choose --markdown or --manual.") }
    let isPage = topic.count == 1 && GuidePage.page(topic[0]) != nil
    if manual, !isPage { throw ValidationError("--manual is of one page: walkaway help start --manual.") }
    if markdown, !isPage, topic != ["figures"], topic.count != 1 || HelpCommand.lists[topic[0]] == nil {
      throw ValidationError("--markdown is of one page, of 'figures', of 'formats' or of 'faults'.")
    }
  }

  func run() throws { try FileOrStandardOutput().write(try text()) }

  private func text() throws -> String {
    let columns = HelpCommand.columns
    guard let first = topic.first else { return Walkaway.helpMessage() + "\n\n" + HelpCommand.topics }
    if first == "figures" { return try figures(columns) }
    guard topic.count == 1 else { throw ValidationError("One topic at a time: “\(topic[1])” is too many.") }
    if let page = GuidePage.page(first) {
      return markdown ? page.markdown : manual ? page.manual(version: ProgramVersion.text) : page.text(columns: columns)
    }
    if let list = HelpCommand.lists[first] { return markdown ? list() : GuidePage.text(of: list(), columns: columns) }
    guard let command = Walkaway.configuration.subcommands.first(where: { $0._commandName == first }) else {
      throw ValidationError("There is no help on “\(first)”. `walkaway help` lists the pages and commands.")
    }
    return Walkaway.helpMessage(for: command)
  }

  private func figures(_ columns: Int) throws -> String {
    if markdown { return FigureGuide.markdown }
    let text = FigureGuide.text(
      about: topic.count > 1 ? topic[1...].joined(separator: " ") : nil, columns: columns)
    if text.isEmpty { throw ValidationError("No figure has “\(topic[1...].joined(separator: " "))” in its name.") }
    return text
  }

  /// What the program lists of itself, in Markdown.
  private static let lists: [String: @Sendable () -> String] = [
    "formats": { FormatGuide.text }, "faults": { FaultGuide.text },
  ]

  /// The pages by their names.
  private static var topics: String {
    let pages =
      GuidePage.all.map { ($0.id, $0.title) } + [
        ("figures", "Every figure: what it is, how it is computed, how to read it"),
        ("formats", "The formats of other programs"), ("faults", "The faults that lint looks for"),
      ]
    let width = (pages.map(\.0.count).max() ?? 0) + 2
    return "PAGES (walkaway help PAGE):\n"
      + pages.map { "  " + $0.0.padding(toLength: width) + $0.1 + "\n" }.joined()
  }

  /// Of the terminal, at most a hundred; a hundred where there is none.
  private static var columns: Int { min(StandardStreams.columns ?? 100, 100) }
}

extension String {
  fileprivate func padding(toLength length: Int) -> String { self + String(repeating: " ", count: length - count) }
}
