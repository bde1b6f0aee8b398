public import Cases
internal import JSON

/// Looks at rows as an import into an empty store would, and keeps none of them.
public struct RowTrial: ~Copyable {
  private let parser = JSONParser()
  private var checker: RecordChecker
  private let replacesNul: Bool

  public init(_ description: AuditDescription, _ options: ImportOptions) {
    checker = RecordChecker(description: description, held: HeldRecords())
    replacesNul = options.replacesNul
  }

  /// What becomes of a row.
  public enum Verdict {
    /// With how many turns after the outcome would be dropped.
    case taken(droppedTurns: Int)
    case refused(Refusal)
  }

  /// - Parameter bytes: A JSON object.
  public mutating func verdict(
    on bytes: [UInt8], kind: BundleFiles.Kind, file: String, line: Int
  ) -> Verdict {
    defer { _ = checker.takeBatch() }
    let before = checker.cut.turns
    var bytes = bytes
    if replacesNul {
      let text = bytes.withUnsafeBufferPointer { NulText($0) }
      bytes = Array(text.padded[..<text.count])
    }
    let count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: JSONParser.padding))
    let problem = bytes.withUnsafeBufferPointer { all -> RowProblem? in
      do throws(JSONSyntaxError) {
        let value = try parser.parse(UnsafeBufferPointer(rebasing: all[..<count]))
        do throws(RowProblem) {
          _ = try checker.check(value, kind: kind, line: line)
          return nil
        } catch {
          return error
        }
      } catch {
        if error.isNul { return RowProblem(.nul, "holds the character U+0000") }
        return RowProblem(error.reason, "\(error.explanation) at byte \(error.offset + 1)")
      }
    }
    guard let problem else { return .taken(droppedTurns: checker.cut.turns - before) }
    return .refused(
      Refusal(file: file, line: line, key: problem.key, reason: problem.reason, explanation: problem.explanation))
  }
}
