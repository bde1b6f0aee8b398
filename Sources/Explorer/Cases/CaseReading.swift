import Cases

/// One row of the case table in words that the screens need.
struct CaseRow: Sendable, Equatable {
  var row: Int
  var key: CaseKey
  var position: String
  var stratum: String
  var realStage: UInt8
  var simulatedStage: UInt8
  /// Depth of the simulated minus depth of the real turn; `nil` where one of them has no depth.
  var shift: Double?
}

extension CaseTable {
  func caseRow(_ row: Int, scale: StageScale) -> CaseRow {
    let position = Int(pairs.position[row])
    return CaseRow(
      row: row, key: key(of: row), position: position < positions.names.count ? positions.names[position] : "",
      stratum: stratum(ofRow: row).id,
      realStage: pairs.realStage[row], simulatedStage: pairs.simulatedStage[row],
      shift: scale.shift(real: pairs.realStage[row], simulated: pairs.simulatedStage[row]))
  }

  /// The row of a key, if the table has it.
  func row(of key: CaseKey) -> Int? {
    guard let conversation = conversations.row(ofKey: key.conversation) else { return nil }
    let rows = Int(conversations.firstPair[conversation])..<Int(conversations.firstPair[conversation + 1])
    return rows.first { row in
      let series = series[Int(pairs.series[row])]
      return Int(pairs.turn[row]) == key.turn && series.simulator == key.simulator && series.draw == key.draw
        && series.instrument == key.instrument
    }
  }
}
