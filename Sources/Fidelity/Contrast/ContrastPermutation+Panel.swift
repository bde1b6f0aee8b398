import Statistics

extension ContrastReport.Permutation {
  /// Draws where units lie on both sides: every one passes over all conversations.
  private static func draws(_ asked: Int, conversations: Int) -> Int {
    min(asked, max(999, 200_000_000 / max(conversations, 1)))
  }

  /// Permutes the outcome labels over units; where a customer has conversations on both sides, within the blocks of
  /// outcome patterns.
  /// - Throws: `CancellationError`.
  init(_ panel: Panel, _ contrast: Contrast, options: AnalysisOptions) async throws {
    let paired = panel.units.outcomes(panel, contrast)
    let draws =
      paired.map { Self.draws(options.permutationDraws, conversations: $0.reduce(0) { $0 + $1.count }) }
      ?? options.permutationDraws
    do {
      let test =
        if let paired {
          try await ContrastPermutation.run(
            units: paired, draws: draws, seed: options.seed, stream: 1 << 33, tasks: options.threads)
        } else {
          try await ContrastPermutation.run(panel, contrast, draws: draws, options: options)
        }
      let none = Quantity.reason("a side has fewer than two units, or neither side varies")
      self.init(
        draws: draws,
        studentised: test.studentised.map { (.number($0.pValue(.greater)), .number($0.pValue(.twoSided))) }
          ?? (none, none),
        raw: (.number(test.raw.pValue(.greater)), .number(test.raw.pValue(.twoSided))),
        usesRaw: options.paperChoices)
    } catch let error as StatisticsError {
      let reason = Quantity.reason(error.description)
      self.init(
        draws: draws, studentised: (reason, reason), raw: (reason, reason),
        usesRaw: options.paperChoices)
    }
  }
}

extension ContrastPermutation {
  /// Over units of which none lies on both sides.
  fileprivate static func run(
    _ panel: Panel, _ contrast: Contrast, draws: Int, options: AnalysisOptions
  ) async throws -> ContrastPermutation {
    let kinds = panel.kinds
    var totals: [Double] = []
    var sizes: [Double] = []
    var isCommitted: [Bool] = []
    for (mask, committed) in [(contrast.uncommitted, false), (contrast.committed, true)] {
      let sums = panel.units.sums { mask[kinds.stratum[$0]] ? (kinds.meanDepth($0), 1) : nil }
      for sum in sums {
        totals.append(contentsOf: repeatElement(sum.total, count: sum.multiplicity))
        sizes.append(contentsOf: repeatElement(sum.weight, count: sum.multiplicity))
        isCommitted.append(contentsOf: repeatElement(committed, count: sum.multiplicity))
      }
    }
    return try await run(
      totals: totals, sizes: panel.units.hasLargeUnits ? sizes : nil, isCommitted: isCommitted, draws: draws,
      seed: options.seed, stream: 1 << 33, tasks: options.threads)
  }
}

extension UnitKinds {
  /// The conversations of every unit with their side; `nil` where no unit lies on both sides.
  fileprivate func outcomes(_ panel: Panel, _ contrast: Contrast) -> [[(value: Double, isCommitted: Bool)]]? {
    guard spansStrata else { return nil }
    let kinds = panel.kinds
    var units: [[(value: Double, isCommitted: Bool)]] = []
    var spans = false
    for unit in 0..<table.count {
      let own = table.list(unit).map(Int.init).compactMap { kind -> (value: Double, isCommitted: Bool)? in
        let isCommitted = contrast.committed[kinds.stratum[kind]]
        guard isCommitted || contrast.uncommitted[kinds.stratum[kind]] else { return nil }
        return (kinds.meanDepth(kind), isCommitted)
      }
      guard let first = own.first?.isCommitted else { continue }
      spans = spans || own.contains { $0.isCommitted != first }
      units.append(contentsOf: repeatElement(own, count: table.counts[unit]))
    }
    return spans ? units : nil
  }
}
