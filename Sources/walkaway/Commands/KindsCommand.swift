import ArgumentParser
import Desk

struct KindsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kinds",
    abstract: "Write what the statistics of a shard need, without a word that was said.",
    discussion: """
      An audit that one machine cannot hold is imported in shards, on as many machines as there are; a customer may have conversations in several. A shard's kinds are its codes alone: a head, a row a conversation with its pairs, an end that counts and \
      digests them. Of ids there are digests. walkaway stats --kinds takes the files together, in the order in which \
      they are named, and tells every figure that one store of all of it would.

      Profile values and the names of reviewers stand in it as they are. Filters by text, reviews, ids and customers need \
      the store.

      EXAMPLES
        walkaway kinds shard-1.walkaway --output shard-1.kinds
        walkaway stats --kinds shard-1.kinds shard-2.kinds --json
        walkaway help scale
      """)

  @OptionGroup var audit: AuditArgument

  @Option(name: [.long, .short], help: "The file; standard output where it is not said.", completion: .file())
  var output: String?

  @Flag(name: .long, help: "Replace the file even where Walkaway did not write it.")
  var force = false

  func run() async throws {
    try await reportingFailures {
      let target = try FileOrStandardOutput(output, isForced: force)
      let loaded = try audit.load()
      try target.write { write in try KindsExport.write(loaded, to: write) }
    }
  }
}
