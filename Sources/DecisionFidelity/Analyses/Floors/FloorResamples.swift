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
  private static let limit = 4096

  /// - Parameter columns: The numbers of ``ReferenceBiases`` that are wanted.
  init(_ units: UnitNumbers, columns: [Int], contrast: Contrast, options: AnalysisOptions) async throws {
    let profile = try units.profile(columns, foldingBeyond: FloorResamples.limit)
    resampled = try await Resampled(profile, options: options, stream: FloorResamples.stream)
    place = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0 + 1) })
    sides = (contrast.uncommitted.indices, contrast.committed.indices)
  }

  func floor(bias: Int) -> IntervalFigure {
    let (place, count) = (column(bias), weight(bias))
    return resampled.interval { difference($0, place, count) }
  }

  func excess(bias: Int, depth: Int) -> IntervalFigure {
    let (own, reference, count) = (column(depth), column(bias), weight(bias))
    return resampled.interval { difference($0, own, count) - difference($0, reference, count) }
  }

  private func column(_ number: Int) -> Int { place[number] ?? 0 }

  /// The column that counts the conversations of a reference.
  private func weight(_ bias: Int) -> Int {
    bias == ReferenceBiases.Column.placebo ? column(ReferenceBiases.Column.hasPlacebo) : 0
  }

  private func difference(_ sums: Sums, _ column: Int, _ weight: Int) -> Double {
    let layout = resampled.layout
    return layout.total(sums, strata: sides.uncommitted, column: column)
      / layout.total(sums, strata: sides.uncommitted, column: weight)
      - layout.total(sums, strata: sides.committed, column: column)
      / layout.total(sums, strata: sides.committed, column: weight)
  }
}
