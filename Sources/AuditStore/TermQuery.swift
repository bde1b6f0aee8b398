/// The terms that a text must hold where it holds the words of a query.
struct TermQuery {
  struct Term: Equatable {
    /// The term between zeros where that end of it is whole; open ends may go on in the text.
    var pattern: [UInt8]
  }

  let terms: [Term]
  /// Whether the words are one term and nothing else: a text that holds the term holds the words.
  let isOneTerm: Bool

  /// - Parameter words: Folded, not empty.
  init(_ words: [UInt8]) {
    var terms: [Term] = []
    var covered = 0
    words.withUnsafeBytes { bytes in
      TextTerms.forEach(in: bytes) { range, isWord in
        // A word at either end of the query may be a part of a longer one in the text.
        let isOpenLeft = isWord && range.lowerBound == 0
        let isOpenRight = isWord && range.upperBound == bytes.count
        guard range.count <= TextTerms.maximumLength else { return }
        var pattern: [UInt8] = isOpenLeft ? [] : [0]
        pattern.append(contentsOf: bytes[range])
        if !isOpenRight { pattern.append(0) }
        let term = Term(pattern: pattern)
        if !terms.contains(term) { terms.append(term) }
        covered = range.count
      }
    }
    self.terms = terms
    isOneTerm = terms.count == 1 && covered == words.count
  }
}
