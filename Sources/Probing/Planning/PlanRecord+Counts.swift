public import AuditStore
public import Cases

extension ProbePlan {
  /// The counts in their order, with what each means, for people and for the receipt.
  public func steps(strata: [Stratum]) -> [PlanRecord.Count] {
    var steps: [PlanRecord.Count] = [
      .init(step: "conversations", count: counts.conversations, why: "in the audit"),
      .init(
        step: "without_probe_point", count: counts.withoutUserTurn,
        why: "dropped: no user turn after the opening greeting, and no unanswered end that the rule probes"),
      .init(step: "not_meant", count: counts.notMeant, why: "dropped: no probe point that the filter means"),
      .init(step: "eligible", count: counts.eligible, why: nil),
      .init(step: "not_sampled", count: counts.notSampled, why: "dropped: not drawn into the balanced panel"),
      .init(step: "beyond_limit", count: counts.beyondLimit, why: "dropped: beyond the limit"),
      .init(step: "planned", count: counts.planned, why: nil),
    ]
    for (stratum, count) in zip(strata, counts.plannedByStratum) {
      steps.append(.init(step: "planned:\(stratum.id)", count: count, why: stratum.label))
    }
    steps += [
      .init(
        step: "duplicate_probes", count: counts.duplicateProbes,
        why: "dropped: fractions that mean a turn which another fraction has taken"),
      .init(
        step: "probes_not_meant", count: counts.probesNotMeant,
        why: "dropped: probe points that the filter does not mean"),
      .init(step: "probes", count: counts.probes, why: nil),
      .init(
        step: "exit_probes", count: counts.exitProbes, why: "of them after the last agent turn that nobody answered"),
    ]
    return steps
  }
}
