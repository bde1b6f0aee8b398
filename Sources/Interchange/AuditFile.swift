public import Cases
internal import Foundation
internal import JSON

/// The text of an `audit.json` and what it means.
public struct AuditFile: Sendable, Hashable {
  /// As it was written.
  public var text: String
  public var description: AuditDescription

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
        throw .description(path: path, problem: DescriptionProblem(path: "audit.json", explanation: "is too large"))
      }
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    do throws(DescriptionProblem) {
      try self.init(bytes: bytes)
    } catch {
      throw .description(path: path, problem: error)
    }
  }

  /// Reads the text of an `audit.json`.
  public init(bytes: [UInt8]) throws(DescriptionProblem) {
    try AuditFile.checkSyntax(bytes)
    do {
      description = try JSONDecoder().decode(AuditDescription.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw AuditFile.problem(error)
    } catch {
      throw DescriptionProblem(path: "audit.json", explanation: "cannot be read: \(error)")
    }
    if let problem = description.problem { throw problem }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Finds broken text with its place before the decoder reports it without one.
  private static func checkSyntax(_ bytes: [UInt8]) throws(DescriptionProblem) {
    let padded = bytes + Array(repeating: 0, count: JSONParser.padding)
    var problem: DescriptionProblem?
    padded.withUnsafeBufferPointer { all in
      do throws(JSONSyntaxError) {
        _ = try JSONParser().parse(UnsafeBufferPointer(rebasing: all[..<bytes.count]))
      } catch {
        let before = bytes.prefix(error.offset)
        let line = before.count { $0 == 10 } + 1
        let column = error.offset - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
        problem = DescriptionProblem(path: "line \(line), byte \(column)", explanation: error.explanation)
      }
    }
    if let problem { throw problem }
  }

  private static func problem(_ error: DecodingError) -> DescriptionProblem {
    func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
      var path = ""
      for key in context.codingPath + (last.map { [$0] } ?? []) {
        if let index = key.intValue {
          path += "[\(index)]"
        } else {
          path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
        }
      }
      return path.isEmpty ? "audit.json" : path
    }
    switch error {
    case .keyNotFound(let key, let context):
      return DescriptionProblem(path: path(context, key), explanation: "is missing; add it")
    case .typeMismatch(let type, let context):
      return DescriptionProblem(path: path(context), explanation: "has the wrong type; it must be \(name(of: type))")
    case .valueNotFound(let type, let context):
      return DescriptionProblem(path: path(context), explanation: "is null; it must be \(name(of: type))")
    case .dataCorrupted(let context):
      return DescriptionProblem(path: path(context), explanation: context.debugDescription)
    @unknown default:
      return DescriptionProblem(path: "audit.json", explanation: "\(error)")
    }
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Double.Type: "a number"
    case is Int.Type: "a whole number"
    case is Bool.Type: "true or false"
    case is [Any].Type: "an array"
    default: "an object"
    }
  }
}
