public import Cases

/// Whether a verdict is that of the analysis which was declared before labels came.
public struct AnalysisStanding: Sendable, Hashable {
  /// A point in which the analysis is not the declared one.
  public struct Difference: Sendable, Hashable {
    public var point: String
    public var declared: String
    public var here: String
  }

  /// What was declared of the simulator and the instrument; `nil` where nothing was.
  public var plan: DeclaredPlan?
  public var differences: [Difference]

  public var isConfirmatory: Bool { plan.map { !$0.isLate && differences.isEmpty } ?? false }

  /// - Parameter reference: The one that the verdict is taken beside.
  public init(_ options: AnalysisOptions, reference: FloorReport.Reference?) {
    plan = options.declaredPlan
    differences = []
    guard let plan = plan?.plan else { return }
    func add(_ point: String, _ declared: String, _ here: String) {
      if declared != here { differences.append(Difference(point: point, declared: declared, here: here)) }
    }
    add("simulator", plan.simulator, options.simulator)
    add("instrument", plan.instrument, options.instrument)
    add("draws", (plan.draw.map(DrawRule.single) ?? .mean).description, options.draws.description)
    add("where", AnalysisStanding.filter(plan.filter), AnalysisStanding.filter(options.filterText ?? ""))
    // Without a declared reference the rule that finds one is declared: one that is chosen is another analysis.
    let rule = "the most knowing that stands up"
    add(
      "reference", plan.reference ?? rule,
      plan.reference == nil ? options.verdictReference?.rawValue ?? rule : reference?.rawValue ?? "none")
    add("excess margin", plan.margin.map { "\($0)" } ?? "none", options.excessMargin.map { "\($0)" } ?? "none")
    add("level", "\(plan.level)", "\(options.level)")
    add("seed", "\(plan.seed)", "\(options.seed)")
    add("resamples", "\(plan.resamples)", "\(options.resamples)")
    add("unit", plan.cluster, options.cluster.rawValue)
    add("faults", FaultTreatment.keep.rawValue, options.faults.rawValue)
    add(
      "method", "the usual one", options.paperChoices ? "the paper’s" : options.biasCorrected ? "BCa" : "the usual one")
  }

  /// In the normal form, so that blanks and order of spelling are no difference.
  private static func filter(_ text: String) -> String {
    let normal = (try? Filter(parsing: text))?.description ?? text
    return normal.isEmpty ? "everything" : normal
  }
}
