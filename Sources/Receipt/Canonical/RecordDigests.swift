internal import Digest
internal import JSON

/// The digests of an audit's records, the same whatever the order of the import and of the lines in its files.
///
/// Anyone can compute them from a bundle that this program exported:
///
/// 1. Every line is an object. Known keys that are `null` are left out, except `text` of a simulation. A simulation, a
///    simulator's label and a review get `draw` 0 where it is not said; a review gets `flag` false and `tags` [] as
///    well. An empty `profile` is left out. Keys that the format does not know stay.
/// 2. `convergence` and `severity` become the string `f64:` and the 16 hexadecimal digits of the IEEE 754 double
///    (negative zero as zero). All other numbers keep their text.
/// 3. The object is written as JSON without blanks, keys sorted by their UTF-8 bytes at every level; in strings `"` and
///    `\` are escaped, backspace, tab, line feed, form feed and carriage return as `\b \t \n \f \r`, other characters
///    below U+0020 as `\u00xx` in lower case, and nothing else.
/// 4. The lines of a file are sorted by the bytes of the conversation's id, then by their own bytes, and each gets a line
///    feed. The digest is SHA-256 over all of them; that of no line is SHA-256 of nothing.
///
/// Lines of `conversations.jsonl` whose `simulator` is not null are a subject of their own, if there are any; the form of
/// all others is as it was before there were such lines.
///
/// `Tests/Oracles/receipt_digest.py` does this with Python's standard library alone.
public struct RecordDigests: Sendable, Hashable {
  /// One kind of record.
  public struct Kind: Sendable, Hashable {
    /// 64 hexadecimal digits.
    public var sha256: String
    public var records: Int

    public init(sha256: String, records: Int) {
      self.sha256 = sha256
      self.records = records
    }
  }

  public var conversations: Kind
  /// `nil` where there are none: receipts of such audits say what they always said.
  public var simulatedConversations: Kind?
  public var simulations: Kind
  public var labels: Kind
  public var reviews: Kind

  /// The name of the form that the digests are made in; raised with every change to it.
  public static let form = "walkaway-records/1"

  /// The digests as a receipt's subjects.
  public var subjects: [ReceiptSubject] {
    let kinds: [(String, Kind?)] = [
      ("conversations", conversations), ("simulations", simulations), ("labels", labels), ("reviews", reviews),
      ("simulated-conversations", simulatedConversations),
    ]
    return kinds.compactMap { name, kind in kind.map { (name, $0) } }.map {
      ReceiptSubject(
        name: $0, digest: .init(sha256: $1.sha256), annotations: .init(records: $1.records, form: RecordDigests.form))
    }
  }
}

/// Digests one kind of record: the lines of one conversation are held and sorted, nothing else.
struct KindDigest: ~Copyable {
  private var hash = SHA256()
  private var records = 0
  private var bytes = JSONOutput(escapes: .canonical)
  private var lines: [Range<Int>] = []

  /// Adds the line of an object.
  mutating func add(_ object: borrowing CanonicalObject) {
    let start = bytes.count
    object.write(to: &bytes)
    bytes.endLine()
    lines.append(start..<bytes.count)
  }

  /// The conversation's lines are all there.
  mutating func endConversation() {
    guard !lines.isEmpty else { return }
    let all = bytes.contents
    if lines.count > 1 { lines.sort { all.order($0, $1) < 0 } }
    for line in lines { hash.update(UnsafeRawBufferPointer(rebasing: all[line])) }
    records += lines.count
    bytes.removeAll()
    lines.removeAll(keepingCapacity: true)
  }

  consuming func finish() -> RecordDigests.Kind {
    endConversation()
    let records = records
    return RecordDigests.Kind(sha256: hash.hexadecimal(), records: records)
  }
}
