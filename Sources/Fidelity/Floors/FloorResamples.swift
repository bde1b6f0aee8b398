import Cases
import Statistics

/// Bootstrap resamples of units that carry their D̄ and the bias of every reference.
struct FloorResamples: Sendable {
  private let resampled: Resampled
  /// The place of a number of ``ReferenceBiases`` in a row; the first column counts conversations.
  private let place: [Int: Int]
  private let sides: (uncommitted: [Int], committed: [Int])

  private static let stream: UInt64 = 1 << 32
  /// Kinds beyond which the resampled sums are made of folded rows: a conversation's expectations take nearly as many
  /// values as there are conversations.
  private static let limit = 8192

  /// - Parameter columns: The numbers of ``ReferenceBiases`` that are wanted.
  init(
    _ biases: ReferenceBiases, _ units: UnitKinds, columns: [Int], contrast: Contrast, options: AnalysisOptions
  ) async throws {
    let profile = try UnitProfile(
      units, width: 1 + columns.count, foldingBeyond: FloorResamples.limit, stratum: { biases.kinds.stratum($0) },
      row: { kind, numbers in
        numbers[0] = 1
        for (index, column) in columns.enumerated() { numbers[1 + index] = biases.kinds.number(kind, column) }
      })
    resampled = try await Resampled(profile, options: options, stream: FloorResamples.stream)
    place = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0 + 1) })
    sides = (contrast.uncommitted.indices, contrast.committed.indices)
  }

  func floor(bias: Int) -> IntervalFigure {
    let (place, count) = (column(bias), weight(bias))
    return resampled.interval { difference($0, place, count) }
  }

  /// The interval of the excess: the default one, and the plain bootstrap's.
  ///
  /// - Parameter units: The independent units of the smaller side.
  func excess(bias: Int, depth: Int, units: Int) -> (interval: IntervalFigure, bootstrap: IntervalFigure) {
    let (own, reference, count) = (column(depth), column(bias), weight(bias))
    let excess: (Sums) -> Double = { difference($0, own, count) - difference($0, reference, count) }
    return (resampled.expandedInterval(units: units, excess), resampled.interval(excess))
  }

  /// The same of the mean bias of one side.
  func sideExcess(
    bias: Int, depth: Int, committed: Bool, units: Int
  ) -> (interval: IntervalFigure, bootstrap: IntervalFigure) {
    let (own, reference, count) = (column(depth), column(bias), weight(bias))
    let strata = committed ? sides.committed : sides.uncommitted
    let excess: (Sums) -> Double = { sums in
      let profile = resampled.profile
      return
        (profile.total(sums, strata: strata, column: own) - profile.total(sums, strata: strata, column: reference))
        / profile.total(sums, strata: strata, column: count)
    }
    return (resampled.expandedInterval(units: units, excess), resampled.interval(excess))
  }

  private func column(_ number: Int) -> Int { place[number] ?? 0 }

  /// The column that counts the conversations of a reference.
  private func weight(_ bias: Int) -> Int {
    bias == ReferenceBiases.Column.placebo ? column(ReferenceBiases.Column.hasPlacebo) : 0
  }

  private func difference(_ sums: Sums, _ column: Int, _ weight: Int) -> Double {
    let profile = resampled.profile
    return profile.total(sums, strata: sides.uncommitted, column: column)
      / profile.total(sums, strata: sides.uncommitted, column: weight)
      - profile.total(sums, strata: sides.committed, column: column)
      / profile.total(sums, strata: sides.committed, column: weight)
  }
}
