internal import Cases
public import Fidelity

extension AnalysisStanding {
  public var word: String { isConfirmatory ? "confirmatory" : "exploratory" }

  /// Why it is the one or the other.
  public var sentence: String {
    guard let plan else { return "no plan was declared." }
    let name = "plan \(plan.digest.prefix(12)), declared at \(plan.at)"
    if plan.isLate { return "the plan was declared after labels had come (\(name))." }
    if isConfirmatory { return "the analysis that was declared before labels came (\(name))." }
    let points = differences.map { "\($0.point): declared \($0.declared), here \($0.here)" }
    return "not the analysis that was declared (\(points.joined(separator: "; ")); \(name))."
  }

  /// The word and the sentence.
  public var line: String { "\(word): \(sentence)" }
}
