internal import Cases

/// The dictionaries that keys refer to: sources, series and profile fields, in order of first appearance.
struct RecordDictionaries {
  private let simulators: [String]
  private var sources: [SourceKey: Int] = [:]
  /// What the store numbers, those included that this bundle does not name.
  private var sourceCount: Int
  private var series: [LabelSeries: Int] = [:]
  private var fields = StringTable()
  private var lastSource: (key: SourceKey, number: Int)?
  private var lastSeries: (key: LabelSeries, number: Int)?

  static let real = SourceKey(simulator: -1, draw: 0)
  static let agent = SourceKey(simulator: -2, draw: 0)

  struct SourceKey: Hashable {
    /// The place of the simulator in `audit.json`; negative for the real turns and the agent's.
    var simulator: Int
    var draw: Int
  }

  init(holdings: StoreHoldings, simulators: [String]) {
    self.simulators = simulators
    sourceCount = holdings.sources.count
    for (number, source) in holdings.sources.enumerated() {
      switch source {
      case .real: sources[RecordDictionaries.real] = number
      case .agent: sources[RecordDictionaries.agent] = number
      case .simulator(let id, let draw):
        if let simulator = simulators.firstIndex(of: id) {
          sources[SourceKey(simulator: simulator, draw: draw)] = number
        }
      }
    }
    for (number, entry) in holdings.series.enumerated() { series[entry] = number }
    for field in holdings.fields { _ = fields.intern(field) }
  }

  mutating func source(_ key: SourceKey, batch: inout RecordBatch) throws(RowProblem) -> Int {
    if let lastSource, lastSource.key == key { return lastSource.number }
    var number = sources[key]
    if number == nil {
      try RecordDictionaries.checkRoom(sourceCount, key: "draw")
      number = sourceCount
      sourceCount += 1
      sources[key] = number
      switch key {
      case RecordDictionaries.real: batch.newSources.append(.real)
      case RecordDictionaries.agent: batch.newSources.append(.agent)
      default: batch.newSources.append(.simulator(id: simulators[key.simulator], draw: key.draw))
      }
    }
    lastSource = (key, number ?? 0)
    return number ?? 0
  }

  mutating func series(_ key: LabelSeries, batch: inout RecordBatch) throws(RowProblem) -> Int {
    if let lastSeries, lastSeries.key == key { return lastSeries.number }
    var number = series[key]
    if number == nil {
      try RecordDictionaries.checkRoom(series.count, key: "instrument")
      number = series.count
      series[key] = number
      batch.newSeries.append(key)
    }
    lastSeries = (key, number ?? 0)
    return number ?? 0
  }

  mutating func field(_ name: UnsafeBufferPointer<UInt8>, batch: inout RecordBatch) throws(RowProblem) -> Int {
    if let number = fields.number(of: name) { return Int(number) }
    try RecordDictionaries.checkRoom(fields.count, key: "profile")
    batch.newFields.append(String(decoding: name, as: UTF8.self))
    return Int(fields.intern(name).number)
  }

  private static func checkRoom(_ count: Int, key: String) throws(RowProblem) {
    if count > Int(UInt16.max) { throw RowProblem(.tooManyValues, key: key, "is the 65,537th different one") }
  }
}
