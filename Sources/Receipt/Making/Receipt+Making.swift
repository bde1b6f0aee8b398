internal import Cases
internal import Digest
public import Fidelity
internal import JSON

extension Receipt {
  /// The receipt of a complete report, with its completeness counted and its sections sealed.
  public init(_ input: ReceiptInput) throws {
    let sources = ReceiptSourcesMaker(input)
    let report = input.report
    let concentration = ReceiptConcentration(input)
    var predicate = ReceiptPredicate(
      program: input.program, method: ReceiptMethod(input.options), audit: sources.audit, outcome: sources.outcome,
      conversations: sources.conversations, simulator: sources.simulator, probes: sources.probes,
      instrument: sources.instrument, stateSchema: input.description.schema,
      privacy: Stated(text: input.description.privacy), results: ReceiptResults(report),
      exitAudit: ReceiptExitAudit(report), wholeConversations: ReceiptWhole(report), concentration: concentration,
      power: ReceiptPower(report.power),
      looks: ReceiptLooks(before: input.looks), plan: ReceiptPlan(input),
      limits: ReceiptLimits(input).sentences,
      completeness: ReceiptCompleteness(stated: 0, of: 0, missing: []), seals: ReceiptSeals(sections: []))
    predicate.completeness = ReceiptCompleteness(predicate)
    self.init(subject: input.digests.subjects, predicate: predicate)
    self.predicate.seals = try ReceiptSeals(of: self)
  }
}

extension ReceiptMethod {
  /// The settings of an analysis, as far as a receipt has them.
  public init(_ options: AnalysisOptions) {
    var draw: Int?
    if case .single(let number) = options.draws { draw = number }
    self.init(
      simulator: options.simulator, instrument: options.instrument, draw: draw, filter: options.filterText ?? "",
      seed: options.seed, resamples: options.resamples, permutationDraws: options.permutationDraws,
      level: options.level, cluster: options.cluster.rawValue, margin: options.margin,
      excessMargin: options.excessMargin, reference: options.verdictReference?.rawValue,
      placebo: options.placeboSimulator, faults: options.faults == .keep ? nil : options.faults.rawValue)
  }
}

extension ReceiptCompleteness {
  /// The facts that an audit may not know, in the order of the receipt.
  private static let facts: [(name: String, isStated: @Sendable (ReceiptPredicate) -> Bool)] = [
    ("audit.language", { $0.audit.language.isStated }),
    ("audit.license", { $0.audit.license.isStated }),
    ("audit.synthetic", { $0.audit.synthetic.isStated }),
    ("outcome.evidence", { $0.outcome.evidence.isStated }),
    ("outcome.truncation", { $0.outcome.truncation.isStated }),
    ("conversations.source", { $0.conversations.source.isStated }),
    ("conversations.sampling", { $0.conversations.sampling.isStated }),
    ("privacy", { $0.privacy.isStated }),
    ("simulator.model", { $0.simulator.model.isStated }),
    ("simulator.prompt", { $0.simulator.prompt.isStated }),
    ("simulator.sampling", { $0.simulator.sampling.isStated }),
    ("simulator.profile_fields", { $0.simulator.profileFields.isStated }),
    ("simulator.may_stay_silent", { $0.simulator.mayStaySilent.isStated }),
    ("probes.fractions", { $0.probes.fractions.isStated }),
    ("probes.exit_probe", { $0.probes.exitProbe.isStated }),
    ("instrument.model", { $0.instrument.model.isStated }),
    ("instrument.prompt", { $0.instrument.prompt.isStated }),
    ("instrument.sampling", { $0.instrument.sampling.isStated }),
    ("instrument.invalid", { $0.instrument.invalid.isStated }),
    ("instrument.second_judge", { $0.instrument.secondJudge.isStated }),
    ("instrument.people", { $0.instrument.people.isStated }),
  ]

  /// Those that only a receipt with whole simulated conversations can state.
  private static let factsOfWhole: [(name: String, isStated: @Sendable (ReceiptPredicate) -> Bool)] = [
    ("whole_conversations.ended_by", { $0.wholeConversations?.statesEnds ?? false }),
    ("whole_conversations.instrument", { $0.wholeConversations?.instrument != nil }),
  ]

  /// The names of the facts that may be missing, such as "simulator.model".
  public static var fields: [String] { facts.map(\.name) }

  /// Those of receipts with whole simulated conversations.
  public static var fieldsOfWhole: [String] { factsOfWhole.map(\.name) }

  init(_ predicate: ReceiptPredicate) {
    let facts = ReceiptCompleteness.facts + (predicate.comparesWhole ? ReceiptCompleteness.factsOfWhole : [])
    let missing = facts.filter { !$0.isStated(predicate) }.map(\.name)
    self.init(stated: facts.count - missing.count, of: facts.count, missing: missing)
  }
}

extension ReceiptSeals {
  /// The seals of a receipt as it is, whatever seals it has.
  init(of receipt: Receipt) throws {
    let node: JSONValue
    do { node = try JSONValue(parsing: Array(try receipt.json().utf8)) } catch { throw error }
    self.init(of: node)
  }

  /// The seals of a receipt that was read from a file.
  init(of receipt: JSONValue) {
    var sections: [(String, JSONValue)] = []
    if let subject = receipt["subject"] { sections.append(("subject", subject)) }
    if case .object(let members)? = receipt["predicate"] {
      sections += members.filter { $0.key != "seals" }.map { ($0.key, $0.value) }
    }
    self.init(
      sections: sections.sorted { $0.0 < $1.0 }.map {
        ReceiptSeal(section: $0.0, sha256: SHA256.hexadecimal(of: $0.1.canonical.utf8))
      })
  }
}
