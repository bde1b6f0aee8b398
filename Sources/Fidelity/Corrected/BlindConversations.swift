import Cases
import Statistics

/// The selected conversations in which people labelled pairs blind.
struct BlindConversations: Sendable {
  /// One conversation: what people and what the instrument gave, over the pairs that people labelled.
  struct Labelled: Sendable {
    var conversation: Int
    var stratum: Int
    var cluster: Int
    var pairs = 0.0
    /// By stage, people's labels (averaged where several people labelled a pair) and the instrument's.
    var realByPeople: [Double]
    var simulatedByPeople: [Double]
    var realByInstrument: [Double]
    var simulatedByInstrument: [Double]
  }

  private(set) var labelled: [Labelled] = []

  init(_ table: CaseTable, _ rows: RowSet, blind: [BlindStages], clusters: Clusters?) {
    let stages = table.description.schema.stages.count
    let pairs = table.pairs
    var byRow: [Int: [BlindStages]] = [:]
    for label in blind
    where label.row >= 0 && label.row < table.count && rows.contains(label.row) && Int(label.real) < stages
      && Int(label.simulated) < stages && Int(pairs.realStage[label.row]) < stages
      && Int(pairs.simulatedStage[label.row]) < stages
    {
      byRow[label.row, default: []].append(label)
    }
    let none = Array(repeating: 0.0, count: stages)
    var labelledRows = RowSet(capacity: table.count)
    byRow.keys.forEach { labelledRows.insert($0) }
    let draws = ProbeDraws(table, labelledRows)
    for row in byRow.keys.sorted() {
      let conversation = Int(pairs.conversation[row])
      if labelled.last?.conversation != conversation {
        labelled.append(
          Labelled(
            conversation: conversation, stratum: Int(table.conversations.stratum[conversation]),
            cluster: clusters.map { Int($0.column[conversation]) } ?? conversation, realByPeople: none,
            simulatedByPeople: none, realByInstrument: none, simulatedByInstrument: none))
      }
      let place = labelled.count - 1
      let people = byRow[row] ?? []
      let weight = draws.weight(row)
      labelled[place].pairs += weight
      labelled[place].realByInstrument[Int(pairs.realStage[row])] += weight
      labelled[place].simulatedByInstrument[Int(pairs.simulatedStage[row])] += weight
      for label in people {
        labelled[place].realByPeople[Int(label.real)] += weight / Double(people.count)
        labelled[place].simulatedByPeople[Int(label.simulated)] += weight / Double(people.count)
      }
    }
  }
}
