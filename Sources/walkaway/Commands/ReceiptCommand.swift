import ArgumentParser
import CellGrid
import DecisionFidelity
import Foundation
import Interchange
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

  @Argument(help: "A store file, or a bundle folder (imported once into a store).", completion: .file())
  var audit: String?

  @OptionGroup var which: CaseArguments
  @OptionGroup var settings: ReceiptArguments

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
      guard !schema, let audit else {
        var output = StandardOutput()
        try output.write(Receipt.schema)
        return try output.flush()
      }
      let signing = try sign.map { _ in try ReceiptSigning() }
      let loaded = try LoadedAudit(try AuditArgument.open(audit))
      let method = try settings.method(which, in: loaded)
      let progress = ProgressLine("digests", unit: .items("conversations"))
      let total = loaded.table.conversations.count
      let receipt = try await ReceiptMaking(audit: loaded).receipt(method, issuedAt: ClockText.now()) {
        progress.update(done: $0, total: total)
      }
      progress.finish()
      try write(json ? try receipt.json() : receipt.markdown)
      if let signing, let output, let sign {
        StandardError.write("signed: \(try signing.sign(output, key: sign))\n")
      }
    }
  }

  private func write(_ text: String) throws {
    if let output {
      try OutputFile.write(to: output) { write in try write(Array(text.utf8)) }
      StandardError.write("wrote \(output)\n")
    } else {
      var standardOutput = StandardOutput()
      try standardOutput.write(text)
      try standardOutput.flush()
    }
  }
}

/// How the numbers of a receipt are computed.
struct ReceiptArguments: ParsableArguments {
  @Option(name: .long, help: "Where every random number starts.")
  var seed: UInt64 = 20_260_620

  @Option(name: .long, help: "Bootstrap resamples.")
  var resamples = 10_000

  @Option(name: .long, help: "Draws of the permutation test.")
  var permutations = 10_000

  @Option(name: .long, help: "Confidence level.")
  var level = 0.95

  @Option(name: .long, help: "The largest |depth bias|, and the largest excess, that counts as none.")
  var margin: Double?

  @Flag(name: .long, help: "Average over all draws of a simulator instead of taking one.")
  var meanOfDraws = false

  @Flag(name: .long, help: "Take conversations, not customers, for the unit.")
  var byConversation = false

  @Option(name: .long, help: "A simulator made of real turns of other people: the floor's fourth reference.")
  var placebo: String?

  func validate() throws {
    if let margin, !(margin > 0 && margin.isFinite) { throw ValidationError("--margin is a positive number.") }
    if let problem = plain.problem { throw ValidationError("\(problem).") }
  }

  private var plain: ReceiptMethod { method(CaseTable.Series(simulator: "", instrument: "", draw: 0), filter: "") }

  func method(_ which: CaseArguments, in loaded: LoadedAudit) throws -> ReceiptMethod {
    if let placebo, !loaded.table.description.simulators.contains(where: { $0.id == placebo }) {
      throw CommandFailure(ExitStatus.usage, "\"\(placebo)\" is no simulator of the audit")
    }
    return method(try which.series(in: loaded.table), filter: which.where)
  }

  private func method(_ series: CaseTable.Series, filter: String) -> ReceiptMethod {
    ReceiptMethod(
      simulator: series.simulator, instrument: series.instrument, draw: meanOfDraws ? nil : series.draw, filter: filter,
      seed: seed, resamples: resamples, permutationDraws: permutations, level: level,
      cluster: byConversation ? ClusterUnit.conversation.rawValue : ClusterUnit.customer.rawValue, margin: margin,
      placebo: placebo)
  }
}
