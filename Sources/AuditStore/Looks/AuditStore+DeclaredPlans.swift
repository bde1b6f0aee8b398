public import Cases
internal import GRDB

/// What became of a plan that was to be declared.
public enum PlanDeclaration: Sendable, Hashable {
  case declared(DeclaredPlan)
  /// The same had been declared before, and stands.
  case standing(DeclaredPlan)
  /// Another had been declared of this simulator and instrument.
  case other(DeclaredPlan)
  /// The simulator has labels by the instrument.
  case late
  /// It had some: so many verdicts on them were looked at.
  case lookedAt(Int)
}

extension AuditStore {
  /// Declares the analysis that is to count, where no label that it is about has come yet.
  public func declare(_ plan: AnalysisPlan, at time: String) throws(StoreError) -> PlanDeclaration {
    return try writing { db in
      let held = try PlanTable.plans(db).first {
        $0.plan.simulator == plan.simulator && $0.plan.instrument == plan.instrument
      }
      if let held { return held.plan == plan ? .standing(held) : .other(held) }
      if try PlanTable.hasLabels(of: plan, before: nil, in: db) { return .late }
      let looks = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM look WHERE simulator = ? AND instrument = ?",
        arguments: [plan.simulator, plan.instrument])
      if let looks, looks > 0 { return .lookedAt(looks) }
      let before = try Int.fetchOne(db, sql: "SELECT count(*) FROM look") ?? 0
      let declared = DeclaredPlan(
        plan, at: time, looksBefore: before, digest: plan.digest(at: time, looksBefore: before))
      try PlanTable.insert(declared, in: db)
      return .declared(declared)
    }
  }

  /// The analyses that were declared, the first one first.
  public func declaredPlans() throws(StoreError) -> [DeclaredPlan] {
    try reading { try PlanTable.plans($0) }
  }
}
