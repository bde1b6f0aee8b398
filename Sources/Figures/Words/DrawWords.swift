public import Fidelity
internal import Text

extension EnsembleReport {
  /// How good a forecast of the next real turn the draws are, beside every reference; `nil` without draws.
  public var sentence: String? {
    guard reason == nil, let draws else { return nil }
    let range =
      draws.lowerBound == draws.upperBound ? "\(draws.lowerBound)" : "\(draws.lowerBound) to \(draws.upperBound)"
    let start = "At \(NumberText.counted(probes, "probe")) with \(range) draws, these"
    let tested = rows.filter { $0.reference != nil && $0.skill.number != nil }
    guard !tested.isEmpty else { return start + " stand beside no reference." }
    if units < ConcentrationVerdict.fewestUnits {
      return start + " come from \(units) independent conversations or customers: too few to say how good they are."
    }
    func names(_ isBetter: Bool?) -> String? {
      let own = tested.filter { self.isBetter($0) == isBetter }.compactMap { row in
        row.reference.map { $0.forecaster + (isBetter == nil ? "" : " (\(row.skillText))") }
      }
      return own.isEmpty ? nil : own.joined(separator: ", ")
    }
    let parts = [
      names(false).map { "worse than \($0)" }, names(true).map { "better than \($0)" },
      names(nil).map { "beside \($0) the data cannot tell" },
    ].compactMap(\.self)
    return start + " tell the next real stage: " + parts.joined(separator: "; ") + "."
  }
}

extension EnsembleReport.Row {
  fileprivate var skillText: String { "skill " + NumberStyle.effect.text(skill) }
}

extension FloorReport.Reference {
  /// Who forecasts as the reference does.
  fileprivate var forecaster: String {
    self == .history ? "a regression on \(words)" : "a look-up table by \(words)"
  }
}

extension DrawsReport {
  /// What stands over the figures: the reason why there are none, or how good the draws are.
  public var sentence: String? {
    (reason ?? ensemble.reason).map { $0.prefix(1).uppercased() + $0.dropFirst() + "." } ?? ensemble.sentence
  }
}

extension ComponentsReport {
  /// What the figures are of, and who is not among them.
  public var sentence: String? {
    if let reason { return "How much of the excess hangs on draws and instruments cannot be told: \(reason)." }
    guard let reference else { return nil }
    let others =
      leftOut.isEmpty
      ? "" : "; left out, for labelling too little of the same: \(leftOut.joined(separator: ", "))"
    return "The excess over “\(reference.words)” by \(instruments.joined(separator: ", "))\(others)."
  }
}

extension ComponentsReport.Source {
  public var words: String {
    switch self {
    case .conversations: "conversations"
    case .draws: "draws a probe"
    case .instruments: "instruments"
    }
  }
}
