import Foundation
import Testing

@testable import SyntheticAudit

@Suite struct ReproducibilityTests {
  @Test(arguments: GenerationOptions.Domain.allCases)
  func theSameSeedGivesTheSameBytesForAnyNumberOfThreads(_ domain: GenerationOptions.Domain) throws {
    var options = GenerationOptions.small(domain, conversations: 530, text: .short)
    options.truthConversations = 1100
    let one = try GeneratedAudit(options, threads: 1)
    let three = try GeneratedAudit(options, threads: 3)
    for file in GeneratedFile.allCases { #expect(one.files[file] == three.files[file], "\(file.rawValue)") }
  }

  @Test func aJudgeMayMisreadSimulatedRefusalsAlone() throws {
    var options = GenerationOptions.small(.matchmaking, conversations: 60, text: .short)
    options.instruments = [InstrumentPlan(id: "judge", errorRate: 0)]
    options.simulators = [.perfect()]
    let right = try GeneratedAudit(options)
    options.instruments[0].simulatedMisreading = 1
    options.blindConversations = 20
    let wrong = try GeneratedAudit(options)
    func stages(_ audit: GeneratedAudit, _ isReal: Bool) throws -> [String] {
      try audit.lines(.labels).filter { ($0["source"] as? String == "real") == isReal && $0["stage"] != nil }
        .compactMap { $0["stage"] as? String }
    }
    #expect(try stages(right, true) == stages(wrong, true))
    let (before, after) = (try stages(right, false), try stages(wrong, false))
    #expect(before.contains("resisting") && !after.contains("resisting"))
    for (first, second) in zip(before, after) { #expect(second == (first == "resisting" ? "considering" : first)) }
    // People see what was drawn.
    let reviews = try wrong.lines(.reviews)
    #expect(Set(reviews.compactMap { $0["conversation"] as? String }).count <= 20 && !reviews.isEmpty)
    let blind = reviews.compactMap { ($0["blind"] as? [String: Any])?["simulated"] as? [String: Any] }
    #expect(blind.contains { $0["stage"] as? String == "resisting" })
    #expect(right.files[.reviews]?.isEmpty ?? true)
  }

  @Test func anotherSeedGivesOtherConversations() throws {
    let one = try GeneratedAudit(.small(.subscription, seed: 1))
    let two = try GeneratedAudit(.small(.subscription, seed: 2))
    for file in [GeneratedFile.conversations, .simulations, .labels] { #expect(one.files[file] != two.files[file]) }
  }

  @Test func oneMoreSimulatorChangesNothingElse() throws {
    var options = GenerationOptions.small(.matchmaking)
    let before = try GeneratedAudit(options)
    options.simulators.insert(.perfect(), at: 0)
    let after = try GeneratedAudit(options)
    #expect(before.files[.conversations] == after.files[.conversations])
    let rest = try after.lines(.labels).filter { $0["source"] as? String != "perfect" }
    #expect(try before.lines(.labels).count == rest.count)
    let texts = try after.lines(.simulations).filter { $0["simulator"] as? String != "perfect" }
    #expect(try NSArray(array: before.lines(.simulations)) == NSArray(array: texts))
  }

  @Test(arguments: GenerationOptions.Domain.allCases)
  func theShippedSampleIsWhatTheGeneratorWrites(_ domain: GenerationOptions.Domain) throws {
    var options = GenerationOptions.sample(domain)
    options.truthConversations = 0
    let written = try GeneratedAudit(options)
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = package.appending(path: "sample-data").appending(path: options.auditName)
    for file in try AuditGenerator(options).files where file != .truth {
      let shipped = try Data(contentsOf: folder.appending(path: file.rawValue))
      #expect(shipped == Data(written.files[file] ?? []), "\(file.rawValue)")
    }
  }

  @Test func theGeneratorFollowsItsPublishedSequence() {
    var mixer = SplitMix64(state: 1_234_567)
    #expect(
      [mixer.next(), mixer.next(), mixer.next()] == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func exponentialsNeedNoMathLibrary() {
    for x in stride(from: -40.0, through: 40, by: 0.37) {
      #expect(abs(exponential(x) / exp(x) - 1) < 1e-14)
    }
    #expect(exponential(0) == 1)
    #expect(exponential(-1e9) > 0)
    #expect(exponential(1e9).isFinite)
  }
}
