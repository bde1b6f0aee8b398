public import Cases
internal import Digest

/// What a file of kinds is made of: the case table of one store, and what its analyses need beside it. No text, no id.
public struct KindsShard: Sendable {
  /// The store's `audit.json`.
  public var auditJSON: String
  public var table: CaseTable
  /// Ascending by row.
  public var blindLabels: [BlindStages]
  /// By simulator, whether it may stay silent; of those of whom that is known.
  public var permitsSilence: [String: Bool]

  public init(auditJSON: String, table: CaseTable, blindLabels: [BlindStages], permitsSilence: [String: Bool]) {
    self.auditJSON = auditJSON
    self.table = table
    self.blindLabels = blindLabels
    self.permitsSilence = permitsSilence
  }
}

/// What stands for an id in a file of kinds: 64 bits of its SHA-256, so that shards can be held against each other and a
/// customer of two shards is one. Whoever knows an id can tell its digest.
package struct KindsDigest: Hashable, Sendable {
  let bits: UInt64

  enum Kind: String {
    case conversation, customer
    case simulated = "simulated conversation"
  }

  init(_ kind: Kind, _ id: UnsafeRawBufferPointer) {
    var digest = SHA256()
    digest.update("walkaway kinds\0\(kind.rawValue)\0".utf8)
    digest.update(id)
    bits = UInt64(digest.hexadecimal().prefix(16), radix: 16) ?? 0
  }

  /// - Parameter text: Sixteen hexadecimal digits.
  init?(_ text: String) {
    guard text.utf8.count == 16, let bits = UInt64(text, radix: 16), !text.hasPrefix("+") else { return nil }
    self.bits = bits
  }

  var text: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

/// The names of the numbers in the rows of a file of kinds.
enum KindsColumns {
  static let version = 1
  /// The columns of a pair that are codes; that of the stratum is told of its conversation.
  static let codes = ByteColumn.allCases.filter { $0 != .stratum }
  static let pair = ["turn", "user.turn", "series", "faults"] + codes.map(\.storedName)
  static let lone = ["turn", "source", "instrument", "stage"]
  static let unlabelled = ["series", "real.stage", "simulated.stage"]
  static let blind = ["pair", "reviewer", "real.stage", "simulated.stage", "real.probability", "simulated.probability"]
  static let conduct = [
    "last.act", "characters", "short.turns", "questions", "repeats", "words", "distinct.words", "faulty.turns",
    "faults",
  ]
  static let labels = ["last.act", "last.stage", "turns", "signs"]

  static var all: [(name: String, columns: [String])] {
    [
      ("pairs", pair), ("lone_labels", lone), ("unlabelled", unlabelled), ("blind", blind), ("conduct", conduct),
      ("labels", labels),
    ]
  }
}
