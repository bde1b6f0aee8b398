import Testing

@testable import SyntheticAudit

@Suite struct PopulationTests {
  private func sides(_ share: Double, conversations: Int = 6000) throws -> [Int: [Bool]] {
    var options = GenerationOptions.small(.matchmaking, conversations: conversations)
    options.outcome = .share(0.3)
    options.conversationsPerCustomer = 3
    options.bothSides = share
    let (membership, customers) = (Membership(options: options), Customers(most: 3))
    var outcomes: [Int: [Bool]] = [:]
    for index in 0..<conversations {
      outcomes[customers.of(conversation: index).customer, default: []].append(membership.isCommitted(index))
    }
    let committed = Double(outcomes.values.joined().count { $0 }) / Double(conversations)
    #expect(abs(committed - options.committedShare) < 0.03)
    return outcomes
  }

  @Test func customersAreOnBothSidesAsOftenAsAsked() throws {
    for share in [0, 0.4, 1] {
      let several = try sides(share).values.filter { $0.count > 1 }
      let mixed = Double(several.count { Set($0).count == 2 }) / Double(several.count)
      #expect(share == 0.4 ? abs(mixed - share) < 0.05 : mixed == share)
    }
  }

  @Test func aPaymentEndsTheConversation() {
    var lengths = LengthDistribution(range: 3...13)
    lengths.commitment = 0.25
    #expect(abs((3...13).reduce(0) { $0 + lengths.share($1, isCommitted: true) } - 1) < 1e-12)
    var random = Xoshiro256(seed: 4)
    var counts: [Int: Int] = [:]
    for _ in 0..<20_000 { counts[lengths.draw(&random, isCommitted: true), default: 0] += 1 }
    for length in 3...13 {
      let share = lengths.share(length, isCommitted: true)
      let spread = (share * (1 - share) / 20_000).squareRoot()
      #expect(abs(Double(counts[length] ?? 0) / 20_000 - share) < 5 * spread + 1e-9)
    }
    // Those who decline go on as long as ever.
    #expect(lengths.share(8) == LengthDistribution(range: 3...13).share(8))
    lengths.commitment = 1
    #expect(lengths.share(3, isCommitted: true) == 1)
  }

  @Test func thePlantedIncidenceIsThatOfTheBundle() throws {
    var options = GenerationOptions.small(.matchmaking, conversations: 3000, text: .short)
    options.outcome = .share(0.4)
    options.commitmentHazard = 0.3
    options.instruments = []
    options.simulators = []
    let audit = try GeneratedAudit(options, threads: 2)
    let truth = try audit.object(.truth)
    let commitment = try #require(truth["commitment"] as? [String: Any])
    let incidence = try #require(commitment["incidence"] as? [[String: Any]])
    let turns = try audit.lines(.conversations).filter { $0["outcome"] as? String == "buyer" }.map { line in
      (line["turns"] as? [[String: Any]] ?? []).count { $0["role"] as? String == "user" }
    }
    for entry in incidence {
      let turn = try #require(entry["user_turn"] as? Int)
      let planted = try #require(entry["committed"] as? Double)
      let found = Double(turns.count { $0 <= turn }) / 3000
      #expect(abs(found - planted) < 5 * (planted * (1 - planted) / 3000).squareRoot() + 1e-9)
    }
  }

  @Test func anOutcomeThatSaysNothingHasOneLaw() {
    var options = GenerationOptions.small(.matchmaking)
    options.model = options.model.withoutOutcome
    let (first, second) = (
      RealShares(options: options, isCommitted: false), RealShares(options: options, isCommitted: true)
    )
    #expect(first.overall == second.overall)
  }
}
