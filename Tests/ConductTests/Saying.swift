import Cases
import Conduct
import Foundation

/// A turn whose text is a value, for tests; `Sayings` lends its bytes.
struct Saying {
  var role: Role
  var text: [UInt8]

  init(_ role: Role, _ text: String) { self.init(role, Array(text.utf8)) }

  init(_ role: Role, _ text: [UInt8]) { (self.role, self.text) = (role, text) }
}

extension ConductRules {
  func conduct(in sayings: [Saying], endWord: String? = nil) -> ConversationConduct {
    lend(sayings) { turns in
      guard let endWord else { return conduct(in: turns) }
      return Array(endWord.utf8).withUnsafeBytes { conduct(in: turns, endWord: $0) }
    }
  }

  func faults(ofReply text: String?, after sayings: [Saying]) -> [FaultFinding] {
    lend(sayings) { turns in
      let readings = readings(of: turns)
      guard let text else { return findings(ofReply: nil, after: readings[...]) }
      return Array(text.utf8).withUnsafeBytes { findings(ofReply: $0, after: readings[...]) }
    }
  }

  private func lend<Result>(_ sayings: [Saying], _ use: ([ConductTurn]) -> Result) -> Result {
    let bytes = sayings.flatMap(\.text)
    return bytes.withUnsafeBytes { bytes in
      var start = 0
      let turns = sayings.map { saying in
        defer { start += saying.text.count }
        return ConductTurn(
          role: saying.role, text: UnsafeRawBufferPointer(rebasing: bytes[start..<start + saying.text.count]))
      }
      return use(turns)
    }
  }
}

/// Public conversations of people and models beside the repository.
enum SharedData {
  static func path(_ name: String) -> URL? {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../shared/data/\(name)").standardized
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }
}
