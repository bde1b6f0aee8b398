internal import Cases

/// What the codes of a table's rows mean as an output writes it: made once, for whoever writes rows.
///
/// A class, and its texts in one list, so that a row holds all of it by two references: counts of references go from one
/// processor to another.
final class CodeColumns: Sendable {
  let scale: StageScale
  let texts: CodeTexts
  // Where the texts of codes begin.
  let strata: Int
  let positions: Int
  let simulators: Int
  let instruments: Int
  let draws: Int
  let stages: Int
  let emotions: Int
  let blockers: Int
  let exits: Int
  let actions: Int
  let profile: [(codes: [UInt32], values: Int)]

  /// - Parameters:
  ///   - hasProfile: Whether the values of profiles are among them.
  ///   - written: A text as it is written; `nil` for a label that is missing.
  init(_ export: CaseExport, hasProfile: Bool, _ written: (String?) -> [UInt8]) {
    let table = export.table
    let names = CaseNames(table)
    scale = names.scale
    var texts = CodeTexts()
    strata = texts.add((table.description.outcome.strata.map(\.id) + [Stratum.unknown.id]).map(written))
    positions = texts.add(table.positions.names.map(written))
    simulators = texts.add(table.series.map { written($0.simulator) })
    instruments = texts.add(table.series.map { written($0.instrument) })
    draws = texts.add(table.series.map { Array("\($0.draw)".utf8) })
    stages = texts.add(names.stages.map(written))
    emotions = texts.add(names.emotions.map(written))
    blockers = texts.add(names.blockers.map(written))
    exits = texts.add(names.exits.map(written))
    actions = texts.add(names.actions.map(written))
    let fields = hasProfile ? table.conversations.profile : []
    profile = fields.map { ($0.codes, texts.add($0.values.map(written))) }
    self.texts = texts
  }
}

/// Texts that occur again and again, as they are written: several lists of them, one behind another.
struct CodeTexts: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// Adds a list; returns the number of its first text.
  mutating func add(_ texts: [[UInt8]]) -> Int {
    let first = ends.count - 1
    for text in texts {
      bytes.append(contentsOf: text)
      ends.append(bytes.count)
    }
    return first
  }

  func withText(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    let range = ends[number]..<ends[number + 1]
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}
