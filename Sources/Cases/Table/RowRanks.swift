/// Where each row stands in the order of one sort key, as small numbers: 0 comes first.
struct RowRanks {
  enum Source {
    /// By code.
    case bytes(ByteColumn, [UInt32])
    /// By real code × 256 + simulated code.
    case stagePairs([UInt32])
    case turns(descending: Bool)
    /// By place in the table's series.
    case series([UInt32])
    /// By conversation.
    case conversations([UInt32])
    /// Rows in the set come last, or first.
    case rows(RowSet, first: Bool)
  }

  var source: Source
  /// More than any rank.
  var slots: Int

  /// `number = number × slots + rank` for each row of `order`.
  fileprivate func append(to numbers: inout [UInt32], for order: [UInt32], of pairs: PairColumns) {
    let slots = UInt32(truncatingIfNeeded: slots)
    func append(_ rank: (Int) -> UInt32) {
      for index in numbers.indices { numbers[index] = numbers[index] &* slots &+ rank(Int(order[index])) }
    }
    switch source {
    case .bytes(let column, let ranks):
      let codes = pairs[column]
      append { ranks[Int(codes[$0])] }
    case .stagePairs(let ranks):
      append { ranks[Int(pairs.realStage[$0]) << 8 | Int(pairs.simulatedStage[$0])] }
    case .turns(let descending):
      append { UInt32(descending ? ~pairs.turn[$0] : pairs.turn[$0]) }
    case .series(let ranks):
      append { ranks[Int(pairs.series[$0])] }
    case .conversations(let ranks):
      append { ranks[Int(pairs.conversation[$0])] }
    case .rows(let rows, let first):
      append { rows.contains($0) == first ? 0 : 1 }
    }
  }
}

extension [RowRanks] {
  /// More than any combined rank.
  var slots: Int { reduce(1) { $0 * $1.slots } }

  /// The combined ranks of rows.
  func numbers(of rows: [UInt32], _ pairs: PairColumns) -> [UInt32] {
    var numbers = [UInt32](repeating: 0, count: rows.count)
    for ranks in self { ranks.append(to: &numbers, for: rows, of: pairs) }
    return numbers
  }

  /// Neighbours whose combined ranks fit a number, together: each group is sorted by at once.
  var grouped: [[RowRanks]] {
    reduce(into: []) { groups, ranks in
      if let last = groups.last, last.slots * ranks.slots <= 4096 {
        groups[groups.count - 1].append(ranks)
      } else {
        groups.append([ranks])
      }
    }
  }
}

extension CaseTable {
  /// The ranks of a sort key; `nil` where its field has no order here.
  ///
  /// - Parameter further: The values of a profile field that is no column of the table.
  func ranks(of key: SortKey, reviews: ReviewIndex, further: ProfileColumn? = nil) -> RowRanks? {
    guard key.field.isSortable, has(key.field) else { return nil }
    let scale = StageScale(description.schema)
    switch source(of: key.field) {
    case .code(let column):
      if column.isStage { return byteRanks(column, key) { scale.depth(of: $0) } }
      let values = column.dictionary(in: self).count
      return byteRanks(column, key) { Int($0) < values ? Double($0) : nil }
    case .stratum(let holds):
      let strata = description.outcome.strata
      return byteRanks(.stratum, key) { Int($0) < strata.count ? (holds(strata[Int($0)]) ? 1 : 0) : nil }
    case .stageAnswer(let answer):
      return stagePairRanks(key, scale) { answer(scale, $0, $1).map { $0 ? 1 : 0 } }
    case .stageNumber(let number):
      return stagePairRanks(key, scale) { number(scale, $0, $1) }
    case .turn:
      return RowRanks(source: .turns(descending: key.descending), slots: 1 << 16)
    case .seriesName(let name):
      let names = names(of: key.field)
      return seriesRanks(key) { names.firstIndex(of: name($0)) }
    case .seriesNumber(let number):
      return seriesRanks(key, by: number)
    case .conversation(.id):
      return conversationRanks(key, conversations.key.indices.map { UInt32($0) }, slots: conversations.count)
    case .conversation(.customer):
      return conversationRanks(key, conversations.cluster, slots: conversations.clusterCount)
    case .conversationNumber(let path):
      let numbers = conversations[keyPath: path]
      guard numbers.count == conversations.count else { return nil }
      let slots = Int(UInt16.max) + 1
      return conversationRanks(key, numbers.map(UInt32.init), slots: slots)
    case .conversationCode(let code):
      return profileRanks(key, code.column(of: self))
    case .review(let holds):
      return reviewRanks(key, reviews, where: holds)
    case .ownReview(let holds):
      return reviewRanks(key, reviews) { reviews.isOwn($0) && holds($0) }
    case .note(let words):
      return reviewRanks(key, reviews) { !(words($0) ?? "").isEmpty }
    case .profile:
      return (profileColumn(of: key.field) ?? further).map { profileRanks(key, $0) }
    case .eitherCode, .faults, .reviewNames, .text:
      return nil
    }
  }

