import ArgumentParser
import Conduct
import Figures
import Formats
import Interchange

/// `walkaway help`: the help of a command, what the figures are, what a bundle is, which formats are read, which faults are found.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Show the help of a command, explain the figures, describe the bundle, list the formats or the faults.",
    discussion: """
      EXAMPLES
        walkaway help stats
        walkaway help figures
        walkaway help figures floor
        walkaway help bundle
        walkaway help formats
        walkaway help faults
      """)

  @Argument(help: "A command, 'bundle', 'formats', 'faults', or 'figures' with or without a word to look for.")
  var topic: [String] = []

  @Flag(help: "All figures as Markdown, as the documentation holds them.")
  var markdown = false

  func run() throws { try FileOrStandardOutput().write(try text()) }

  private func text() throws -> String {
    guard let first = topic.first else { return Walkaway.helpMessage() }
    if first == "bundle" { return BundleGuide.text }
    if first == "formats" { return FormatGuide.text }
    if first == "faults" { return FaultGuide.text }
    if first == "figures" {
      if markdown { return FigureGuide.markdown }
      let text = FigureGuide.text(about: topic.count > 1 ? topic[1...].joined(separator: " ") : nil)
      if text.isEmpty { throw ValidationError("No figure has “\(topic[1...].joined(separator: " "))” in its name.") }
      return text
    }
    let commands = Walkaway.configuration.subcommands
    guard let command = commands.first(where: { $0._commandName == first }) else {
      throw ValidationError(
        "There is no help on “\(first)”: name a command, 'figures', 'bundle', 'formats' or 'faults'.")
    }
    return Walkaway.helpMessage(for: command)
  }
}
