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
      Markdown for people, or with --json an in-toto statement whose subjects are the digests of the audit's records; \
      walkaway verify checks it. What the audit does not know reads "not stated" and is counted.

      EXAMPLES
        walkaway receipt AUDIT
        walkaway receipt AUDIT --simulator persona --json --output receipt.json \\
          --sign ~/.ssh/id_ed25519
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

  @Flag(name: .long, help: "Replace the file even where Walkaway did not write it.")
  var force = false

  @Option(name: .long, help: "Sign the file with this SSH key; the signature stands beside it as FILE.sig.")
  var sign: String?

  @Flag(name: .long, help: "Print the JSON Schema of receipts and end.")
  var schema = false

  func validate() throws {
    if json && markdown { throw ValidationError("Choose --json or --markdown.") }
    if schema { return }
    if audit == nil { throw ValidationError("Missing expected argument '<audit>'") }
    if force && output == nil { throw ValidationError("--force goes with --output.") }
    if sign != nil && output == nil {
      throw ValidationError("A signature stands beside a file: name it with --output.")
    }
  }

  func run() async throws {
    try await reportingFailures {
      guard !schema, let audit else { return try FileOrStandardOutput().write(Receipt.schema) }
      let target = try FileOrStandardOutput(output, isForced: force)
      let signing = try sign.map { _ in try ReceiptSigning(environment: ProcessInfo.processInfo.environment) }
      let signature = try output.flatMap { sign == nil ? nil : try SignatureFile(beside: $0, isForced: force) }
      let loaded = try AuditArgument.load(audit, from: .records)
      let settings = try method.settings.method(which.choice, in: loaded)
      let progress = ProgressLine("digests", unit: .items("conversations"))
      let total = loaded.table.conversations.count
      let receipt = try await ReceiptMaking(audit: loaded).receipt(settings, issuedAt: ClockText.now()) {
        progress.update(done: $0, total: total)
      }
      progress.finish()
      let text = json ? try receipt.json() : receipt.markdown
      // The signature is made, and stands ready, before the receipt takes the place of an older one.
      if let signing, let sign { try signature?.prepare(try signing.signature(of: Array(text.utf8), key: sign)) }
      try target.write(text)
      guard let output else { return }
      StandardError.write("wrote \(output)\n")
      guard let signature else { return }
      try signature.finish()
      StandardError.write("signed: \(signature.path)\n")
    }
  }
}
