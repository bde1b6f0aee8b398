import ArgumentParser
import AuditStore
import Cases
import Desk
import Foundation
import JSON
import Receipt

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a receipt against an audit: digests and numbers are computed again, point by point.",
    usage: "walkaway verify [<options>] <receipt> <audit>",
    discussion: """
      Everything is computed with the receipt's own filter, seed and resamples. The exit status is 0 where every point \
      agrees, else 1.

      EXAMPLES
        walkaway verify receipt.json AUDIT
        walkaway verify receipt.json AUDIT --signature receipt.json.sig \\
          --allowed-signers signers
      """)

  @Argument(help: "A receipt, as walkaway receipt --json wrote it.", completion: .file())
  var receipt: String

  @OptionGroup var audit: AuditArgument

  @Option(name: .long, help: "A signature of the receipt by ssh-keygen -Y sign.", completion: .file())
  var signature: String?

  @Option(
    name: .long, help: "Whose signatures count, in the form of ssh-keygen's ALLOWED SIGNERS.", completion: .file())
  var allowedSigners: String?

  @Flag(name: .long, help: "One JSON object with every point.")
  var json = false

  func validate() throws {
    if (signature == nil) != (allowedSigners == nil) {
      throw ValidationError("A signature is checked with --signature and --allowed-signers together.")
    }
  }

  func run() async throws {
    var agrees = false
    try await reportingFailures {
      let verification = try await verification()
      agrees = verification.agrees
      try FileOrStandardOutput().write(json ? verification.json : verification.text)
    }
    if !agrees { throw ExitCode(1) }
  }

  private func verification() async throws -> ReceiptVerification {
    let file = try ReceiptFile(path: receipt)
    var verification = file.verification
    if let signature, let allowedSigners {
      let result = try ReceiptSigning(environment: ProcessInfo.processInfo.environment)
        .check(receipt, signature: signature, allowedSigners: allowedSigners)
      verification.add(.init("signature", agrees: result.isGood, result.detail))
    }
    var aside: PassingStore?
    defer { withExtendedLifetime(aside) {} }
    let loaded: LoadedAudit
    do {
      loaded = try LoadedAudit(try audit.open(), from: .records)
    } catch let contradiction as BundleContradiction {
      // What was altered is what this command is to find.
      StandardError.write("\(contradiction.text)\nchecked is the folder as it is\n")
      let passing = try PassingStore(of: audit.audit)
      aside = passing
      loaded = try LoadedAudit(passing.store, from: .records)
    }
    let progress = ProgressLine("digests", unit: .items("conversations"))
    defer { progress.finish() }
    let total = loaded.table.conversations.count
    try await file.compare(with: loaded, in: &verification) { progress.update(done: $0, total: total) }
    return verification
  }
}
