public import Cases
internal import Fidelity

extension AnalysisPlan {
  /// Reads a declaration (YAML 1.1). A key that does not belong there is a problem, not ignored: what was meant by it would
  /// not be declared.
  ///
  /// The filter is as it was written; whoever has the audit checks it.
  public init(yaml text: String) throws(PolicyProblem) {
    let root = try PolicyReader.root(text, of: "plan")
    let standard = AnalysisOptions.standard
    self.init(
      simulator: "", instrument: "", draw: 0, filter: "", reference: nil, margin: nil, level: standard.level,
      seed: standard.seed, resamples: standard.resamples, cluster: ClusterUnit.customer.rawValue)
    for (key, value) in try PolicyReader.members(of: root) {
      switch try PolicyReader.text(key) {
      case "simulator": simulator = try PolicyReader.name(value)
      case "instrument": instrument = try PolicyReader.name(value)
      case "where": filter = try PolicyReader.text(value)
      case "draw": draw = try PolicyReader.text(value) == "mean" ? nil : try PolicyReader.integer(value)
      case "reference":
        reference = try PolicyReader.choice(value, FloorReport.Reference.ofVerdicts.map(\.rawValue))
      case "excess_margin": margin = try PolicyReader.number(value, in: 1e-6...1e6)
      case "cluster": cluster = try PolicyReader.choice(value, ClusterUnit.allCases.map(\.rawValue))
      case "level": level = try PolicyReader.number(value, in: 0.5...0.9999)
      case "seed": seed = UInt64(try PolicyReader.integer(value))
      case "resamples": resamples = try PolicyReader.resamples(value)
      case let other:
        throw PolicyReader.problem(
          key,
          "“\(other)” is no key of a plan; there are simulator, instrument, where, draw, reference, excess_margin, "
            + "cluster, level, seed and resamples")
      }
    }
    guard !simulator.isEmpty, !instrument.isEmpty else {
      throw PolicyProblem(line: nil, "say which simulator and which instrument the plan is about")
    }
  }

  /// A plan with every key, explained: what `walkaway plan --example-plan` prints.
  public static let example = """
    # A plan for `walkaway plan AUDIT --confirm FILE`: the one analysis of a simulator and an instrument whose verdict is
    # to count. Declare it before the instrument labels the simulator's turns; every other analysis of the two is called
    # exploratory.
    simulator: persona
    instrument: judge-a

    # What is left out is as the commands have it by themselves; all of it is declared.
    # where: 'position:90%'      # a filter in the filter language; nothing of what is measured
    # draw: 0                    # or mean, for all draws
    # reference: history         # position, previous-stage, action or history; the most knowing that stands up
    # excess_margin: 0.2         # the excess that begins to matter, in depth steps
    # cluster: customer          # or conversation
    # level: 0.95
    # seed: 20260620
    # resamples: 10000

    """
}
