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
    let probes = RealProbes(table.table, instrument: "i")
    let reference = try HistoryReference(table.table, probes, threads: 2)
    var list: [RealProbe] = []
    probes.list(conversation, into: &list)
    var (scratch, laws): ([Double], [Double]) = ([], [])
    reference.laws(conversation, list, scratch: &scratch, into: &laws)
    return laws
  }

  @Test func everyLawAddsUpAndKnowsWhatWasLabelledBefore() throws {
    let laws = try laws(of: 30)
    for probe in 0..<3 { #expect(abs(laws[probe * 5..<(probe + 1) * 5].reduce(0, +) - 1) < 1e-12) }
    #expect(Array(laws[0..<5]) != Array(laws[5..<10]))
  }

  /// Stages whose odds are far from proportional: a cumulative model alone misses their shares by more than this.
  @Test func sharesOfStagesAreThoseOfOthers() throws {
    var table = TestTable()
    let stages = table.table.description.schema.stages.map(\.id)
    var real = Array(repeating: 0.0, count: 5)
    for conversation in 0..<600 {
      let row = table.addConversation(stratum: 0)
      // From the middle to either end, from the ends to their neighbour.
      let path = conversation % 3 == 0 ? [2, 0, 1] : conversation % 3 == 1 ? [2, 4, 3] : [0, 0, 4]
      for (turn, stage) in path.enumerated() {
        table.addPair(row, turn: 2 * turn + 1, real: stages[stage], simulated: stages[stage])
        real[stage] += 1 / 1800
      }
    }
    let probes = RealProbes(table.table, instrument: "i")
    let reference = try HistoryReference(table.table, probes, threads: 2)
    var (list, scratch, laws): ([RealProbe], [Double], [Double]) = ([], [], [])
    var expected = Array(repeating: 0.0, count: 5)
    for conversation in 0..<600 {
      probes.list(conversation, into: &list)
      reference.laws(conversation, list, scratch: &scratch, into: &laws)
      for place in laws.indices { expected[place % 5] += laws[place] / 1800 }
    }
    for stage in 0..<5 { #expect(abs(expected[stage] - real[stage]) < 0.005, "\(stage): \(expected[stage])") }
  }

  /// Neither a conversation's own labels nor another one's of its customer move what is expected at its first probe.
  @Test func ownLabelsNeverMoveTheOwnReference() throws {
    let before = try laws(of: 1, first: 0)[0..<5]
    #expect(Array(try laws(of: 1, first: 4)[0..<5]) == Array(before))
    let others = try [20, 40, 60].filter { try laws(of: $0, first: 0) != laws(of: $0, first: 4) }
    #expect(!others.isEmpty)
  }

  @Test func fewCustomersHaveNoRegression() {
    var table = TestTable()
    for conversation in 0..<19 {
      table.add(stratum: conversation % 2, [(conversation % 5, 1)])
    }
    #expect(throws: HistoryReference.Problem.self) {
      try HistoryReference(table.table, RealProbes(table.table, instrument: "i"), threads: 1)
    }
  }
}
