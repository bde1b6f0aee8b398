public import Cases
internal import Foundation
internal import JSON

/// The text of an `audit.json` and what it means.
public struct AuditFile: Sendable, Hashable {
  /// As it was written, but for credentials.
  public var text: String
  public var description: AuditDescription
  /// Where credentials stood that were removed.
  public var credentials: [String]

  /// Reads `audit.json` and checks it against the rules of the bundle.
  public init(path: String) throws(ImportError) {
    var bytes: [UInt8] = []
    var source = try ByteSource(path: path)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = try source.read(into: chunk)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > LineReader.maximumLength {
        throw .description(path: path, problems: [DescriptionProblem(path: "audit.json", explanation: "is too large")])
      }
    }
    if let form = FileForm(start: bytes[...]), form.isEncoding {
      throw .notJSONLines(path: path, explanation: form.words)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    do throws(DescriptionProblems) {
      try self.init(bytes: bytes)
    } catch {
      throw .description(path: path, problems: error.problems)
    }
  }

  /// Reads the text of an `audit.json`; credentials are left out of it.
  public init(bytes: [UInt8]) throws(DescriptionProblems) {
    var value: JSONValue
    do throws(JSONProblem) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw DescriptionProblems(AuditFile.place(of: error, in: bytes))
    }
    guard value.members != nil else {
      throw DescriptionProblems(
        DescriptionProblem(path: "audit.json", explanation: "is no object; write one with the keys of an audit"))
    }
    var text = String(decoding: bytes, as: UTF8.self)
    credentials = []
    if let cleaned = bytes.withUnsafeBytes({ JSONParser().withoutCredentials($0) }) {
      text = String(decoding: cleaned.text, as: UTF8.self)
      credentials = cleaned.places
      value = (try? JSONValue(parsing: cleaned.text)) ?? value
    }
    if text.contains("\0") || value.holdsNul {
      throw DescriptionProblems(
        DescriptionProblem(path: "audit.json", explanation: "holds the character U+0000; remove it"))
    }
    var check = AuditCheck()
    let repaired = check.repaired(value)
    do {
      description = try JSONDecoder().decode(AuditDescription.self, from: Data(repaired.json(indented: false).utf8))
    } catch {
      let problems = check.problems
      throw DescriptionProblems(problems.isEmpty ? [AuditFile.problem(error)] : problems)
    }
    let problems = check.all(with: description.problems)
    if !problems.isEmpty { throw DescriptionProblems(problems) }
    self.text = text
  }

  private static func place(of problem: JSONProblem, in bytes: [UInt8]) -> DescriptionProblem {
    let line = bytes[..<problem.offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
    return DescriptionProblem(
      path: "line \(problem.line), byte \(problem.offset - line + 1)", explanation: problem.explanation)
  }

  /// What the checks of the shape did not foresee.
  private static func problem(_ error: any Error) -> DescriptionProblem {
    var path = ""
    if case .typeMismatch(_, let context)? = error as? DecodingError {
      for key in context.codingPath {
        path += key.intValue.map { "[\($0)]" } ?? (path.isEmpty ? key.stringValue : ".\(key.stringValue)")
      }
    }
    return DescriptionProblem(path: path.isEmpty ? "audit.json" : path, explanation: "has a value of the wrong type")
  }
}

/// Everything that is wrong with an `audit.json`, at least one thing.
public struct DescriptionProblems: Error, Sendable, Hashable, CustomStringConvertible {
  public var problems: [DescriptionProblem]

  public init(_ problems: [DescriptionProblem]) { self.problems = problems }
  init(_ problem: DescriptionProblem) { problems = [problem] }

  /// A line a problem, and one for how it may read.
  public var description: String {
    problems.map { "\($0)" + ($0.example.map { "\n    \($0)" } ?? "") }.joined(separator: "\n")
  }
}

extension JSONValue {
  fileprivate var holdsNul: Bool {
    switch self {
    case .string(let text): text.utf8.contains(0)
    case .array(let elements): elements.contains(where: \.holdsNul)
    case .object(let members): members.contains { $0.key.utf8.contains(0) || $0.value.holdsNul }
    case .number, .bool, .null: false
    }
  }
}
