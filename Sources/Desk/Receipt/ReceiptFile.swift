internal import AuditStore
internal import Files
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
    let remedy = "name what walkaway receipt --json wrote"
    do throws(NamedFile.Problem) {
      bytes = try NamedFile.bytes(of: path, upTo: ReceiptFile.largestSize)
    } catch {
      throw CommandFailure(error, path: path, remedy: remedy)
    }
    do {
      let file = try JSONValue(parsing: bytes)
      node = file
      do {
        receipt = try Receipt(json: Data(bytes))
      } catch let problem as DecodingError {
        if let form = file["predicateType"]?.string, Receipt.isOtherForm(form) {
          throw CommandFailure(
            .badData, "\(path): has the form \(form), and this program reads \(Receipt.predicateType)",
            remedy: "verify it with the program that wrote it, or make it anew")
        }
        throw CommandFailure(.badData, "\(path): no receipt: \(problem.words(in: file))", remedy: remedy)
      }
    } catch let problem as JSONProblem {
      throw CommandFailure(.badData, "\(path): no receipt: \(problem)", remedy: remedy)
    }
  }

  /// What the file says of itself, before an audit is asked.
  public var verification: ReceiptVerification {
    var verification = ReceiptVerification(of: bytes, file: node, receipt: receipt, version: ProgramVersion.text)
    if let declared = receipt.predicate.plan.declared {
      let digest = declared.plan.digest(at: declared.declaredAt, looksBefore: declared.looksBefore)
      verification.add(
        .init(
          "plan’s digest", agrees: digest == declared.sha256,
          digest == declared.sha256
            ? "sha256 \(digest), of what was declared at \(declared.declaredAt)"
            : "not that of what the receipt says was declared: one of the two was altered"))
    }
    return verification
  }

  /// Computes the receipt again with an audit, and adds what came of that to `verification`.
  ///
  /// - Parameter progress: Called with the number of digested conversations.
  public func compare(
    with audit: LoadedAudit, in verification: inout ReceiptVerification,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    let own = receipt.predicate
    do {
      let computed = try await ReceiptMaking(audit: audit).receipt(
        own.method, issuedAt: own.program.issuedAt, version: own.program.version, isShown: false, progress: progress)
      try verification.compare(node, with: computed)
    } catch let failure as CommandFailure {
      verification.add(.init("results", agrees: false, "cannot be computed with this audit: \(failure.message)"))
    }
  }
}

extension DecodingError {
  /// What is wrong, and at which key of the file, in words.
  fileprivate func words(in file: JSONValue) -> String {
    switch self {
    case .keyNotFound(let key, let context): "\(Receipt.path(of: context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context): "\(Receipt.path(of: context.codingPath)) has no value"
    case .typeMismatch(_, let context):
      context.codingPath.isEmpty
        ? "it is no JSON object" : "\(Receipt.path(of: context.codingPath)) is of another type"
    case .dataCorrupted(let context): corruption(context, in: file)
    @unknown default: "it cannot be read"
    }
  }

  private func corruption(_ context: Context, in file: JSONValue) -> String {
    if !context.codingPath.isEmpty { return "\(Receipt.path(of: context.codingPath)) cannot be used" }
    // The decoder does not say which number it could not take.
    guard let number = NumberPlace.first(in: file, isUnusable: { (try? Receipt(json: Data($0.canonicalBytes))) == nil })
    else { return "it cannot be read" }
    return "\(number.path): \(number.text) is out of range"
  }
}

/// A number of a tree, and where it stands.
private struct NumberPlace {
  var path: String
  var text: String

  /// The first number that makes a tree unusable: of all the trees in which the numbers from some place on are 0, the last
  /// that is usable ends before it.
  static func first(in tree: JSONValue, isUnusable: (JSONValue) -> Bool) -> NumberPlace? {
    var places: [NumberPlace] = []
    _ = replaced(tree, keeping: .max, path: "", places: &places)
    func fails(keeping count: Int) -> Bool {
      var passed: [NumberPlace] = []
      return isUnusable(replaced(tree, keeping: count, path: "", places: &passed))
    }
    guard fails(keeping: places.count), !fails(keeping: 0) else { return nil }
    var (usable, unusable) = (0, places.count)
    while unusable - usable > 1 {
      let middle = (usable + unusable) / 2
      if fails(keeping: middle) { unusable = middle } else { usable = middle }
    }
    return places[usable]
  }

  /// The tree with every number but the first `count` as 0.
  private static func replaced(
    _ tree: JSONValue, keeping count: Int, path: String, places: inout [NumberPlace]
  ) -> JSONValue {
    switch tree {
    case .number(let text):
      places.append(NumberPlace(path: path, text: text))
      return places.count > count ? .integer(0) : tree
    case .array(let elements):
      return .array(
        elements.enumerated().map { replaced($1, keeping: count, path: "\(path)[\($0)]", places: &places) })
    case .object(let members):
      return .object(
        members.map { member in
          let path = path.isEmpty ? member.key : "\(path).\(member.key)"
          return .init(member.key, replaced(member.value, keeping: count, path: path, places: &places))
        })
    case .string, .bool, .null: return tree
    }
  }
}
