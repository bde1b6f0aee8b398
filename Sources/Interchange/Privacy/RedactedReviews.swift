public import Cases

extension ReviewIndex {
  /// The reviews of some rows with notes and tags masked.
  public func redacted(rows: some Sequence<Int>, in table: CaseTable, tally: MaskTally) -> ReviewIndex {
    var places: [String: Int] = [:]
    var reviews: Set<Review> = []
    for row in rows {
      for review in self[row] {
        places[review.conversation] = Int(table.pairs.conversation[row])
        reviews.insert(review)
      }
    }
    return ReviewIndex(reviews.map { $0.redacted(tally: tally) }, in: table) { places[$0] }
  }
}

extension Review {
  func redacted(tally: MaskTally) -> Review {
    func masked(_ text: String) -> String {
      let masked = MaskedText(text)
      tally.add(masked.masks)
      return masked.text
    }
    var review = self
    review.note = note.map(masked)
    review.tags = tags.map(masked)
    review.blindReal?.note = blindReal?.note.map(masked)
    review.blindSimulated?.note = blindSimulated?.note.map(masked)
    return review
  }
}

extension CaseTable {
  /// The table with every profile value masked, for exporters that take profiles from it.
  public var redacted: CaseTable {
    var table = self
    for field in table.conversations.profile.indices {
      let values = table.conversations.profile[field].values
      table.conversations.profile[field].values = values.map { _ in MaskKind.profile.mask }
    }
    return table
  }
}
