public import AuditStore
public import Cases
internal import JSON
internal import Receipt
internal import Text

/// Declares the analysis that is to count, before labels come.
public struct PlanDeclaring {
  private let store: AuditStore

  public init(_ store: AuditStore) { self.store = store }

  /// Reads the plan at `path`.
  ///
  /// - Throws: ``CommandFailure`` where there is none, or none that can be understood.
  public static func plan(at path: String) throws -> AnalysisPlan {
    let remedy = "walkaway plan --example-plan prints a whole one"
    let text = try CommandFailure.text(of: path, remedy: remedy)
    do throws(PolicyProblem) {
      return try AnalysisPlan(yaml: text)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)", remedy: remedy)
    }
  }

  /// - Throws: ``CommandFailure`` where the plan comes too late, or where another was declared.
  public func declare(_ plan: AnalysisPlan) throws -> PlanNotice {
    let plan = try checked(plan)
    let names = shown("\(plan.simulator) as \(plan.instrument) labels it")
    switch try store.declare(plan, at: ClockText.now()) {
    case .declared(let declared): return PlanNotice(declared, unknown: unknown(plan), isNew: true)
    case .standing(let declared): return PlanNotice(declared, unknown: unknown(plan), isNew: false)
    case .other(let held):
      throw CommandFailure(
        .badData, "another analysis of \(names) was declared at \(held.at), plan \(held.digest.prefix(12)): it stands",
        remedy: "keep to that one, which walkaway looks shows; every other analysis is exploratory")
    case .late:
      throw CommandFailure(
        .badData, "\(names): there are labels already, so that nothing can be declared before they come",
        remedy:
          "call the analysis exploratory, or declare one of new simulations, under another id, and label them then")
    case .lookedAt(let looks):
      throw CommandFailure(
        .badData,
        "\(names): \(NumberText.counted(looks, "verdict")) on it \(looks == 1 ? "was" : "were") looked at in this store",
        remedy:
          "call the analysis exploratory, or declare one of new simulations, under another id, and label them then")
    }
  }

  /// With its filter in the normal form.
  private func checked(_ plan: AnalysisPlan) throws -> AnalysisPlan {
    guard !plan.filter.isEmpty else { return plan }
    let filter = try LoadedAudit(store).filter(reading: plan.filter)
    if let reason = filter.reasonToWithhold {
      throw CommandFailure(
        .usage, "no verdict can be declared: \(reason)", remedy: "select by outcome, position, turn, action or profile")
    }
    var plan = plan
    plan.filter = filter.description
    return plan
  }

  /// What the audit does not know yet: it may still come, or be misspelt.
  private func unknown(_ plan: AnalysisPlan) -> [String] {
    let audit = store.description
    func note(_ kind: String, _ id: String, _ known: [String]) -> String? {
      if known.contains(id) { return nil }
      let meant = id.misspelt(known).map { "; did you mean “\($0)”?" } ?? ""
      return "the audit knows no \(kind) “\(id)” yet\(meant)"
    }
    return [
      note("simulator", plan.simulator, audit.simulators.map(\.id)),
      note("instrument", plan.instrument, audit.instruments.map(\.id)),
    ].compactMap(\.self)
  }
}

/// What a person is told of a declared plan.
public struct PlanNotice {
  private let declared: DeclaredPlan
  private let unknown: [String]
  private let isNew: Bool

  init(_ declared: DeclaredPlan, unknown: [String], isNew: Bool) {
    self.declared = declared
    self.unknown = unknown
    self.isNew = isNew
  }

  public var text: String {
    var lines = [
      "\(isNew ? "declared" : "was declared already"): \(declared.plan.words)",
      "at \(declared.at), after \(NumberText.counted(declared.looksBefore, "other verdict")) in this store; plan "
        + declared.digest,
      "the verdict of this analysis is called confirmatory, every other one of the two exploratory",
    ]
    lines += unknown
    return lines.map(shown).joined(separator: "\n") + "\n"
  }

  public var json: String {
    var declaration = declared.plan.declaration(at: declared.at, looksBefore: declared.looksBefore)
    declaration["sha256"] = .string(declared.digest)
    declaration["is_new"] = .bool(isNew)
    declaration["unknown"] = .array(unknown.map(JSONValue.string))
    return declaration.json() + "\n"
  }
}

extension AnalysisPlan {
  /// The analysis in one line.
  var words: String {
    let parts = [
      "\(simulator) as \(instrument) labels it", draw.map { "draw \($0)" } ?? "mean over draws",
      filter.isEmpty ? "every case" : "where \(filter)",
      "beside \(reference ?? "the most knowing reference that stands up")",
      margin.map { "margin \($0)" } ?? "no margin", NumberText.percent(level), "clustered by \(cluster)",
      "\(NumberText.grouped(resamples)) resamples, seed \(seed)",
    ]
    return parts.joined(separator: ", ")
  }
}
