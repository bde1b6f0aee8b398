internal import Foundation
internal import JSON
public import Receipt

/// A receipt as it lies in a file.
public struct ReceiptFile {
  let bytes: [UInt8]
  let node: JSONValue
  let receipt: Receipt

  private static let largestSize = 64 << 20

  /// - Throws: ``CommandFailure`` where there is no file, or no receipt in it.
  public init(path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(.noInput, "\(path): no such file", remedy: "name a receipt")
    }
    defer { try? handle.close() }
    let data = try handle.read(upToCount: ReceiptFile.largestSize + 1) ?? Data()
    let remedy = "name what walkaway receipt --json wrote"
    if data.count > ReceiptFile.largestSize {
      throw CommandFailure(.badData, "\(path): larger than any receipt", remedy: remedy)
    }
    bytes = Array(data)
    do {
      node = try JSONValue(parsing: bytes)
      receipt = try Receipt(json: data)
    } catch let problem as JSONProblem {
      throw CommandFailure(.badData, "\(path): no receipt: \(problem)", remedy: remedy)
    } catch let problem as DecodingError {
      throw CommandFailure(.badData, "\(path): no receipt: \(problem.place)", remedy: remedy)
    }
  }

  /// What the file says of itself, before an audit is asked.
  public var verification: ReceiptVerification {
    ReceiptVerification(of: bytes, file: node, receipt: receipt, version: ProgramVersion.text)
  }

  /// Computes the receipt again with an audit, and adds what came of that to `verification`.
  ///
  /// - Parameter progress: Called with the number of digested conversations.
  public func compare(
    with audit: LoadedAudit, in verification: inout ReceiptVerification, progress: @escaping (Int) -> Void
  ) async throws {
    let own = receipt.predicate
    do {
      let computed = try await ReceiptMaking(audit: audit).receipt(
        own.method, issuedAt: own.program.issuedAt, version: own.program.version, progress: progress)
      try verification.compare(node, with: computed)
    } catch let failure as CommandFailure {
      verification.add(.init("results", agrees: false, "cannot be computed with this audit: \(failure.message)"))
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
