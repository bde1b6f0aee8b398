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

  /// - Parameters:
  ///   - kinds: The conversations of `biases`, of which `units` are made.
  ///   - columns: The numbers of ``ReferenceBiases`` that are wanted.
  init(
    _ biases: ReferenceBiases, _ kinds: NumberKinds, _ units: UnitKinds, columns: [Int], contrast: Contrast,
    options: AnalysisOptions
  ) async throws {
    let profile = try UnitProfile(
      units, width: 1 + columns.count, foldingBeyond: FloorResamples.limit, stratum: { kinds.stratum($0) },
      row: { kind, numbers in
        numbers[0] = 1
        for (index, column) in columns.enumerated() {
          numbers[1 + index] = kinds.number(kind, column) - biases.centre(column)
        }
      })
    resampled = try await Resampled(profile, options: options, stream: FloorResamples.stream)
    place = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0 + 1) })
    sides = (contrast.uncommitted.indices, contrast.committed.indices)
  }

  func floor(bias: Int) -> IntervalFigure {
    let (place, count) = (column(bias), weight(bias))
    return resampled.interval { difference($0, place, count) }
  }

  /// Where the numbers of one reference stand.
  struct Columns {
    var bias: Int
    var depth: Int
    /// What labels do to the reference's mean over those who decline, and over those who commit; none of a placebo.
    var influences: (decline: Int, commit: Int)?
    /// The conversations of the other side for one of a side.
    var odds: (uncommitted: Double, committed: Double)
  }

  /// The interval of the excess: the default one, and the plain bootstrap's.
  ///
  /// - Parameter units: The independent units of the smaller side.
  func excess(_ columns: Columns, units: Int) -> (interval: IntervalFigure, bootstrap: IntervalFigure) {
    let excess: (Sums) -> Double = {
      sideExcess(columns, $0, committed: false) - sideExcess(columns, $0, committed: true)
    }
    return (resampled.expandedInterval(units: units, excess), resampled.interval(excess))
  }

  /// The same of the mean bias of one side.
  func sideExcess(
    _ columns: Columns, committed: Bool, units: Int
  ) -> (interval: IntervalFigure, bootstrap: IntervalFigure) {
    let excess: (Sums) -> Double = { sideExcess(columns, $0, committed: committed) }
    return (resampled.expandedInterval(units: units, excess), resampled.interval(excess))
  }

  private func sideExcess(_ columns: Columns, _ sums: Sums, committed: Bool) -> Double {
    let (own, reference, count) = (column(columns.depth), column(columns.bias), weight(columns.bias))
    let (side, other) = committed ? (sides.committed, sides.uncommitted) : (sides.uncommitted, sides.committed)
    let profile = resampled.profile
    let size = profile.total(sums, strata: side, column: count)
    let excess =
      (profile.total(sums, strata: side, column: own) - profile.total(sums, strata: side, column: reference)) / size
    guard let influences = columns.influences else { return excess }
    let influence = column(committed ? influences.commit : influences.decline)
    let odds = committed ? columns.odds.committed : columns.odds.uncommitted
    return excess + profile.total(sums, strata: side, column: influence) / size
      + odds * profile.total(sums, strata: other, column: influence) / profile.total(sums, strata: other, column: count)
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
