import Cases
import JSON

@testable import Interchange

/// Checks single lines of a bundle against an audit, keeping nothing but what later lines refer to; the fuzz target has it
/// through a link.
struct BundleLineChecker: ~Copyable {
  private let parser: JSONParser
  private var checker: RecordChecker
  private var buffer: [UInt8] = []
  private var lines = 0

  init(description: AuditDescription) {
    parser = JSONParser()
    checker = RecordChecker(description: description, held: HeldRecords())
  }

  /// Why `line` would be refused in the file of `kind`, after the lines that were checked before; `nil` where it would
  /// be taken. Any bytes may be given.
  mutating func refusal(of line: [UInt8], in kind: BundleFiles.Kind) -> Refusal? {
    lines += 1
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: line)
    buffer.append(contentsOf: repeatElement(0, count: JSONParser.padding))
    do throws(RowProblem) {
      try check(count: line.count, kind: kind)
      return nil
    } catch {
      return Refusal(
        file: "\(kind.rawValue).jsonl", line: lines, key: error.key, reason: error.reason,
        explanation: error.explanation)
    }
  }

  private mutating func check(count: Int, kind: BundleFiles.Kind) throws(RowProblem) {
    var problem: RowProblem?
    buffer.withUnsafeBufferPointer { all in
      do {
        let value = try parser.parse(UnsafeBufferPointer(rebasing: all[..<count]))
        _ = try checker.check(value, kind: kind, line: lines)
      } catch let error as JSONSyntaxError {
        problem = RowProblem(error.reason, "\(error.explanation) at byte \(error.offset + 1)")
      } catch let error as RowProblem {
        problem = error
      } catch {
        problem = RowProblem(.brokenJSON, "\(error)")
      }
    }
    _ = checker.takeBatch()
    if let problem { throw problem }
  }
}
