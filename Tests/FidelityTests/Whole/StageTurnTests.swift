import Cases
import Statistics
import Testing

@testable import Fidelity

/// Stages by user turn, what follows what, and when conversations first resist.
struct StageTurnTests {
  private typealias Conversation = WholeTable.Conversation
  private let schema = TestTable().table.description.schema

  private func stage(_ id: String) throws -> UInt8 { UInt8(try #require(schema.stages.firstIndex { $0.id == id })) }

  private func stages(_ table: CaseTable, cluster: ClusterUnit = .customer) async throws -> [WholeReport.Stages] {
    let options = AnalysisOptions(simulator: "s", instrument: "i", cluster: cluster, parts: .stages)
    let rows = RowSet(capacity: table.count, full: true)
    let report = try #require(try await FidelityAnalysis(table: table, rows: rows, options: options).report().whole)
    return report.speakers[0].groups.compactMap(\.stages)
  }

  /// A conversation with a stage for each of its user turns; `nil` where one has no label.
  private func conversation(_ ids: [String?], customer: String? = nil, endedBy: EndedBy? = nil) throws -> Conversation {
    var conversation = Conversation(customer: customer, userTurns: ids.count, endedBy: endedBy)
    conversation.labels = try ids.map { (try $0.map(stage) ?? Code.missing, Code.missing) }
    return conversation
  }

  // MARK: By turn

  @Test func everyLabelledTurnCountsOnceAndTheLastClassHoldsTheRest() async throws {
    let long: [String?] = ["exploring", nil, "engaging", "engaging", "engaging", "engaging", "deciding", "deciding"]
    let real = try (0..<12).map { try conversation($0 < 4 ? ["resisting"] : ["exploring", "engaging"]) }
    let table = WholeTable(real, simulated: [("s", try (0..<10).map { _ in try conversation(long) })]).table
    let stages = try await stages(table)[0]
    #expect(
      stages.turns.map(\.number) == Array(1...7)
        && stages.turns.map(\.isOpen) == [false, false, false, false, false, false, true])
    #expect(stages.turns.map { $0.reached.real.count } == [12, 8, 0, 0, 0, 0, 0])
    #expect(stages.turns.allSatisfy { $0.reached.real.of == 12 && $0.reached.simulated.count == 10 })
    #expect(stages.turns.map { $0.stages[0].simulated.of } == [10, 0, 10, 10, 10, 10, 20])
    #expect(stages.turns.reduce(0) { $0 + $1.stages[0].simulated.of } == Int(stages.labelled.simulated.count))
    let first = Dictionary(uniqueKeysWithValues: stages.turns[0].stages.map { ($0.id, $0) })
    #expect(first["resisting"]?.real.count == 4 && first["exploring"]?.real.count == 8)
    #expect(first["resisting"]?.real.of == 12 && first["resisting"]?.comparison.finding == .notShown)
    #expect(stages.turns[6].stages.last?.simulated.share.number == 1)
    #expect(stages.turns[1].stages[0].comparison.difference.value.reason == "no such user turn is labelled")
  }

  /// The sums are those of clusters one by one, whatever they hold, of all conversations and of every stratum.
  @Test(arguments: [ClusterUnit.customer, .conversation]) func sumsAreThoseOfClustersOneByOne(_ unit: ClusterUnit)
    throws
  {
    var random = SeededGenerator(seed: 5)
    func drawn(_ count: Int, replaying: Int = 0) -> [Conversation] {
      (0..<count).map { _ in
        var conversation = Conversation(
          stratum: UInt8(random.next(below: 2)),
          customer: random.next(below: 3) == 0 ? nil : "c\(random.next(below: 25))",
          userTurns: random.next(below: 11))
        conversation.labels = (0..<conversation.userTurns).map { _ in
          (random.next(below: 4) == 0 ? Code.missing : UInt8(random.next(below: schema.stages.count)), Code.missing)
        }
        if replaying > 0, random.next(below: 3) == 0 { conversation.replays = random.next(below: replaying) }
        return conversation
      }
    }
    let (real, simulated) = (drawn(60), drawn(50, replaying: 60))
    let table = WholeTable(real, simulated: [("s", simulated)]).table
    let sides = WholeSides(table, simulator: 0, unit: unit)
    let turns = TurnTable(WholeKinds(table, sides), chunk: 8)
    let all = real + simulated
    for stratum in [nil, 0, 1] as [Int?] {
      for row in 0..<(TurnTable.numbered + 1 + schema.stages.count) {
        for stage in schema.stages.indices {
          var expected = TwoRatioMoments()
          sides.forEachCluster { members in
            var sum = SIMD4<Double>()
            for position in members.indices {
              let index = Int(members[position])
              let conversation = all[Int(sides.places[index])]
              guard stratum == nil || Int(conversation.stratum) == stratum else { continue }
              let codes = conversation.labels.map(\.stage)
              for (turn, code) in codes.enumerated() where code != Code.missing {
                let isOfRow =
                  row <= TurnTable.numbered
                  ? min(turn, TurnTable.numbered) == row
                  : turn > 0 && Int(codes[turn - 1]) == row - TurnTable.numbered - 1
                guard isOfRow else { continue }
                let one = SIMD2(Int(code) == stage ? 1.0 : 0, 1)
                sum +=
                  index < sides.realCount ? SIMD4(lowHalf: one, highHalf: .zero) : SIMD4(lowHalf: .zero, highHalf: one)
              }
            }
            expected.add(sum)
          }
          let own =
            row <= TurnTable.numbered
            ? turns.moments(turn: row, stage: stage, stratum: stratum)
            : turns.moments(after: row - TurnTable.numbered - 1, stage: stage, stratum: stratum)
          #expect(own.sums == expected.sums)
          let (sides, others) = (try? own.sides(), try? expected.sides())
          #expect((sides == nil) == (others == nil))
          guard let sides, let others else { continue }
          #expect(sides.first.clusters == others.first.clusters && sides.shared == others.shared)
          #expect(abs(sides.first.variance - others.first.variance) < 1e-12)
          #expect(abs(sides.second.variance - others.second.variance) < 1e-12)
          #expect(abs(sides.covariance - others.covariance) < 1e-12)
        }
      }
    }
  }

  // MARK: What follows what

  @Test func onlyNeighboursFollowEachOther() async throws {
    let real = try (0..<40).map {
      try conversation($0 < 24 ? ["resisting", "engaging", nil, "resisting"] : ["resisting", "resisting"])
    }
    let simulated = try (0..<30).map { _ in try conversation(["resisting", "engaging", "engaging"]) }
    let stages = try await stages(WholeTable(real, simulated: [("s", simulated)]).table)[0]
    #expect(
      stages.transitions.map { "\($0.from)-\($0.to)" } == [
        "resisting-resisting", "resisting-engaging", "engaging-engaging",
      ])
    let shares = stages.transitions.map(\.share)
    #expect(shares.map(\.real.count) == [16, 24, 0] && shares.map(\.real.of) == [40, 40, 0])
    #expect(shares.map(\.simulated.count) == [0, 30, 30] && shares.map(\.simulated.of) == [30, 30, 30])
    #expect(shares[0].comparison.finding == .lower && shares[1].comparison.finding == .higher)
    #expect(shares[2].comparison.difference.value.reason == "no labelled user turn follows one that is engaging")
  }

