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
  private var profiles: [String: [Int]] = [:]

  init(of fields: [FilterField], in rows: RowSet, of table: CaseTable, reviews: ReviewIndex) {
    self.table = table
    self.rows = rows
    self.reviews = reviews
    total = rows.count
    countColumns(of: fields)
    if !Set(fields).isDisjoint(with: [.simulator, .instrument, .draw]) { series = table.seriesCounts(of: rows) }
    profiles = table.profileCounts(of: fields, in: rows)
  }

  /// The values of a field with their counts; labels with zeros, marks where there are any.
  func values(of field: FilterField) -> [(value: String, count: Int)] {
    switch field {
    case .miss, .disengagement, .severity, .shift:
      return stagePairValues(of: field)
    case .committed:
      let committed = table.description.outcome.strata.enumerated().filter(\.element.committed)
      let yes = committed.reduce(0) { $0 + (bytes[.stratum]?[UInt8(clamping: $1.offset)] ?? 0) }
      return [(FilterValue.yes, yes), (FilterValue.no, total - yes)]
    case .simulator, .instrument, .draw:
      return table.seriesNames(of: field).map { name in
        let places = table.series.indices.filter { table.series[$0].name(of: field) == name }
        return (name, places.reduce(0) { $0 + series[$1] })
      }
    case .flag: return answers { $0.contains(where: \.flag) }
    case .note: return answers { $0.contains { !($0.note ?? "").isEmpty } }
    case .blind: return answers { $0.contains { $0.blindReal != nil || $0.blindSimulated != nil } }
    case .tag: return names { Set($0.flatMap(\.tags)) }
    case .reviewer: return names { Set($0.map(\.reviewer)) }
    case .profile(let name):
      guard let counts = profiles[name], let column = table.profileColumn(of: field) else { return [] }
      return zip(column.values + [FilterValue.missing], counts).filter { $0.1 > 0 }.map { ($0, $1) }
    default:
      guard let column = ByteColumn.columns(of: field).first, let counts = bytes[column] else { return [] }
      var values = table.dictionary(of: field).enumerated().map { ($1, counts[UInt8(clamping: $0)] ?? 0) }
      if let silent = counts[Code.noReply], silent > 0 { values.append((FilterValue.noReply, silent)) }
      if let missing = counts[Code.missing], missing > 0 { values.append((FilterValue.missing, missing)) }
      return values
    }
  }

  // MARK: Columns

  private mutating func countColumns(of fields: [FilterField]) {
    let ofPairs: Set<FilterField> = [.miss, .disengagement, .severity, .shift]
    let needsPairs = !ofPairs.isDisjoint(with: fields)
    var columns = Set(fields.flatMap(FacetTally.columns))
    if fields.contains(.committed) { columns.insert(.stratum) }
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
        KeyDigit(column: column, values: table.dictionary(of: column.field).count)
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

  private static func columns(of field: FilterField) -> [ByteColumn] {
    let columns = ByteColumn.columns(of: field)
    return columns.count == 1 ? columns : []
  }

  private mutating func countPairsOneByOne() {
    var counts: [Int: Int] = [:]
    rows.forEach { row in
      counts[Int(table.pairs.realStage[row]) << 8 | Int(table.pairs.simulatedStage[row]), default: 0] += 1
    }
    stagePairs = counts.map { (UInt8($0 >> 8), UInt8($0 & 255), $1) }
  }

  // MARK: Values

  private func stagePairValues(of field: FilterField) -> [(value: String, count: Int)] {
    let scale = StageScale(table.description.schema)
    var counts: [Double: Int] = [:]
    var missing = 0
    for pair in stagePairs {
      let value: Double? =
        switch field {
        case .miss: scale.isMiss(real: pair.real, simulated: pair.simulated).map { $0 ? 1 : 0 }
        case .disengagement:
          scale.isDisengagementMiss(real: pair.real, simulated: pair.simulated).map { $0 ? 1 : 0 }
        case .shift: scale.shift(real: pair.real, simulated: pair.simulated)
        default: scale.severity(real: pair.real, simulated: pair.simulated)
        }
      if let value { counts[value, default: 0] += pair.count } else { missing += pair.count }
    }
    if field.kind == .answer { return [(FilterValue.yes, counts[1] ?? 0), (FilterValue.no, counts[0] ?? 0)] }
    var values = counts.sorted { $0.key < $1.key }.map { (FilterText.number($0.key), $0.value) }
    if missing > 0 { values.append((FilterValue.missing, missing)) }
    return values
  }

  private func answers(where holds: ([Review]) -> Bool) -> [(value: String, count: Int)] {
    let yes = reviews.byRow.reduce(0) { $0 + (rows.holds($1.key) && holds($1.value) ? 1 : 0) }
    return [(FilterValue.yes, yes), (FilterValue.no, total - yes)]
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
  /// The field that looks at this column alone.
  var field: FilterField {
    switch self {
    case .stratum: .outcome
    case .position: .position
    case .realStage: .real
    case .simulatedStage: .simulated
    case .realEmotion: .realEmotion
    case .simulatedEmotion: .simulatedEmotion
    case .realBlocker: .realBlocker
    case .simulatedBlocker: .simulatedBlocker
    case .realExit: .realExit
    case .simulatedExit: .simulatedExit
    case .action: .action
    }
  }

  /// The code as facets count it: "no reply" is a mark of stages only.
  fileprivate func mark(_ code: UInt8) -> UInt8 {
    code == Code.noReply && self != .realStage && self != .simulatedStage ? Code.missing : code
  }
}

extension CaseTable.Series {
  fileprivate func name(of field: FilterField) -> String {
    switch field {
    case .simulator: simulator
    case .instrument: instrument
    default: String(draw)
    }
  }
}
