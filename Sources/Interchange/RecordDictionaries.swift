internal import Cases

/// The dictionaries that keys refer to: sources, series and profile fields, in order of first appearance.
struct RecordDictionaries {
  private let simulators: [String]
  private var sources: [SourceKey: Int] = [:]
  /// What the store numbers, those included that this bundle does not name.
  private var sourceCount: Int
  private var series: [LabelSeries: Int] = [:]
  private var fields = StringTable()
  private var recentSources = RecentNumbers<SourceKey>()
  private var recentSeries = RecentNumbers<LabelSeries>()

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
    let place = key.simulator &* 7 &+ key.draw
    if let number = recentSources.number(of: key, at: place) { return number }
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
    recentSources.note(key, number ?? 0, at: place)
    return number ?? 0
  }

  mutating func series(_ key: LabelSeries, batch: inout RecordBatch) throws(RowProblem) -> Int {
    let place = key.source &* 7 &+ key.instrument
    if let number = recentSeries.number(of: key, at: place) { return number }
    var number = series[key]
    if number == nil {
      try RecordDictionaries.checkRoom(series.count, key: "instrument")
      number = series.count
      series[key] = number
      batch.newSeries.append(key)
    }
    recentSeries.note(key, number ?? 0, at: place)
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

/// The numbers that keys had last: rows of a few sources and instruments take turns.
private struct RecentNumbers<Key: Equatable> {
  private static var places: Int { 16 }
  private var entries: [(key: Key, number: Int)?] = Array(repeating: nil, count: places)

  /// - Parameter place: Where the key stands, whatever its size; keys of one place drive each other out.
  func number(of key: Key, at place: Int) -> Int? {
    guard let entry = entries[place & (Self.places - 1)], entry.key == key else { return nil }
    return entry.number
  }

  mutating func note(_ key: Key, _ number: Int, at place: Int) { entries[place & (Self.places - 1)] = (key, number) }
}
