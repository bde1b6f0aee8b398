import Figures
import ArgumentParser
import Cases
import Fidelity
import Foundation
import JSON
import Receipt

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a receipt against an audit: digests and numbers are computed again, point by point.",
    discussion: """
      Everything is computed with the receipt's own filter, seed and resamples. The exit status is 0 where every point
      agrees, else 1.

      EXAMPLES
        walkaway verify receipt.json AUDIT
        walkaway verify receipt.json AUDIT --signature receipt.json.sig --allowed-signers signers
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
      var output = StandardOutput()
      try output.write(json ? verification.tree.json() + "\n" : verification.text)
      try output.flush()
    }
    if !agrees { throw ExitCode(1) }
  }

  private func verification() async throws -> ReceiptVerification {
    let file = try ReceiptFile(path: receipt)
    var verification = ReceiptVerification(
      of: file.bytes, file: file.node, receipt: file.receipt, version: ProgramVersion.text)
    if let signature, let allowedSigners {
      let result = try ReceiptSigning().check(receipt, signature: signature, allowedSigners: allowedSigners)
      verification.add(.init("signature", agrees: result.isGood, result.detail))
    }
    let loaded = try LoadedAudit(try audit.open())
    let own = file.receipt.predicate
    let progress = ProgressLine("digests", unit: .items("conversations"))
    let total = loaded.table.conversations.count
    do {
      let computed = try await ReceiptMaking(audit: loaded).receipt(
        own.method, issuedAt: own.program.issuedAt, version: own.program.version
      ) { progress.update(done: $0, total: total) }
      progress.finish()
      try verification.compare(file.node, with: computed)
    } catch let failure as CommandFailure {
      progress.finish()
      verification.add(.init("results", agrees: false, "cannot be computed with this audit: \(failure.message)"))
    }
    return verification
  }
}

/// A receipt as it lies in a file.
struct ReceiptFile {
  let bytes: [UInt8]
  let node: JSONValue
  let receipt: Receipt

  private static let largestSize = 64 << 20

  init(path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(ExitStatus.noInput, "\(path): no such file", remedy: "name a receipt")
    }
    defer { try? handle.close() }
    let data = try handle.read(upToCount: ReceiptFile.largestSize + 1) ?? Data()
    let remedy = "name what walkaway receipt --json wrote"
    if data.count > ReceiptFile.largestSize {
      throw CommandFailure(ExitStatus.badData, "\(path): larger than any receipt", remedy: remedy)
    }
    bytes = Array(data)
    do {
      node = try JSONValue(parsing: bytes)
      receipt = try Receipt(json: data)
    } catch let problem as JSONProblem {
      throw CommandFailure(ExitStatus.badData, "\(path): no receipt: \(problem)", remedy: remedy)
    } catch let problem as DecodingError {
      throw CommandFailure(ExitStatus.badData, "\(path): no receipt: \(problem.place)", remedy: remedy)
    }
  }
}

extension DecodingError {
  /// Where a file is not what it should be, in words.
  fileprivate var place: String {
    func path(_ context: Context) -> String { context.codingPath.map(\.stringValue).joined(separator: ".") }
    return switch self {
    case .keyNotFound(let key, let context): "\(path(context)).\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      "\(path(context)): \(context.debugDescription)"
    @unknown default: "it cannot be read"
    }
  }
}
