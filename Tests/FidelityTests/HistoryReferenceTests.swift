import Cases
import Statistics
import Testing

@testable import Fidelity

@Suite struct HistoryReferenceTests {
  /// - Parameter first: The first stage of the conversations of the customer "0"; `nil` leaves them as they are drawn.
  private func laws(of conversation: Int, first: Int? = nil) throws -> [Double] {
    var random = SeededGenerator(seed: 5)
    var table = TestTable()
    for conversation in 0..<80 {
      let customer = conversation / 2
      let row = table.addConversation(stratum: conversation % 2, customer: "\(customer)")
      var stage = random.next(below: 5)
      if customer == 0, let first { stage = first }
      for turn in 0..<3 {
        let name = table.table.description.schema.stages[stage].id
        table.addPair(row, turn: 2 * turn + 1, real: name, simulated: name)
        stage = min(max(stage + random.next(below: 3) - 1, 0), 4)
      }
    }
    let totals = ReferenceTotals(table.table, instrument: "i", threads: 2)
    let reference = try HistoryReference(table.table, totals, threads: 2)
    var list: [RealProbe] = []
    totals.probes.list(conversation, into: &list)
    var laws: [Double] = []
    reference.laws(conversation, list, into: &laws)
    return laws
  }

  @Test func everyLawAddsUpAndKnowsWhatWasLabelledBefore() throws {
    let laws = try laws(of: 30)
    for probe in 0..<3 { #expect(abs(laws[probe * 5..<(probe + 1) * 5].reduce(0, +) - 1) < 1e-12) }
    #expect(Array(laws[0..<5]) != Array(laws[5..<10]))
  }

  /// Neither a conversation's own labels nor another one's of its customer move what is expected at its first probe.
  @Test func ownLabelsNeverMoveTheOwnReference() throws {
    let before = try laws(of: 1, first: 0)[0..<5]
    #expect(Array(try laws(of: 1, first: 4)[0..<5]) == Array(before))
    let others = try [20, 40, 60].filter { try laws(of: $0, first: 0) != laws(of: $0, first: 4) }
    #expect(!others.isEmpty)
  }

  /// What follows a stage need not lie near it: a law that no order of stages tells is learnt all the same.
  @Test func whatFollowsNoOrderIsToldAsWellAsByLookUp() throws {
    let next = [3, 0, 4, 1, 2]
    var random = SeededGenerator(seed: 7)
    var table = TestTable()
    for conversation in 0..<120 {
      let row = table.addConversation(stratum: conversation % 2, customer: "\(conversation)")
      var stage = random.next(below: 5)
      for turn in 0..<4 {
        let name = table.table.description.schema.stages[stage].id
        table.addPair(row, turn: 2 * turn + 1, real: name, simulated: name)
        stage = random.next(below: 10) < 7 ? next[stage] : random.next(below: 5)
      }
    }
    let references = References(table.table, instrument: "i", threads: 2)
    var reader = ReferenceLaws.Reader(references.laws)
    var losses = Array(repeating: 0.0, count: ReferenceLaws.references.count)
    for conversation in 0..<120 {
      reader.read(conversation)
      for (place, probe) in reader.probes.enumerated() {
        for reference in losses.indices {
          let law = reader.law(place, reference)
          losses[reference] += logLoss(law[law.startIndex + probe.stage], least: 1e-3)
        }
      }
    }
    #expect(losses[3] < 0.8 * losses[0])
    // Here the previous stage is all there is to know.
    #expect(losses[3] < 1.02 * losses[1])
  }

  @Test func fewCustomersHaveNoRegression() {
    var table = TestTable()
    for conversation in 0..<19 {
      table.add(stratum: conversation % 2, [(conversation % 5, 1)])
    }
    #expect(throws: HistoryReference.Problem.self) {
      try HistoryReference(table.table, ReferenceTotals(table.table, instrument: "i", threads: 1), threads: 1)
    }
  }
}
