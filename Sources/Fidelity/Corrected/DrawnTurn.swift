import Cases

/// A real or a simulated turn of the population that a round was drawn from.
struct DrawnTurn: Sendable {
  var conversation: Int
  var cluster: Int
  var stratum: Int
  /// Its part of a share: a probe counts once, however many draws it has.
  var part: Double
  /// Its part of the mean of its conversation.
  var partOfMean: Double
  var judge: Int
  /// People's stages, or what they were settled to; empty where nobody labelled it.
  var truth: [Int] = []
  /// 1 ÷ the probability that it would be drawn.
  var weight = 0.0
  /// Silence is known without people.
  var isSilent = false
}

/// The turns of the selected pairs, each with what people made of it.
struct DrawnTurns: Sendable {
  private(set) var real: [DrawnTurn] = []
  private(set) var simulated: [DrawnTurn] = []
  private(set) var conversations = 0

  init(_ table: CaseTable, _ rows: RowSet, _ blind: BlindTurns, clusters: Clusters?) {
    let (pairs, schema, draws) = (table.pairs, table.description.schema, ProbeDraws(table, rows))
    func place(_ row: Int) -> UInt64 { UInt64(pairs.conversation[row]) << 16 | UInt64(pairs.turn[row]) }
    let knownReal = Dictionary(blind.real.map { (place($0.row), $0) }, uniquingKeysWith: { first, _ in first })
    let knownSimulated = Dictionary(blind.simulated.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    var last: UInt64?
    for row in 0..<table.count where rows.contains(row) {
      let stages = (real: Int(pairs.realStage[row]), simulated: Int(pairs.simulatedStage[row]))
      let conversation = Int(pairs.conversation[row])
      let stratum = Int(table.conversations.stratum[conversation])
      guard stages.real < schema.stages.count, stages.simulated < schema.stages.count,
        table.description.outcome.strata.indices.contains(stratum)
      else { continue }
      func turn(_ part: Double, _ judge: Int, _ known: BlindTurns.Turn?) -> DrawnTurn {
        var turn = DrawnTurn(
          conversation: conversation, cluster: clusters.map { Int($0.column[conversation]) } ?? conversation,
          stratum: stratum, part: part, partOfMean: part, judge: judge)
        if schema.silenceCode.map({ Int($0) == judge }) ?? false {
          (turn.truth, turn.weight, turn.isSilent) = ([judge], 1, true)
        } else if let known {
          (turn.truth, turn.weight) = (known.truth, known.weight)
        }
        return turn
      }
      if real.last?.conversation != conversation { conversations += 1 }
      if last != place(row) { real.append(turn(1, stages.real, knownReal[place(row)])) }
      simulated.append(turn(draws.weight(row), stages.simulated, knownSimulated[row]))
      last = place(row)
    }
    DrawnTurns.divide(&real)
    DrawnTurns.divide(&simulated)
  }

  /// Makes the parts of a conversation's mean come to one.
  private static func divide(_ turns: inout [DrawnTurn]) {
    var sums: [Int: Double] = [:]
    for turn in turns { sums[turn.conversation, default: 0] += turn.part }
    for index in turns.indices { turns[index].partOfMean /= sums[turns[index].conversation] ?? 1 }
  }
}
