import Cases
import Statistics

/// The variance of the contrast's excess, by where it comes from: conversations, draws, instruments. By moments.
///
/// With k instruments on the same simulated turns let Δ_i be the excess by the labels of i (each against its own
/// reference) and Δ̄ their mean. The clustered variance of Δ̄ over units holds conversations, draws (``DrawNoise``), and what
/// instruments answer to conversations in their own ways, ÷ k; how much the Δ_i differ beyond that is the variance of
/// instruments themselves (``BetweenVariance``). A part below 0 counts as 0; what cannot be told apart, of one draw or
/// one instrument, stays with the conversations.
struct ExcessComponents: Sendable {
  /// Where the variance of the mean excess comes from; `nil` where it cannot be told.
  struct Parts: Sendable {
    var conversations: Double
    var draws: Double?
    /// What answering in their own ways and differing on the whole add, as they are averaged.
    var interaction: Double?
    var instruments: Double?
    /// Of ``draws``, what is left over of draws × instruments.
    var residual: Double

    var sampling: Double { conversations + (draws ?? 0) + (interaction ?? 0) }
    var total: Double { sampling + (instruments ?? 0) }
  }

  private let kinds: NumberKinds
  private let units: UnitKinds
  private let contrast: Contrast
  private let instruments: Int
  /// The conversations of either side.
  let sides: (uncommitted: Int, committed: Int)

  /// - Parameter values: For each instrument, by conversation what it adds to its side's mean; ascending.
  init(
    _ values: [[(conversation: Int, value: Double)]], _ table: CaseTable, clusters: Clusters?, contrast: Contrast
  ) {
    let strata = table.description.outcome.strata.count
    let others = values.dropFirst().map { Dictionary($0.map { ($0.conversation, $0.value) }) { first, _ in first } }
    var kinds = NumberKinds(width: values.count + 1)
    for (conversation, value) in values.first ?? [] {
      let own = [value] + others.compactMap { $0[conversation] }
      guard own.count == values.count else { continue }
      let mean = own.reduce(0, +) / Double(own.count)
      kinds.add(conversation, stratum: Int(table.conversations.stratum[conversation]), [mean] + own)
    }
    self.kinds = kinds
    self.contrast = contrast
    instruments = values.count
    units = UnitKinds(kinds.conversations, clusters: clusters, strata: strata) { kinds.stratum($0) }
    sides = (kinds.conversationCount(in: contrast.uncommitted), kinds.conversationCount(in: contrast.committed))
  }

  /// The conversations on the side of one that counts.
  func conversations(beside conversation: Int, of table: CaseTable) -> Int? {
    let stratum = Int(table.conversations.stratum[conversation])
    return contrast.uncommitted[stratum] ? sides.uncommitted : contrast.committed[stratum] ? sides.committed : nil
  }

  private func difference(_ value: (Int) -> Double) -> SideDifference {
    SideDifference(
      units, { contrast.uncommitted[kinds.stratum($0)] ? (value($0), 1) : nil },
      { contrast.committed[kinds.stratum($0)] ? (value($0), 1) : nil })
  }

  /// The excess by the labels of one instrument, and by the mean of all.
  func excess(of instrument: Int? = nil) throws(StatisticsError) -> Estimate {
    try difference { kinds.number($0, instrument.map { $0 + 1 } ?? 0) }.estimate()
  }

  /// - Returns: `nil` of one instrument.
  private func between() throws(StatisticsError) -> BetweenVariance? {
    guard instruments >= 2 else { return nil }
    var (estimates, variances) = ([Double](), [Double]())
    for instrument in 1...instruments {
      estimates.append(difference { kinds.number($0, instrument) }.value ?? 0)
      do throws(StatisticsError) {
        let error = try difference { kinds.number($0, instrument) - kinds.number($0, 0) }.estimate().standardError
        variances.append(error * error)
      } catch .noVariance {
        variances.append(0)
      }
    }
    return try BetweenVariance(estimates: estimates, deviationVariances: variances)
  }

  func parts(_ noise: DrawNoise) throws(StatisticsError) -> Parts {
    let sampling = try excess().standardError
    let between = try between()
    let draws = noise.variance()
    // What is left of draws × instruments is in the draws' part already.
    let residual = draws == nil ? 0 : noise.residual
    let interaction = between.map { max(0, $0.within / Double(instruments) - residual) }
    return Parts(
      conversations: max(0, sampling * sampling - (draws ?? 0) - (interaction ?? 0)), draws: draws,
      interaction: interaction, instruments: between.map { max(0, $0.between) / Double(instruments) },
      residual: residual)
  }

  /// The mean excess with an interval that holds how much instruments differ: t with Satterthwaite's degrees of freedom.
  func overInstruments() throws(StatisticsError) -> Estimate {
    let excess = try excess()
    guard let between = try between() else { throw .undefined(reason: ComponentsReport.oneInstrument) }
    let sampling = excess.standardError * excess.standardError
    let own = max(0, between.between) / Double(instruments)
    let degrees =
      (sampling + own) * (sampling + own)
      / (sampling * sampling / excess.degreesOfFreedom + own * own / Double(instruments - 1))
    return try Estimate(
      value: excess.value, standardError: (sampling + own).squareRoot(), degreesOfFreedom: degrees)
  }
}

extension ComponentsReport {
  static let oneInstrument = "one instrument: how much instruments differ takes a second that labelled the same turns"
  static let oneDrawEach = "one draw a probe: how much draws differ takes a second"
}
