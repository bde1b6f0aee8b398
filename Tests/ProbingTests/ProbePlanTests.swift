import AuditStore
import Cases
import Testing

@testable import Probing

private let rule = ProbeRule(fractions: [0.3, 0.6, 0.9], exitProbe: true)

private func candidate(_ key: UInt32, stratum: Int = 0, _ pattern: String) -> ProbePlan.Candidate {
  ProbePlan.Candidate(key: key, stratum: stratum, roles: pattern.map { $0 == "a" ? .agent : .user })
}

@Suite struct ProbePlanTests {
  @Test func probesTheFractionsOfTheUserTurnsAndTheUnansweredEnd() {
    let plan = ProbePlan(
      candidates: [candidate(1, "auauauauauauauauauaua")], rule: rule, strata: 1, panel: .full, seed: 1)
    // Ten user turns stand at 1, 3, … 19; the fractions mean the fourth, the seventh and the tenth.
    #expect(plan.probes.map(\.turn) == [7, 13, 19, 21])
    #expect(plan.probes.map(\.isExit) == [false, false, false, true])
    #expect(plan.counts.probes == 4)
    #expect(plan.counts.exitProbes == 1)
  }

  @Test func skipsTheOpeningGreetingAndDropsDuplicates() {
    let plan = ProbePlan(candidates: [candidate(1, "uauau")], rule: rule, strata: 1, panel: .full, seed: 1)
    #expect(plan.probes.map(\.turn) == [2, 4])
    #expect(plan.counts.duplicateProbes == 1)
    #expect(plan.counts.exitProbes == 0)
  }

  @Test func countsWhatFallsAway() {
    let candidates = (0..<30).map { candidate(UInt32($0), stratum: $0 < 20 ? 0 : 1, "auauaua") } + [candidate(99, "a")]
    let plan = ProbePlan(
      candidates: candidates, rule: ProbeRule(fractions: [0.5], exitProbe: false), strata: 2,
      panel: .balanced(perStratum: nil), limit: 12, seed: 7)
    #expect(plan.counts.conversations == 31)
    #expect(plan.counts.withoutUserTurn == 1)
    #expect(plan.counts.eligible == 30)
    #expect(plan.counts.notSampled == 10)
    #expect(plan.counts.beyondLimit == 8)
    #expect(plan.counts.planned == 12)
    #expect(plan.counts.probes == 12)
  }

  @Test func theSeedDecidesThePanel() {
    let candidates = (0..<200).map { candidate(UInt32($0), stratum: $0 % 4 == 0 ? 1 : 0, "auauaua") }
    func keys(_ seed: UInt64) -> [UInt32] {
      ProbePlan(candidates: candidates, rule: rule, strata: 2, panel: .balanced(perStratum: 20), seed: seed)
        .probes.map(\.conversation)
    }
    #expect(keys(1) == keys(1))
    #expect(keys(1) != keys(2))
    #expect(Set(keys(1)).count == 40)
  }
}
