import Cases
import Statistics

/// Shares, bias and contrast corrected by people's labels of turns that rounds of review drew, each with its own known
/// probability π (PPI++ with Hájek's weights).
///
/// Of the real or the simulated turns of some strata let ŷ be what the instrument's labels give and y what people's do,
/// each turn with its part w of the figure. The mean is
///
///     θ = λ Σ w ŷ ÷ Σ w + Σ_L (w/π) (y − λŷ) ÷ Σ_L (w/π),
///
/// the first sum over all turns, the second over those that were drawn and labelled. A bias is the difference of such a
/// mean of simulated turns' depths and one of real turns', a contrast the difference of two biases. Standard errors are
/// from the influences u_g of the customers (or conversations), V = Σ u_g² G/(G − 1) with G the labelled ones. λ = 1 below
/// 100 labelled conversations, else what minimises V, within 0 … 1. Silence, where it is a state, counts as labelled
/// with π = 1 and no error. A mean with labels of fewer than seven customers is not told: they may all agree with the
/// instrument, and would say that it is never wrong.
/// > A. N. Angelopoulos, J. C. Duchi, T. Zrnic. "PPI++: Efficient Prediction-Powered Inference." 2023, arXiv:2311.01453.
/// > C.-E. Särndal, B. Swensson, J. Wretman. *Model Assisted Survey Sampling*. 1992, §5.7
struct DrawnCorrection: Sendable {
  private let real: [DrawnTurn]
  private let simulated: [DrawnTurn]
  private let schema: StateSchema
  private let strata: [Stratum]
  private let level: Double
  private let conversations: Int
  private let labelled: Int

  init(_ table: CaseTable, _ rows: RowSet, _ turns: BlindTurns, options: AnalysisOptions) {
    schema = table.description.schema
    strata = table.description.outcome.strata
    level = options.level
    labelled = turns.conversations
    let all = DrawnTurns(table, rows, turns, clusters: Clusters(table, unit: options.cluster))
    (real, simulated, conversations) = (all.real, all.simulated, all.conversations)
  }

  func report() -> CorrectedReport {
    let shares = strata.indices.flatMap { stratum in
      schema.stages.indices.flatMap { stage in
        [("real", real), ("simulated", simulated)].map { source, turns in
          row("\(source)/\(schema.stages[stage].id)", strata[stratum].id) {
            Sum(turns.filter { $0.stratum == stratum }, part: \.part) { $0 == stage ? 1 : 0 }
          }
        }
      }
    }
    let biases = strata.indices.map { stratum in
      row("depth-bias", strata[stratum].id) { bias { $0 == stratum } }
    }
    let contrast = Contrast(strata)
    let last = row("contrast", nil) { bias { contrast.uncommitted[$0] } - bias { contrast.committed[$0] } }
    return CorrectedReport(
      labelled: labelled, unlabelled: conversations - labelled, rows: shares + biases + [last],
      reason: labelled == 0 ? "nobody labelled a selected turn blind" : nil)
  }

  private func bias(_ isMeant: (Int) -> Bool) -> Sum {
    let depths = schema.stages.map(\.depth)
    let sums = [simulated, real].map { turns in
      Sum(turns.filter { isMeant($0.stratum) }, part: \.partOfMean) { depths[$0] }
    }
    return sums[0] - sums[1]
  }

  private func row(_ id: String, _ stratum: String?, _ make: () -> Sum) -> CorrectedReport.Row {
    let sum = make()
    let lambda = labelled < ExcessCorrection.fewestToTune ? 1 : sum.bestLambda
    func figure(_ lambda: Double) -> Figure {
      do throws(StatisticsError) {
        let estimate = try sum.estimate(lambda)
        return Figure(
          Quantity(estimate.value, orReason: "the result is not a finite number"),
          interval: IntervalFigure { () throws(StatisticsError) in try estimate.interval(level: level) },
          bootstrap: .reason("the correction has a formula alone"), count: sum.labelled.count)
      } catch {
        return .unavailable(error.description, count: sum.labelled.count)
      }
    }
    return CorrectedReport.Row(
      id: id, stratum: stratum,
      instrument: Quantity(sum.instrument, orReason: "no selected turn of this stratum is labelled"),
      people: figure(0), corrected: figure(lambda), lambda: .number(lambda))
  }

  /// A mean, or a difference of means, for every λ at once: the instrument's, what people's labels come to, and by cluster
  /// the influence without the instrument and what λ adds to it.
  struct Sum {
    private(set) var instrument: Double
    private var people: Double
    private var drawn: Double
    private var influences: [Int: SIMD2<Double>] = [:]
    /// The clusters that people labelled.
    private(set) var labelled: Set<Int> = []
    /// Of each mean that it is made of the clusters with labels.
    private var fewest: Int

    init(_ turns: [DrawnTurn], part: KeyPath<DrawnTurn, Double>, _ value: (Int) -> Double) {
      var (all, instrument, known, people, drawn) = (0.0, 0.0, 0.0, 0.0, 0.0)
      func truth(_ turn: DrawnTurn) -> Double {
        turn.truth.reduce(0) { $0 + value($1) } / Double(turn.truth.count)
      }
      for turn in turns {
        all += turn[keyPath: part]
        instrument += turn[keyPath: part] * value(turn.judge)
        guard !turn.truth.isEmpty else { continue }
        let weight = turn[keyPath: part] * turn.weight
        known += weight
        people += weight * truth(turn)
        drawn += weight * value(turn.judge)
        if !turn.isSilent { labelled.insert(turn.cluster) }
      }
      (self.instrument, self.people, self.drawn) = (instrument / all, people / known, drawn / known)
      fewest = labelled.count
      for turn in turns {
        var influence = SIMD2(0, turn[keyPath: part] * (value(turn.judge) - self.instrument) / all)
        if !turn.truth.isEmpty {
          let weight = turn[keyPath: part] * turn.weight / known
          influence += weight * SIMD2(truth(turn) - self.people, self.drawn - value(turn.judge))
        }
        influences[turn.cluster, default: SIMD2()] += influence
      }
    }

    static func - (first: Sum, second: Sum) -> Sum {
      var sum = first
      sum.instrument -= second.instrument
      sum.people -= second.people
      sum.drawn -= second.drawn
      sum.labelled.formUnion(second.labelled)
      sum.fewest = min(first.fewest, second.fewest)
      for (cluster, influence) in second.influences { sum.influences[cluster, default: SIMD2()] -= influence }
      return sum
    }

    /// The influences in an order of their own: sums of the same numbers are the same to the last digit.
    private var ordered: [SIMD2<Double>] { influences.sorted { $0.key < $1.key }.map(\.value) }

    /// The λ with the least variance.
    var bestLambda: Double {
      let (product, square) = ordered.reduce((0.0, 0.0)) {
        ($0.0 + $1.x * $1.y, $0.1 + $1.y * $1.y)
      }
      return square > 0 ? min(1, max(0, -product / square)) : 0
    }

    func estimate(_ lambda: Double) throws(StatisticsError) -> Estimate {
      let needed = ConcentrationVerdict.fewestUnits
      guard fewest >= needed else { throw .tooFewClusters(needed: needed, got: fewest) }
      let variance = ordered.reduce(0) { $0 + ($1.x + lambda * $1.y) * ($1.x + lambda * $1.y) }
      guard variance > 0 else { throw .noVariance(what: "people’s labels") }
      let count = Double(labelled.count)
      return try Estimate(
        value: lambda * (instrument - drawn) + people,
        standardError: (variance * count / (count - 1)).squareRoot(), degreesOfFreedom: count - 1)
    }
  }
}
