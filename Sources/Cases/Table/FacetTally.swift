/// The counts of many fields in one set of rows: few passes over pre-combined keys.
struct FacetTally {
  /// A profile field with more values than this is not counted: nobody reads such a list.
  static let mostProfileValues = 4096

  let total: Int
  private let table: CaseTable
  private let rows: RowSet
  private let reviews: ReviewIndex
  private var bytes: [ByteColumn: [UInt8: Int]] = [:]
  private var stagePairs: [(real: UInt8, simulated: UInt8, count: Int)] = []
  private var series: [Int] = []
  private var byConversation: [FilterField: [Int]] = [:]

  init(of fields: [FilterField], in rows: RowSet, of table: CaseTable, reviews: ReviewIndex) {
    self.table = table
    self.rows = rows
    self.reviews = reviews
    total = rows.count
    var columns: Set<ByteColumn> = []
    var (needsPairs, needsSeries) = (false, false)
    for field in fields {
      switch table.source(of: field) {
      case .code(let column): columns.insert(column)
      case .stratum: columns.insert(.stratum)
      case .stageAnswer, .stageNumber: needsPairs = true
      case .seriesName, .seriesNumber: needsSeries = true
      case .eitherCode, .turn, .conversation, .conversationNumber, .conversationCode, .faults, .review, .ownReview,
        .note, .reviewNames, .text, .profile:
        break
      }
    }
    count(columns, needsPairs: needsPairs)
    if needsSeries { series = table.seriesCounts(of: rows) }
    byConversation = table.conversationCounts(of: fields, in: rows)
  }

  /// The values of a field with their counts; labels with zeros, marks where there are any.
  func values(of field: FilterField) -> [(value: String, count: Int)] {
    switch table.source(of: field) {
    case .code(let column):
      guard let counts = bytes[column] else { return [] }
      var values = column.dictionary(in: table).enumerated().map { ($1, counts[UInt8(clamping: $0)] ?? 0) }
      if let silent = counts[Code.noReply], silent > 0 { values.append((FilterValue.noReply, silent)) }
      if let missing = counts[Code.missing], missing > 0 {
        values.append((column.marks.last ?? FilterValue.missing, missing))
      }
      return values
    case .stratum(let holds):
      let meant = table.description.outcome.strata.enumerated().filter { holds($0.element) }
      let yes = meant.reduce(0) { $0 + (bytes[.stratum]?[UInt8(clamping: $1.offset)] ?? 0) }
      return [(FilterValue.yes, yes), (FilterValue.no, total - yes)]
    case .stageAnswer(let answer):
      guard table.canTell(answer) else { return [] }
      let counts = stagePairCounts { answer($0, $1, $2) }
      return [(FilterValue.yes, counts[true] ?? 0), (FilterValue.no, counts[false] ?? 0)]
    case .stageNumber(let number):
      let counts = stagePairCounts { number($0, $1, $2) }
      var values = counts.compactMap { value, count in value.map { ($0, count) } }.sorted { $0.0 < $1.0 }
        .map { (FilterText.number($0), $1) }
      if let missing = counts[nil] { values.append((FilterValue.missing, missing)) }
      return values
    case .seriesName(let name): return seriesValues(of: field, by: name)
    case .seriesNumber(let number): return seriesValues(of: field) { String(number($0)) }
    case .review(let holds): return answers { $0.contains(where: holds) }
    case .ownReview(let holds): return answers { $0.contains { reviews.isOwn($0) && holds($0) } }
    case .note(let words): return answers { $0.contains { !(words($0) ?? "").isEmpty } }
    case .reviewNames(let names): return self.names { Set($0.flatMap(names)) }
    case .conversationCode(let code):
      guard let counts = byConversation[field] else { return [] }
      let values = code.values(in: table)
      let missing = counts.count > values.count ? counts[values.count] : 0
      return zip(values, counts).map { ($0, $1) } + (missing > 0 ? [(FilterValue.missing, missing)] : [])
    case .faults: return faults()
    case .profile:
      guard let counts = byConversation[field], let column = table.profileColumn(of: field) else { return [] }
      return zip(column.values + [FilterValue.missing], counts).filter { $0.1 > 0 }.map { ($0, $1) }
    case .eitherCode, .turn, .conversation, .conversationNumber, .text: return []
    }
  }