  @Test func aThinCellIsAReasonAndItsShareStands() async throws {
    let real = try (0..<30).map { try conversation($0 < 3 ? ["resisting", "engaging"] : ["exploring", "engaging"]) }
    let simulated = try (0..<30).map { _ in try conversation(["resisting", "engaging"]) }
    let stages = try await stages(WholeTable(real, simulated: [("s", simulated)]).table)[0]
    let thin = try #require(stages.transitions.first { $0.from == "resisting" }).share
    #expect(thin.real.share.number == 1 && thin.real.of == 3 && thin.comparison.finding == .withheld)
    #expect(
      thin.comparison.difference.value.reason == "too thin: on one side only 3 units have turns that are resisting")
  }

  // MARK: First resistance

  /// Without anything cut off it is the share that ever resists, with its interval; who never does counts the limit.
  @Test func withoutCutsItIsAShareOfConversations() async throws {
    let real = try (0..<40).map { place in
      try conversation(place < 10 ? ["exploring", "resisting", "engaging"] : ["exploring", "engaging", "engaging"])
    }
    let simulated = try (0..<30).map { place in
      try conversation(place < 3 ? ["resisting", "engaging", "resisting"] : ["engaging", "deciding", nil])
    }
    let stages = try await stages(WholeTable(real, simulated: [("s", simulated)]).table)[0]
    let resistance = stages.resistance
    #expect(resistance.horizon == 3 && resistance.byTurn.map(\.id) == ["1", "2", "3"])
    #expect(resistance.byTurn.map(\.real.number) == [0, 0.25, 0.25])
    #expect(resistance.byTurn.map(\.simulated.number) == [0.1, 0.1, 0.1])
    let (last, ever) = (resistance.byTurn[2], stages.ever[0])
    let pairs = [
      (last.real, ever.real.share), (last.simulated, ever.simulated.share),
      (last.comparison.difference, ever.comparison.difference),
    ]
    for (own, share) in pairs {
      let (bounds, expected) = (try #require(own.interval.bounds), try #require(share.interval.bounds))
      #expect(abs(bounds.lower - expected.lower) < 1e-12)
      #expect(abs(bounds.upper - expected.upper) < 1e-12)
    }
    #expect(last.comparison.finding == ever.comparison.finding)
    // Ten at the second turn and thirty never; three at the first and 27 never.
    #expect(resistance.mean.real.number == 2.75)
    #expect(abs(try #require(resistance.mean.simulated.number) - 2.8) < 1e-12)
  }

  /// One of four is cut off after its first turn: of the three that go on one resists at the second, one at the third.
  @Test func whoIsCutOffIsFollowedUpToThere() async throws {
    let real = try (0..<20).map { _ in try conversation(["exploring", "engaging", "engaging"]) }
    let simulated = try (0..<10).flatMap { _ in
      [
        try conversation(["exploring"], endedBy: .limit),
        try conversation(["exploring", "resisting"], endedBy: .limit),
        try conversation(["exploring", "exploring", "resisting"], endedBy: .user),
        try conversation(["exploring", "exploring", "engaging"], endedBy: .agent),
      ]
    }
    let resistance = try await stages(WholeTable(real, simulated: [("s", simulated)]).table)[0].resistance
    let shares = try resistance.byTurn.map { try #require($0.simulated.number) }
    let known = [0, 1.0 / 3, 2.0 / 3]
    for (share, expected) in zip(shares, known) { #expect(abs(share - expected) < 1e-12) }
    // Thirty of forty are followed to the second turn.
    let bounds = try #require(resistance.byTurn[1].simulated.interval.bounds)
    let expected = try wilsonInterval(share: 1 / 3.0, size: 30, level: 0.95)
    #expect(abs(bounds.lower - expected.lower) < 0.02)
    #expect(abs(bounds.upper - expected.upper) < 0.02)
    let mean = try #require(resistance.mean.simulated.number)
    #expect(abs(mean - 8.0 / 3) < 1e-12)
    #expect(resistance.mean.real.number == 3)
  }

  @Test func conversationsWithoutLabelsTellNothingOfIt() async throws {
    let real = try (0..<20).map { try conversation($0 < 10 ? ["resisting", "engaging"] : [nil, nil]) }
    let simulated = try (0..<20).map { _ in try conversation(["engaging", "engaging"]) }
    let resistance = try await stages(WholeTable(real, simulated: [("s", simulated)]).table)[0].resistance
    #expect(resistance.byTurn[0].real.number == 1 && resistance.byTurn[0].real.count == 10)
    let none = try await stages(
      WholeTable(try (0..<20).map { _ in try conversation([nil]) }, simulated: [("s", simulated)]).table)
    #expect(none[0].resistance.byTurn.isEmpty)
    #expect(none[0].resistance.mean.real.value.reason == "no user turn is labelled")
    var table = WholeTable(real, simulated: [("s", simulated)]).table
    table.description.schema.resistance = []
    #expect(try await stages(table)[0].resistance.mean.real.value.reason == StateSchema.reason(without: "resistance"))
  }
}
