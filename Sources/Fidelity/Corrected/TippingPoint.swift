import Cases

/// How large a differential error of the instrument would void a verdict, where nobody labelled blind.
///
/// The error: a share q of the *simulated* refusals is read as deliberation, real ones are not. Of simulated turns that the
/// instrument reads as refusals on side k, a share R_k (the mean over conversations), there then are R_k/(1 − q) in truth,
/// and R_k q/(1 − q) of the turns that it reads as deliberation are refusals. Each stands g depth steps too deep, so that
/// the excess of the contrast is too large by g o (R_u − R_c), that of those who decline by g o R_u, with the odds
/// o = q/(1 − q). The verdict falls with the first of its lower bounds that reaches what it had to exceed:
///
///     o = min over these bounds of (lower bound − limit) ÷ (g R),  q = o ÷ (1 + o).
///
/// No error of this kind is larger than what the instrument reads as deliberation allows, o R_k ≤ share of deliberation.
struct TippingPoint: Sendable {
  private let step: Double?
  private let refusals: SIMD2<Double>
  private let deliberations: SIMD2<Double>

  init(_ table: CaseTable, _ rows: RowSet, contrast: Contrast) {
    let schema = table.description.schema
    func mean(_ ids: [String]) -> Double? {
      let depths = schema.stages.filter { ids.contains($0.id) }.map(\.depth)
      return depths.isEmpty ? nil : depths.reduce(0, +) / Double(depths.count)
    }
    step = mean(schema.deliberation).flatMap { deep in mean(schema.resistance).map { deep - $0 } }
    let isRefusal = schema.stages.map { schema.resistance.contains($0.id) }
    let isDeliberation = schema.stages.map { schema.deliberation.contains($0.id) }
    let draws = ProbeDraws(table, rows)
    var (conversations, refusals, deliberations) = (SIMD2<Double>(), SIMD2<Double>(), SIMD2<Double>())
    for conversation in 0..<table.conversations.count {
      let stratum = Int(table.conversations.stratum[conversation])
      guard contrast.uncommitted[stratum] || contrast.committed[stratum] else { continue }
      let side = contrast.committed[stratum] ? 1 : 0
      var (turns, refused, deliberated) = (0.0, 0.0, 0.0)
      for row in table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1] {
        let (row, stages) = (Int(row), isRefusal.count)
        let simulated = Int(table.pairs.simulatedStage[row])
        guard rows.contains(row), simulated < stages, Int(table.pairs.realStage[row]) < stages else { continue }
        let weight = draws.weight(row)
        turns += weight
        if isRefusal[simulated] { refused += weight }
        if isDeliberation[simulated] { deliberated += weight }
      }
      guard turns > 0 else { continue }
      conversations[side] += 1
      refusals[side] += refused / turns
      deliberations[side] += deliberated / turns
    }
    self.refusals = refusals / conversations
    self.deliberations = deliberations / conversations
  }

  /// q in 0 … 1, or why there is none.
  func share(_ verdict: ConcentrationVerdict) -> Quantity {
    guard let limit = TippingPoint.limit(verdict) else { return TippingPoint.none }
    let isOnDecliners = [.onDecliners, .moreOnDecliners, .onBoth].contains(verdict.finding)
    guard let step, step > 0 else {
      return .reason("the schema names no stage of resistance below one of deliberation")
    }
    var odds: [Double] = []
    func add(_ figure: Figure, _ share: Double) {
      guard let bounds = figure.interval.bounds, share > 0 else { return }
      odds.append((bounds.lower - limit) / (step * share))
    }
    add(verdict.excess, refusals.x - refusals.y)
    if isOnDecliners { add(verdict.uncommitted, refusals.x) }
    guard let smallest = odds.min(), smallest * refusals.x <= deliberations.x, smallest * refusals.y <= deliberations.y
    else { return .reason("no share of refusals read as deliberation, on simulated turns alone, would void it") }
    return .number(smallest / (1 + smallest))
  }

  /// What its lower bounds had to exceed; `nil` where nothing is found that could fall.
  static func limit(_ verdict: ConcentrationVerdict) -> Double? {
    switch verdict.finding {
    case .onDecliners, .moreOnDecliners, .onBoth, .onCommitters, .moreOnCommitters, .sideUnknown: verdict.margin ?? 0
    case .withinMargin: -(verdict.margin ?? 0)
    case .belowMargin: 0
    case .alike, .belowReference, .undecided, .withheld: nil
    }
  }

  static let none = Quantity.reason("there is no verdict that an error of the judge could void")
}