  // MARK: Columns

  private mutating func count(_ meant: Set<ByteColumn>, needsPairs: Bool) {
    var columns = meant
    let stages = table.description.schema.stages.count
    let pair = [ByteColumn.realStage, .simulatedStage].map { KeyDigit(column: $0, values: stages) }
    var keys: [[KeyDigit]] = []
    if needsPairs, pair.keys <= 256 {
      keys = [pair]
      columns.subtract([.realStage, .simulatedStage])
    } else if needsPairs {
      countPairsOneByOne()
    }
    keys +=
      ByteColumn.allCases.filter(columns.contains).map { column in
        KeyDigit(column: column, values: column.dictionary(in: table).count)
      }.packed
    for (digits, counts) in zip(keys, table.counts(of: rows, by: keys)) {
      for (key, count) in counts.enumerated() where count > 0 {
        let codes = digits.codes(of: key)
        if digits == pair { stagePairs.append((codes[0], codes[1], count)) }
        for (digit, code) in zip(digits, codes) {
          bytes[digit.column, default: [:]][digit.column.mark(code), default: 0] += count
        }
      }
    }
    for column in columns where bytes[column] == nil { bytes[column] = [:] }
    if needsPairs {
      for column in [ByteColumn.realStage, .simulatedStage] where bytes[column] == nil { bytes[column] = [:] }
    }
  }

  private mutating func countPairsOneByOne() {
    var counts: [Int: Int] = [:]
    rows.forEach { row in
      counts[Int(table.pairs.realStage[row]) << 8 | Int(table.pairs.simulatedStage[row]), default: 0] += 1
    }
    stagePairs = counts.map { (UInt8($0 >> 8), UInt8($0 & 255), $1) }
  }

  // MARK: Values

  private func stagePairCounts<Value: Hashable>(
    by value: (StageScale, _ real: UInt8, _ simulated: UInt8) -> Value?
  ) -> [Value?: Int] {
    let scale = StageScale(table.description.schema)
    return stagePairs.reduce(into: [:]) { counts, pair in
      counts[value(scale, pair.real, pair.simulated), default: 0] += pair.count
    }
  }

  private func seriesValues(
    of field: FilterField, by name: (CaseTable.Series) -> String
  ) -> [(value: String, count: Int)] {
    table.names(of: field).map { value in
      (value, table.series.indices.reduce(0) { $0 + (name(table.series[$1]) == value ? series[$1] : 0) })
    }
  }

  private func answers(where holds: ([Review]) -> Bool) -> [(value: String, count: Int)] {
    let yes = reviews.byRow.reduce(0) { $0 + (rows.holds($1.key) && holds($1.value) ? 1 : 0) }
    return [(FilterValue.yes, yes), (FilterValue.no, total - yes)]
  }

  /// Faults that are there, and how many rows have none.
  private func faults() -> [(value: String, count: Int)] {
    var counts = [Int](repeating: 0, count: Fault.allCases.count)
    var none = 0
    let column = table.pairs.faults
    guard column.count == table.count else { return [] }
    rows.forEach { row in
      var bits = column[row].rawValue
      if bits == 0 { none += 1 }
      while bits != 0 {
        counts[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
    return zip(Fault.allCases.map(\.rawValue), counts).filter { $0.1 > 0 }.map { ($0, $1) }
      + [(FilterValue.none, none)]
  }

  private func names(of reviews: ([Review]) -> Set<String>) -> [(value: String, count: Int)] {
    var counts: [String: Int] = [:]
    var some = 0
    for (row, ofRow) in self.reviews.byRow where rows.holds(row) {
      let names = reviews(ofRow)
      for name in names { counts[name, default: 0] += 1 }
      if !names.isEmpty { some += 1 }
    }
    return counts.map { ($0, $1) } + [(FilterValue.none, total - some)]
  }
}

extension RowSet {
  /// Whether a row that need not be one of the table's is in it.
  fileprivate func holds(_ row: Int) -> Bool { row < capacity && contains(row) }
}

extension ByteColumn {
  /// The code as facets count it: "no reply" is a mark of stages only.
  fileprivate func mark(_ code: UInt8) -> UInt8 {
    code == Code.noReply && !isStage ? Code.missing : code
  }
}
