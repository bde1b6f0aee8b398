import Cases
import Fidelity
import Statistics

/// Measures what each page of whole conversations takes on so many real ones and as many simulated ones, and prints the
/// best times.
func runWholeBenchmarks(conversations: Int) async throws {
  print("whole conversations: best of several runs, ms (≤ 30 but for the classifier of speech)")
  for (name, isReplayed) in [("independent", false), ("each replaying a real one", true)] {
    let table = SyntheticWholeTable(conversations: conversations, isReplayed: isReplayed).table
    var cells: [String] = []
    for (page, parts) in [
      ("endings", AnalysisParts.endings), ("length", .lengths), ("speech", .speech), ("faults", .faults),
      ("stages", .stages),
    ] {
      var best = Duration.seconds(1_000_000)
      var bestOfAll = best
      let options = AnalysisOptions(simulator: "s", instrument: "judge", parts: parts)
      for _ in 0..<5 {
        let start = ContinuousClock.now
        let analysis = FidelityAnalysis(table: table, rows: RowSet(capacity: 0), options: options)
        var first: Duration?
        for await report in analysis.reports() where report.whole != nil && first == nil {
          first = start.duration(to: .now)
        }
        best = min(best, first ?? best)
        bestOfAll = min(bestOfAll, start.duration(to: .now))
      }
      cells.append("\(page) \(milliseconds(best))" + (parts == .speech ? ", all \(milliseconds(bestOfAll))" : ""))
    }
    print("2 × \(conversations), \(name): " + cells.joined(separator: ", "))
  }
}

private func milliseconds(_ duration: Duration) -> Double { (duration / .milliseconds(1) * 10).rounded() / 10 }

/// Real and simulated whole conversations in two strata, drawn with a fixed seed; a tenth of the customers have two.
private struct SyntheticWholeTable {
  let table: CaseTable

  init(conversations: Int, isReplayed: Bool) {
    var random = SeededGenerator(seed: 20_260_620)
    var table = SyntheticCaseTable(conversations: 1).table
    table.pairs = PairColumns()
    table.description.instruments = [Instrument(id: "judge")]
    table.whole.simulators = ["s"]
    table.conversations = ConversationColumns()
    var cluster: UInt32 = 0
    for side in 0..<2 {
      var columns = ConversationColumns()
      for row in 0..<conversations {
        if row > 0, random.next(below: 10) > 0 { cluster += 1 }
        columns.key.append(UInt32(row + 1))
        columns.stratum.append(UInt8(random.next(below: 2)))
        columns.cluster.append(cluster)
        let turns = 2 + random.next(below: 20)
        columns.userTurns.append(UInt16(turns))
        columns.isAbandoned.append(UInt8(random.next(below: 2)))
        table.whole.conduct.add(turns, &random)
        guard side == 1 else { continue }
        table.whole.simulator.append(0)
        table.whole.replays.append(isReplayed ? UInt32(row) : WholeConversations.noReplay)
        table.whole.inherits.append(isReplayed && row % 3 == 0 ? 1 : 0)
        table.whole.endedBy.append(UInt8(random.next(below: EndedBy.allCases.count)))
      }
      cluster += 1
      columns.clusterCount = Int(cluster)
      if side == 0 { table.conversations = columns } else { table.whole.simulated = columns }
    }
    let turns = table.conversations.userTurns + table.whole.simulated.userTurns
    table.whole.labels = .drawn(turns, table.description.schema, &random)
    table.conversations.firstPair = [UInt32](repeating: 0, count: conversations + 1)
    self.table = table
  }
}

extension ConductColumns {
  fileprivate mutating func add(_ turns: Int, _ random: inout SeededGenerator) {
    lastAct.append(UInt8(random.next(below: LastAct.allCases.count)))
    characters.append(UInt32(turns * (5 + random.next(below: 30))))
    shortTurns.append(UInt16(random.next(below: turns + 1)))
    questions.append(UInt16(random.next(below: turns + 1)))
    repeats.append(UInt16(random.next(below: 2)))
    words.append(UInt32(turns * 8))
    distinctWords.append(UInt32(turns * (2 + random.next(below: 6))))
    faultyTurns.append(UInt16(random.next(below: 3)))
    faults.append(random.next(below: 4) == 0 ? FaultSet(rawValue: 1 << UInt16(random.next(below: 16))) : [])
  }
}

extension WholeLabels {
  /// Nine of ten user turns are labelled; a stage stays what it was in two of three.
  fileprivate static func drawn(
    _ userTurns: [UInt16], _ schema: StateSchema, _ random: inout SeededGenerator
  ) -> WholeLabels {
    var builder = WholeLabelsBuilder(schema: schema, instrument: 0)
    for count in userTurns {
      var stage = UInt8(random.next(below: schema.stages.count))
      var labels: [(turn: Int, codes: LabelCodes)] = []
      for turn in 0..<Int(count) where random.next(below: 10) > 0 {
        if random.next(below: 3) == 0 { stage = UInt8(random.next(below: schema.stages.count)) }
        labels.append((turn, LabelCodes(stage: stage, emotion: .max, blocker: .max, exit: 0, action: .max)))
      }
      builder.add(Array(repeating: .user, count: Int(count)), labels)
    }
    return builder.finish()
  }
}
