import Statistics

extension ContrastReport.Permutation {
  /// Permutes the outcome labels over units. A customer with conversations on both sides is one unit of either.
  /// - Throws: `CancellationError`.
  init(_ panel: Panel, _ contrast: Contrast, options: AnalysisOptions) async throws {
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
    do {
      let test = try await ContrastPermutation.run(
        totals: totals, sizes: panel.units.hasLargeUnits ? sizes : nil, isCommitted: isCommitted,
        draws: options.permutationDraws, seed: options.seed, stream: 1 << 33, tasks: options.threads)
      let none = Quantity.reason("a side has fewer than two units, or neither side varies")
      self.init(
        draws: options.permutationDraws,
        studentised: test.studentised.map { (.number($0.pValue(.greater)), .number($0.pValue(.twoSided))) }
          ?? (none, none),
        raw: (.number(test.raw.pValue(.greater)), .number(test.raw.pValue(.twoSided))),
        usesRaw: options.paperChoices)
    } catch let error as StatisticsError {
      let reason = Quantity.reason(error.description)
      self.init(
        draws: options.permutationDraws, studentised: (reason, reason), raw: (reason, reason),
        usesRaw: options.paperChoices)
    }
  }
}
