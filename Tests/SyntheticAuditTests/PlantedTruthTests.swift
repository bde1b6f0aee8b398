import Foundation
import Testing

@testable import SyntheticAudit

/// What was planted can be recovered.
@Suite struct PlantedTruthTests {
  /// Shares and depth biases of one simulator under the first instrument, read from the files as an analyst would.
  struct Reading {
    var stages: [Bool: [Int]] = [false: [0, 0, 0, 0, 0], true: [0, 0, 0, 0, 0]]
    var biases: [Bool: [Double]] = [:]

    init(_ audit: GeneratedAudit, _ options: GenerationOptions, simulator: String) throws {
      var outcomes: [String: Bool] = [:]
      for line in try audit.lines(.conversations) {
        outcomes[line["id"] as? String ?? ""] = line["outcome"] as? String == options.domain.strata[1].id
      }
      var real: [String: [Int: Int]] = [:]
      var simulated: [String: [Int: Int]] = [:]
      for line in try audit.lines(.labels) where line["instrument"] as? String == options.instruments[0].id {
        guard let stage = Stage.allCases.first(where: { $0.id == line["stage"] as? String }) else { continue }
        let name = line["conversation"] as? String ?? ""
        let turn = line["turn"] as? Int ?? 0
        if line["source"] as? String == "real" { real[name, default: [:]][turn] = stage.rawValue }
        if line["source"] as? String == simulator { simulated[name, default: [:]][turn] = stage.rawValue }
      }
      for (name, turns) in simulated {
        let committed = outcomes[name] ?? false
        var differences: [Double] = []
        for (turn, stage) in turns {
          guard let other = real[name]?[turn] else { continue }
          differences.append(Double(stage - other))
          stages[committed]?[other] += 1
        }
        if !differences.isEmpty {
          biases[committed, default: []].append(differences.reduce(0, +) / Double(differences.count))
        }
      }
    }
  }

  @Test func depthBiasesAndSharesAreThoseOfTheTruth() throws {
    var options = GenerationOptions.small(.subscription, conversations: 1500, text: .short)
    options.outcome = .balanced
    options.simulators = [SimulatorPlan(id: "persona")]
    let audit = try GeneratedAudit(options, threads: 2)
    let reading = try Reading(audit, options, simulator: "persona")
    options.truthConversations = 6000
    let tally = TruthStudy(options: options).run(threads: 2)
    for stratum in 0...1 {
      let cell = tally.cells[0][1][stratum]
      let biases = try #require(reading.biases[stratum == 1])
      let mean = biases.reduce(0, +) / Double(biases.count)
      let error = (cell.variance * (1 / Double(biases.count) + 1 / Double(cell.conversations))).squareRoot()
      #expect(abs(mean - cell.depthBias) < 4.5 * error)
      let counts = try #require(reading.stages[stratum == 1])
      let all = Double(counts.reduce(0, +))
      let joint = cell.joint(nil)
      let truth = joint.map { Double($0.reduce(0, +)) }
      for stage in 0..<Stage.count {
        let share = truth[stage] / truth.reduce(0, +)
        // Turns of one conversation go together: at most three pairs, so at most three times the variance.
        let spread = (3 * share * (1 - share) * (1 / all + 1 / truth.reduce(0, +))).squareRoot()
        #expect(abs(Double(counts[stage]) / all - share) < 4.5 * spread)
      }
    }
  }

  @Test func exactSharesAgreeWithTheDrawnOnes() {
    var options = GenerationOptions.small(.matchmaking)
    options.truthConversations = 5000
    options.simulators = [SimulatorPlan(id: "persona")]
    let tally = TruthStudy(options: options).run(threads: 2)
    for stratum in 0...1 {
      let exact = RealShares(options: options, isCommitted: stratum == 1)
      for fraction in options.fractions.indices {
        let counts = tally.cells[0][0][stratum].joint(fraction).map { Double($0.reduce(0, +)) }
        let all = counts.reduce(0, +)
        for stage in 0..<Stage.count {
          let share = exact.byFraction[fraction][stage]
          #expect(abs(counts[stage] / all - share) < 4.5 * (share * (1 - share) / all).squareRoot())
        }
      }
      #expect(abs(exact.overall.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test func theContrastOfAPerfectSimulatorIsAboveZeroButItsExcessIsNot() {
    var options = GenerationOptions.small(.matchmaking)
    options.outcome = .balanced
    options.truthConversations = 8000
    options.simulators = [.perfect()]
    let tally = TruthStudy(options: options).run(threads: 2)
    for column in 0...options.instruments.count {
      let cells = tally.cells[0][column]
      let contrast = cells[0].depthBias - cells[1].depthBias
      let first = cells[0].standardError
      let second = cells[1].standardError
      let error = (first * first + second * second).squareRoot()
      #expect(contrast > 0.1)
      #expect(contrast > 6 * error)
      let floors = ReferenceFloors(tally.references[column], committedShare: 0.5)
      for floor in [floors.position, floors.previousStage, floors.previousStageAndAction] {
        #expect(contrast - floor < 4 * error)
      }
      #expect(floors.position > floors.previousStage)
      #expect(abs(cells[0].depthBias + cells[1].depthBias) / 2 < 4 * error)
    }
  }

  @Test func aLargerDeficitTurnsMoreResistanceIntoDeliberation() {
    var options = GenerationOptions.small(.matchmaking)
    options.truthConversations = 3000
    options.simulators = [0, 1, 2].map { SimulatorPlan(id: "deficit-\($0)", deficit: Double($0)) }
    let tally = TruthStudy(options: options).run(threads: 2)
    let shares = tally.cells.map { simulator -> (Double, Double) in
      let joint = simulator[0][0].joint(nil)
      let all = Double(joint.reduce(0) { $0 + $1.reduce(0, +) })
      func share(_ stage: Stage) -> Double { Double(joint.reduce(0) { $0 + $1[stage.rawValue] }) / all }
      return (share(.resisting), share(.considering))
    }
    #expect(shares[0].0 > shares[1].0 && shares[1].0 > shares[2].0)
    #expect(shares[0].1 < shares[1].1 && shares[1].1 < shares[2].1)
  }

  @Test func truthJSONHoldsEverySeries() throws {
    var options = GenerationOptions.small(.subscription)
    options.truthConversations = 400
    options.simulators.append(.perfect())
    let truth = try GeneratedAudit(options).object(.truth)
    let series = try #require(truth["series"] as? [[String: Any]])
    #expect(series.count == 4 * 3)
    #expect((truth["strata"] as? [[String: Any]])?.count == 2)
    #expect((truth["floors"] as? [[String: Any]])?.count == 3)
    #expect(truth["model"] is [String: Any])
  }
}
