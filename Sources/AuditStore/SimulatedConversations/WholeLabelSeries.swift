internal import Cases
internal import GRDB

/// The series of the one instrument that real and simulated conversations are compared by.
struct WholeLabelSeries {
  /// Its place in `audit.json`.
  let instrument: Int
  private let real: Set<Int>
  private let simulated: Set<Int>

  /// The first instrument of `audit.json` that labelled user turns on both sides, else the first that labelled simulated
  /// ones; `nil` where none did.
  init?(_ db: Database, _ vocabulary: StoreVocabulary) throws {
    /// The series that a table has labels of, by instrument.
    func series(of table: String, where isMeant: (LabelSource) -> Bool) throws -> [Int: Set<Int>] {
      var found: [Int: Set<Int>] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT DISTINCT key & 65535 FROM \(table)") {
        let number = try row.integer(0, of: table)
        guard vocabulary.series.indices.contains(number) else { continue }
        let entry = vocabulary.series[number]
        let isKnown = vocabulary.sources.indices.contains(entry.source)
        guard isKnown, isMeant(vocabulary.sources[entry.source]) else { continue }
        found[entry.instrument, default: []].insert(number)
      }
      return found
    }
    guard try !SimulatedLabelTable.isEmpty(in: db) else { return nil }
    let simulated = try series(of: SimulatedLabelTable.name) { $0 != .agent }
    guard !simulated.isEmpty else { return nil }
    let real = try series(of: "label") { $0 == .real }
    guard let instrument = simulated.keys.filter({ real[$0] != nil }).min() ?? simulated.keys.min() else { return nil }
    self.instrument = instrument
    self.real = real[instrument] ?? []
    self.simulated = simulated[instrument] ?? []
  }

  /// The instrument's labels of a real conversation's user turns.
  func real(_ labels: [ConversationFacts.Labelled]) -> some Sequence<(turn: Int, codes: LabelCodes)> {
    labels.lazy.filter { real.contains(RecordKey.code(of: $0.key)) }.map { (RecordKey.turn(of: $0.key), $0.codes) }
  }

  /// Whether a label of a simulated conversation is the instrument's, of a user turn.
  func holds(_ label: RecordTexts.Label) -> Bool { simulated.contains(RecordKey.code(of: label.key)) }
}
