import Statistics

extension Study {
  /// Draws of a permutation test: 5 % of them plus one is a whole number.
  private static let draws = 999

  /// How often the tests of the contrast reject where there is none.
  ///
  /// - Parameter buyerSpread: How many times more the smaller stratum varies.
  static func typeIError(_ name: String, buyerSpread: Double) -> Study {
    Study(
      name: name,
      methods: [
        ("t-test on turns (naive)", false), ("Welch on conversation means", true),
        ("permutation, raw difference", false), ("permutation, studentised", true), ("Mann–Whitney", false),
      ]
    ) { conversations, generator, seed in
      let audit = StudyAudit(conversations: conversations, buyerSpread: buyerSpread, using: &generator)
      let others = audit.meanDepths(ofBuyers: false)
      let buyers = audit.meanDepths(ofBuyers: true)
      let permutation = try await ContrastPermutation.run(
        totals: others + buyers, isCommitted: others.map { _ in false } + buyers.map { _ in true }, draws: draws,
        seed: seed, stream: 1, tasks: 1)
      return [
        try given { try welch(audit.turns(ofBuyers: false), audit.turns(ofBuyers: true)) <= 0.05 },
        try given { try welch(others, buyers) <= 0.05 },
        permutation.raw.pValue(.twoSided) <= 0.05,
        permutation.studentised.map { $0.pValue(.twoSided) <= 0.05 },
        try given { try mannWhitney(DominanceCounts(others, buyers)).pValue <= 0.05 },
      ]
    }
  }

  private static func welch(_ first: [Double], _ second: [Double]) throws -> Double {
    try welchDifference(Summary(of: first), Summary(of: second)).test().pValue
  }
}