  private func byteRanks(_ column: ByteColumn, _ key: SortKey, by value: (UInt8) -> Double?) -> RowRanks {
    let (ranks, slots) = ((0...UInt8.max).map { value($0) }).ranks(descending: key.descending)
    return RowRanks(source: .bytes(column, ranks), slots: slots)
  }

  private func stagePairRanks(
    _ key: SortKey, _ scale: StageScale, by value: (_ real: UInt8, _ simulated: UInt8) -> Double?
  ) -> RowRanks {
    let codes = scale.codes
    let pairs = codes.flatMap { real in codes.map { (real, $0) } }
    let (ranks, slots) = pairs.map { value($0.0, $0.1) }.ranks(descending: key.descending)
    var table = [UInt32](repeating: UInt32(slots - 1), count: 1 << 16)
    for (pair, rank) in zip(pairs, ranks) { table[Int(pair.0) << 8 | Int(pair.1)] = rank }
    return RowRanks(source: .stagePairs(table), slots: slots)
  }

  private func seriesRanks(_ key: SortKey, by value: (Series) -> Int?) -> RowRanks {
    let values = series.map { value($0).map(Double.init) }
    let (ranks, slots) = values.ranks(descending: key.descending)
    return RowRanks(source: .series(ranks), slots: slots)
  }

  private func conversationRanks(_ key: SortKey, _ ranks: [UInt32], slots: Int) -> RowRanks {
    let last = UInt32(max(slots, 1) - 1)
    return RowRanks(source: .conversations(key.descending ? ranks.map { last - $0 } : ranks), slots: max(slots, 1))
  }

  private func profileRanks(_ key: SortKey, _ column: ProfileColumn) -> RowRanks {
    let numbers = column.values.map(FilterText.number)
    let values: [Double?]
    if numbers.allSatisfy({ $0 != nil }) {
      values = numbers
    } else {
      let sorted = column.values.indices.sorted { column.values[$0] < column.values[$1] }
      var places = [Double?](repeating: nil, count: sorted.count)
      for (place, code) in sorted.enumerated() { places[code] = Double(place) }
      values = places
    }
    let (ranks, slots) = values.ranks(descending: key.descending)
    let missing = UInt32(slots - 1)
    return RowRanks(
      source: .conversations(column.codes.map { Int($0) < ranks.count ? ranks[Int($0)] : missing }), slots: slots)
  }

  private func reviewRanks(_ key: SortKey, _ reviews: ReviewIndex, where holds: (Review) -> Bool) -> RowRanks {
    RowRanks(source: .rows(reviews.rows(capacity: count, where: holds), first: key.descending), slots: 2)
  }
}

extension [Double?] {
  /// The rank of each value among the distinct ones, `nil` last; and the number of ranks, that of `nil` included.
  fileprivate func ranks(descending: Bool) -> (ranks: [UInt32], slots: Int) {
    let distinct = Set(compactMap(\.self)).sorted(by: descending ? (>) : (<))
    let ranks = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0)) })
    let missing = UInt32(distinct.count)
    return (map { $0.flatMap { ranks[$0] } ?? missing }, distinct.count + 1)
  }
}
