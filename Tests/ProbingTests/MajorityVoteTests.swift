import AuditStore
import Cases
import Testing

@testable import Probing

@Suite struct MajorityVoteTests {
  private func vote(_ stages: [UInt8], exits: [UInt8]? = nil, isOfActions: Bool = false) -> LabelContent? {
    MajorityVote(
      votes: stages.enumerated().map { place, code in
        let codes = LabelCodes(
          stage: isOfActions ? Code.missing : code, emotion: Code.missing, blocker: Code.missing,
          exit: exits?[place] ?? Code.missing, action: isOfActions ? code : Code.missing)
        return (
          "j\(place)",
          LabelContent(codes: codes, signal: place == 0 ? nil : "s\(place)", convergence: Double(place) / 10)
        )
      }, isOfActions: isOfActions
    ).label
  }

  @Test func moreThanHalfDecide() {
    let label = vote([2, 2, 0], exits: [1, 0, 1])
    #expect(label?.codes.stage == 2 && label?.codes.exit == 1 && label?.codes.emotion == Code.missing)
    #expect(label?.signal == "s1" && label?.rationale == "2 of 3: j0, j1")
    #expect(abs((label?.convergence ?? 0) - 0.05) < 1e-12)
    #expect(vote([4, 1, 1, 1], isOfActions: true)?.codes.action == 1)
  }

  @Test(arguments: [[1, 2], [1, 1, 2, 2], [0, 1, 2], [Code.missing, Code.missing, 1], [0, 0, 1, 2]] as [[UInt8]])
  func halfIsNoMajority(_ stages: [UInt8]) { #expect(vote(stages) == nil) }

  @Test func whatHasNoMajorityBesideIsMissing() {
    #expect(vote([2, 2, 2], exits: [0, 1, Code.missing])?.codes.exit == Code.missing)
  }
}
