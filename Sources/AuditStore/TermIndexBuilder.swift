internal import DecisionFidelity

/// Collects which terms stand in which texts, and hands the result out in segments.
struct TermIndexBuilder {
  /// The texts that a segment is about.
  enum Kind: Int, Sendable {
    /// All turns of a conversation; the key is the conversation's.
    case conversations = 0
    /// One simulated turn; the key is a `RecordKey`.
    case simulations = 1
  }

  /// A finished part of the index, ready to be stored.
  struct Segment: Sendable {
    var kind: Kind
    /// The key of every text, by its number in the segment.
    var keys: [Int64]
    /// All terms with a zero before, between and after them.
    var terms: [UInt8]
    /// Where each term starts in `terms`.
    var starts: [UInt32]
    /// Where the postings of each term end in `postings`.
    var ends: [UInt32]
    /// For every term the numbers of its texts: differences, seven bits a byte.
    var postings: [UInt8]
    /// Numbers of texts with a word too long to be indexed.
    var unindexed: [UInt32]
  }

  static let maximumTexts = 1 << 16
  static let maximumPostings = 1 << 21

  private let kind: Kind
  private var terms = TermTable()
  /// The last text in which a term was seen, by the term's number.
  private var lastText: [UInt32] = []
  /// The numbers of terms, text after text.
  private var seen: [UInt32] = []
  /// Where the terms of each text end in `seen`.
  private var seenEnds: [Int] = []
  private var keys: [Int64] = []
  private var unindexed: [UInt32] = []
  private var folded: [UInt8] = []

  init(_ kind: Kind) { self.kind = kind }

  var isEmpty: Bool { keys.isEmpty }
  var isFull: Bool { keys.count >= TermIndexBuilder.maximumTexts || seen.count >= TermIndexBuilder.maximumPostings }

  mutating func add(_ text: UnsafeBufferPointer<UInt8>, key: Int64) {
    let number = UInt32(keys.count)
    keys.append(key)
    folded.removeAll(keepingCapacity: true)
    TextFolding.append(text, to: &folded)
    let count = folded.count
    folded.append(contentsOf: repeatElement(0, count: 8))
    var isTooLong = false
    folded.withUnsafeBytes { bytes in
      TextTerms.forEach(in: UnsafeRawBufferPointer(rebasing: bytes[..<count])) { range, _ in
        if range.count > TextTerms.maximumLength {
          isTooLong = true
          return
        }
        let term = terms.intern(bytes, range)
        if term.isNew {
          lastText.append(number)
        } else {
          if lastText[term.number] == number { return }
          lastText[term.number] = number
        }
        seen.append(UInt32(term.number))
      }
    }
    if isTooLong { unindexed.append(number) }
    seenEnds.append(seen.count)
  }

  /// What was collected since the last call.
  mutating func takeSegment() -> Segment {
    let segment = segment()
    self = TermIndexBuilder(kind)
    return segment
  }

  private func segment() -> Segment {
    var segment = Segment(
      kind: kind, keys: keys, terms: terms.text, starts: terms.starts, ends: [], postings: [], unindexed: unindexed)
    let (texts, firsts) = textsByTerm()
    segment.postings.reserveCapacity(texts.count + texts.count / 4)
    segment.ends.reserveCapacity(terms.count)
    for term in 0..<terms.count {
      var previous = 0
      for place in firsts[term]..<firsts[term + 1] {
        let text = Int(texts[place])
        Packing.append(text - previous, to: &segment.postings)
        previous = text
      }
      segment.ends.append(UInt32(segment.postings.count))
    }
    return segment
  }

  /// The texts of every term, ascending, in one run, and where each term's start in it.
  private func textsByTerm() -> (texts: [UInt16], firsts: [Int]) {
    var firsts = [Int](repeating: 0, count: terms.count + 1)
    for term in seen { firsts[Int(term) + 1] += 1 }
    for term in 0..<terms.count { firsts[term + 1] += firsts[term] }
    var next = firsts
    var texts = [UInt16](repeating: 0, count: seen.count)
    var place = 0
    for (text, end) in seenEnds.enumerated() {
      while place < end {
        let term = Int(seen[place])
        texts[next[term]] = UInt16(truncatingIfNeeded: text)
        next[term] += 1
        place += 1
      }
    }
    return (texts, firsts)
  }
}
