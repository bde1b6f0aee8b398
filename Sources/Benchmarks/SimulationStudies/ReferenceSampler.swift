import Cases
import Statistics

/// A simulator that answers what a turn of somebody else was labelled, of the same position and previous stage: what the
/// floors of leaving know, and nothing else.
///
/// No planted sampler knows the same: at a conversation's end the reference stands on what was last said in the other
/// conversations, beside the silences.
struct ReferenceSampler: Sendable {
  private struct Cell: Hashable {
    var position: UInt8
    var previous: UInt8
  }

  /// The stage and the exit act of a real turn, or of no reply.
  private struct Answer {
    var stage: UInt8
    var exit: UInt8
  }

  private var answers: [Cell: [Answer]] = [:]

  /// - Parameter population: An audit of one simulator and instrument, large enough to stand for its law.
  init(population table: CaseTable) {
    ReferenceSampler.forEachTurn(table) { row, cell in
      answers[cell, default: []].append(
        Answer(stage: table.pairs.realStage[row], exit: table.pairs.realExit[row]))
    }
  }

  /// Answers every probe of another audit.
  func answer(_ table: inout CaseTable, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var drawn: [(row: Int, answer: Answer)] = []
    ReferenceSampler.forEachTurn(table) { row, cell in
      guard let known = answers[cell], !known.isEmpty else { return }
      drawn.append((row, known[random.next(below: known.count)]))
    }
    // The last turn of a conversation without a silence comes twice, first as the turn that it is.
    var last = -1
    for (row, answer) in drawn where row != last {
      table.pairs.simulatedStage[row] = answer.stage
      table.pairs.simulatedExit[row] = answer.exit
      last = row
    }
  }

  /// Calls `body` with every labelled real turn and silence, and once more with the last turn of a conversation that does
  /// not end in silence, as its end.
  private static func forEachTurn(_ table: CaseTable, _ body: (_ row: Int, _ cell: Cell) -> Void) {
    let pairs = table.pairs
    for conversation in 0..<table.conversations.count {
      var end: (row: Int, cell: Cell)?
      for row in Int(table.conversations.firstPair[conversation])..<Int(table.conversations.firstPair[conversation + 1])
      where pairs.realStage[row] != Code.missing {
        let cell = Cell(position: pairs.position[row], previous: pairs.previousStage[row])
        body(row, cell)
        let isSilent = pairs.realStage[row] == Code.noReply
        end = isSilent ? nil : (row, Cell(position: table.positions.exit, previous: cell.previous))
      }
      if let end { body(end.row, end.cell) }
    }
  }
}
