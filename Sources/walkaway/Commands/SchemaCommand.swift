import ArgumentParser
import Guide
import Receipt

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "List the JSON Schemas of what commands write, or print one.",
    discussion: """
      The number at the end of a schema's $id is its version: it rises when a member changes its meaning. New members do \
      not change it.

      EXAMPLES
        walkaway schema
        walkaway schema stats > stats.schema.json
      """)

  @Argument(help: "A command that writes JSON.")
  var name: String?

  func run() throws {
    let schemas = OutputSchema.all.map { ($0.id, $0.text) } + [("receipt", Receipt.schema)]
    guard let name else {
      return try FileOrStandardOutput().write(schemas.map { $0.0 + "\n" }.joined())
    }
    guard let schema = schemas.first(where: { $0.0 == name }) else {
      throw ValidationError("There is no schema “\(name)”: name \(schemas.map(\.0).joined(separator: ", ")).")
    }
    try FileOrStandardOutput().write(schema.1)
  }
}
