import Foundation

@testable import SyntheticAudit

/// A generated audit in memory: the bytes of each file, and its lines as JSON.
struct GeneratedAudit {
  var files: [GeneratedFile: [UInt8]] = [:]

  init(_ options: GenerationOptions, threads: Int = 1) throws {
    let generator = try AuditGenerator(options)
    var files: [GeneratedFile: [UInt8]] = [:]
    try generator.write(threads: threads, to: { files[$0, default: []] += $1 })
    self.files = files
  }

  /// Each line of a file as an object.
  func lines(_ file: GeneratedFile) throws -> [[String: Any]] {
    try (files[file] ?? []).split(separator: UInt8(ascii: "\n")).map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line))
      guard let fields = object as? [String: Any] else { throw NotAnObject() }
      return fields
    }
  }

  /// A file that is one object.
  func object(_ file: GeneratedFile) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(files[file] ?? []))
    guard let fields = object as? [String: Any] else { throw NotAnObject() }
    return fields
  }

  struct NotAnObject: Error {}
}

extension GenerationOptions {
  /// A small audit without the costly part of the truth.
  static func small(
    _ domain: Domain, conversations: Int = 60, seed: UInt64 = 11, text: TextDetail = .full
  ) -> GenerationOptions {
    var options = GenerationOptions(domain: domain, conversations: conversations, seed: seed)
    options.text = text
    options.truthConversations = 0
    return options
  }
}
