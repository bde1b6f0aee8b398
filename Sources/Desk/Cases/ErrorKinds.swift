internal import Cases

internal import enum Text.NumberText

/// In what way a simulated turn differs from the real one: what cases are chosen by where only a few are shown.
enum ErrorKind: Int, CaseIterable {
  case resistanceMissed, answered, silent, resistanceInvented, tooDeep, tooShallow, same

  var words: String {
    switch self {
    case .resistanceMissed: "where the person resisted and the simulator did not"
    case .answered: "answered where nobody did"
    case .silent: "silent where somebody answered"
    case .resistanceInvented: "resisting where the person did not"
    case .tooDeep: "too deep otherwise"
    case .tooShallow: "too shallow otherwise"
    case .same: "of the same depth"
    }
  }
}

/// Rows by the kind of their error.
struct ErrorKinds {
  private let pairs: PairColumns
  private let scale: StageScale
  private let resistance: Set<UInt8>

  init(_ pairs: PairColumns, _ schema: StateSchema) {
    self.pairs = pairs
    scale = StageScale(schema)
    resistance = Set(
      schema.stages.indices.filter { schema.resistance.contains(schema.stages[$0].id) }.map { UInt8($0) })
  }

  func kind(of row: Int) -> ErrorKind {
    let (real, simulated) = (pairs.realStage[row], pairs.simulatedStage[row])
    if real == simulated { return .same }
    if real == Code.noReply { return .answered }
    if simulated == Code.noReply { return .silent }
    if resistance.contains(real) != resistance.contains(simulated) {
      return resistance.contains(real) ? .resistanceMissed : .resistanceInvented
    }
    guard let shift = scale.shift(real: real, simulated: simulated), shift != 0 else { return .same }
    return shift > 0 ? .tooDeep : .tooShallow
  }

  /// So many rows of `order`, by turns of every kind, the commonest kind first; of no conversation a second one before
  /// every other has had its turn.
  ///
  /// - Returns: The rows, and the kinds with their counts in words.
  func chosen(_ count: Int, of order: [Int]) -> (rows: [Int], words: String) {
    let byKind = Dictionary(grouping: order, by: kind)
    let kinds = byKind.keys.filter { $0 != .same }
      .sorted { (-(byKind[$0]?.count ?? 0), $0.rawValue) < (-(byKind[$1]?.count ?? 0), $1.rawValue) }
    var waiting = (kinds + [.same]).map { (byKind[$0] ?? [])[...] }
    var rows: [Int] = []
    var seen: Set<UInt32> = []
    // What is of the same depth stands behind all errors.
    while rows.count < count {
      let turns =
        waiting.dropLast().contains { !$0.isEmpty } ? 0..<waiting.count - 1 : waiting.count - 1..<waiting.count
      var took = false
      for place in turns where rows.count < count {
        guard let first = waiting[place].first else { continue }
        let next = waiting[place].firstIndex { !seen.contains(pairs.conversation[$0]) } ?? waiting[place].startIndex
        let row = next == waiting[place].startIndex ? first : waiting[place][next]
        waiting[place].remove(at: next)
        seen.insert(pairs.conversation[row])
        rows.append(row)
        took = true
      }
      if !took { break }
    }
    let words = kinds.map { "\(NumberText.grouped(byKind[$0]?.count ?? 0)) \($0.words)" }
    return (rows, words.joined(separator: ", "))
  }
}
