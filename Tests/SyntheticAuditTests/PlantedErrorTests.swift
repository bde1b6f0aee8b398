import Testing

@testable import SyntheticAudit

/// Errors of known size and place.
@Suite struct PlantedErrorTests {
  private func cells(
    conversations: Int = 4000, _ change: (inout SimulatorPlan.PlantedErrors) -> Void
  ) -> [TruthTally.Cell] {
    var options = GenerationOptions.small(.matchmaking)
    options.outcome = .balanced
    options.instruments = [InstrumentPlan(id: "judge", errorRate: 0.1)]
    options.truthConversations = conversations
    options.simulators = [.exact(knowing: .action)]
    change(&options.simulators[0].planted)
    return TruthStudy(options: options).run(threads: 2).cells[0][0]
  }

  @Test func aShiftIsOnItsSideAlone() {
    let right = cells { _ in }
    let shallow = cells { $0.committersShift = -0.6 }
    #expect(shallow[0].depthBias == right[0].depthBias)
    let (before, after) = (right[1].joint(nil), shallow[1].joint(nil))
    let all = Double(before.reduce(0) { $0 + $1.reduce(0, +) })
    let resisting = Double(before.reduce(0) { $0 + $1[0] })
    let expected = -0.6 * (1 - resisting / all)
    #expect(abs(shallow[1].depthBias - right[1].depthBias - expected) < 0.05)
    #expect(after.reduce(0) { $0 + $1[0] } > before.reduce(0) { $0 + $1[0] })
    let deep = cells { $0.declinersShift = 4 }
    #expect(deep[1].depthBias == right[1].depthBias)
    let ends = deep[0].joint(nil)
    #expect(ends.reduce(0) { $0 + $1[4] } == ends.reduce(0) { $0 + $1.reduce(0, +) })
  }

  @Test func aShiftOfOneAndAHalfIsOneStepOrTwo() {
    let steps = cells(conversations: 600) { $0.declinersShift = -3.5 }[0].joint(nil)
    #expect(steps.allSatisfy { $0[2...].allSatisfy { $0 == 0 } })
    #expect(steps.contains { $0[1] > 0 })
  }

  @Test func softeningTurnsResistingIntoConsidering() {
    let (right, soft) = (cells { _ in }, cells { $0.softening = 1 })
    for stratum in 0...1 {
      func count(_ cell: TruthTally.Cell, _ stage: Int) -> Int { cell.joint(nil).reduce(0) { $0 + $1[stage] } }
      #expect(count(soft[stratum], 0) == 0)
      #expect(abs(count(soft[stratum], 3) - count(right[stratum], 3) - count(right[stratum], 0)) < 200)
    }
  }

  @Test func aLeakIsTheRealTurnWithItsLabel() throws {
    var options = GenerationOptions.small(.matchmaking, conversations: 120, text: .short)
    options.instruments = [InstrumentPlan(id: "judge", errorRate: 0.3), InstrumentPlan(id: "second", errorRate: 0.3)]
    options.simulators = [.exact(knowing: .history)]
    func agreement(_ leak: Double) throws -> (same: Double, exits: Int) {
      options.simulators[0].planted.leak = leak
      let audit = try GeneratedAudit(options)
      var real: [String: String] = [:]
      var (same, all, exits) = (0.0, 0.0, 0)
      func key(_ line: [String: Any]) -> String {
        "\(line["conversation"] ?? "") \(line["turn"] ?? "") \(line["instrument"] ?? "")"
      }
      for line in try audit.lines(.labels) where line["source"] as? String == "real" {
        real[key(line)] = line["stage"] as? String
      }
      for line in try audit.lines(.labels) where line["source"] as? String == "exact" {
        guard let stage = real[key(line)] else {
          exits += 1
          continue
        }
        all += 1
        if stage == line["stage"] as? String { same += 1 }
      }
      return (same / all, exits)
    }
    let (none, half, whole) = (try agreement(0), try agreement(0.5), try agreement(1))
    #expect(whole.same == 1 && whole.exits == 0)
    #expect(none.same < 0.6 && none.exits > 0)
    #expect(abs(half.same - (none.same + 1) / 2) < 0.12)
  }

  @Test func plansWithoutErrorsDrawTheSameNumbers() throws {
    var options = GenerationOptions.small(.matchmaking, conversations: 20, text: .short)
    let before = try GeneratedAudit(options)
    options.simulators[0].planted.leak = 1
    let after = try GeneratedAudit(options)
    for line in try zip(before.lines(.simulations), after.lines(.simulations))
    where line.0["simulator"] as? String != "persona" {
      #expect(line.0["text"] as? String == line.1["text"] as? String)
    }
    #expect(before.files[.conversations] == after.files[.conversations])
  }
}
