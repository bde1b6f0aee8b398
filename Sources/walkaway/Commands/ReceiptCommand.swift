import ArgumentParser
import AuditStore
import Cases
import Desk
import Foundation
import Receipt

struct ReceiptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "A decision-fidelity receipt: every result with what it rests on, for someone who distrusts it.",
    discussion: """
      Markdown for people, or with --json an in-toto statement whose subjects are the digests of the audit's records;
      walkaway verify checks it. What the audit does not know reads "not stated" and is counted.

      EXAMPLES
        walkaway receipt AUDIT
        walkaway receipt AUDIT --simulator persona --json --output receipt.json --sign ~/.ssh/id_ed25519
        walkaway receipt --schema > receipt.schema.json
      """)

  @Argument(help: AuditArgument.help, completion: .file())
  var audit: String?

  @OptionGroup var which: CaseArguments
  @OptionGroup var method: MethodArguments

  @Flag(name: .long, help: "The in-toto statement as JSON, which can be verified.")
  var json = false

  @Flag(name: .long, help: "Markdown for people; the default.")
  var markdown = false

  @Option(name: [.long, .short], help: "The file; standard output where it is not said.", completion: .file())
  var output: String?

  @Option(name: .long, help: "Sign the file with this SSH key; the signature stands beside it as FILE.sig.")
  var sign: String?

  @Flag(name: .long, help: "Print the JSON Schema of receipts and end.")
  var schema = false

  func validate() throws {
    if json && markdown { throw ValidationError("Choose --json or --markdown.") }
    if schema { return }
    if audit == nil { throw ValidationError("Missing expected argument '<audit>'") }
    if sign != nil && output == nil {
      throw ValidationError("A signature stands beside a file: name it with --output.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      guard !schema, let audit else { return try FileOrStandardOutput().write(Receipt.schema) }
      let signing = try sign.map { _ in try ReceiptSigning(environment: ProcessInfo.processInfo.environment) }
      let loaded = try AuditArgument.load(audit, from: .records)
      let settings = try method.settings.method(which.choice, in: loaded)
      let progress = ProgressLine("digests", unit: .items("conversations"))
      let total = loaded.table.conversations.count
      let receipt = try await ReceiptMaking(audit: loaded).receipt(settings, issuedAt: ClockText.now()) {
        progress.update(done: $0, total: total)
      }
      progress.finish()
      try FileOrStandardOutput(path: output).write(json ? try receipt.json() : receipt.markdown)
      guard let output else { return }
      StandardError.write("wrote \(output)\n")
      if let signing, let sign { StandardError.write("signed: \(try signing.sign(output, key: sign))\n") }
    }
  }
}
