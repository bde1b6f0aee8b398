@testable import Cases

/// The meaning of a filter, spelt out one row at a time and from names instead of codes: what the passes over columns
/// must agree with.
struct RowByRow {
  let cases: RandomCases

  func rows(_ filter: Filter) -> [Int] {
    (0..<cases.table.count).filter { row in filter.terms.allSatisfy { holds($0, row) } }
  }

  private func holds(_ expression: FilterExpression, _ row: Int) -> Bool {
    switch expression {
    case .term(let term): holds(term, row)
    case .not(let part): !holds(part, row)
    case .all(let parts): parts.allSatisfy { holds($0, row) }
    case .any(let parts): parts.contains { holds($0, row) }
    }
  }

  private func holds(_ term: FilterTerm, _ row: Int) -> Bool {
    if let number = number(of: term.field, row) {
      switch term.test {
      case .equals(let values): return values.contains { Double($0) == number }
      case .compares(let order, let bound): return compare(number, order, bound)
      case .contains: return false
      }
    }
    let names = names(of: term.field, row)
    switch term.test {
    case .equals(let values):
      return values.contains { value in
        names.contains { name in
          name == value || Double(name).map { $0 == Double(value) } ?? false
            || value == "none" && name == "missing" && !hasNone(term.field)
        }
      }
    case .contains(let values):
      return values.contains { value in
        names.contains { name in
          name.lowercased().contains(value.lowercased()) && !(name == "missing" && isOpen(term.field))
        }
      }
    case .compares(let order, let bound):
      return names.contains { name in Double(name).map { compare($0, order, bound) } ?? false }
    }
  }

  private func hasNone(_ field: FilterField) -> Bool {
    [.blocker, .realBlocker, .simulatedBlocker, .exit, .realExit, .simulatedExit].contains(field)
  }

  private func isOpen(_ field: FilterField) -> Bool { field.kind == .open || field.kind == .profile }

  private func compare(_ value: Double, _ order: FilterTerm.Order, _ bound: Double) -> Bool {
    switch order {
    case .less: value < bound
    case .lessOrEqual: value <= bound
    case .greater: value > bound
    case .greaterOrEqual: value >= bound
    }
  }

  private func stageDepth(_ code: UInt8) -> Double? {
    let stages = cases.table.description.schema.stages
    if code == 254 { return stages.map(\.depth).reduce(.infinity, min) - 1 }
    return code == 255 ? nil : stages[Int(code)].depth
  }

  func number(of field: FilterField, _ row: Int) -> Double? {
    let pairs = cases.table.pairs
    switch field {
    case .turn: return Double(pairs.turn[row])
    case .turns: return Double(cases.table.conversations.turns[Int(pairs.conversation[row])])
    case .userTurns: return Double(cases.table.conversations.userTurns[Int(pairs.conversation[row])])
    case .agentTurns: return Double(cases.table.conversations.agentTurns[Int(pairs.conversation[row])])
    case .silences: return Double(cases.table.conversations.silences[Int(pairs.conversation[row])])
    case .draw: return Double(cases.case(row).series.draw)
    case .severity, .shift:
      guard let real = stageDepth(pairs.realStage[row]), let simulated = stageDepth(pairs.simulatedStage[row]) else {
        return nil
      }
      return field == .shift ? simulated - real : abs(simulated - real)
    default: return nil
    }
  }

  /// The values that a row has in a field: several where either turn counts, or several people spoke.
  func names(of field: FilterField, _ row: Int) -> [String] {
    switch field {
    case .builtIn(let field): return names(of: field, row)
    case .profile(let name):
      guard let column = cases.table.conversations.profile.first(where: { $0.name == name }) else { return [] }
      let code = column.codes[Int(cases.table.pairs.conversation[row])]
      return [code == ProfileColumn.missing ? "missing" : column.values[Int(code)]]
    }
  }

  private func names(of field: FilterField.BuiltIn, _ row: Int) -> [String] {
    let table = cases.table
    let pairs = table.pairs
    let schema = table.description.schema
    func name(_ code: UInt8, _ names: [String]) -> String { Int(code) < names.count ? names[Int(code)] : "missing" }
    func stage(_ code: UInt8) -> String { code == 254 ? "no-reply" : name(code, schema.stages.map(\.id)) }
    func answer(_ holds: Bool?) -> [String] { holds.map { [$0 ? "yes" : "no"] } ?? [] }
    let conversation = Int(pairs.conversation[row])
    let reviews = cases.index[row]
    let real = pairs.realStage[row]
    let simulated = pairs.simulatedStage[row]
    let isLabelled = real != 255 && simulated != 255
    let resists = Set(schema.resistance + ["no-reply"])
    switch field {
    case .outcome: return [table.description.outcome.strata[Int(pairs.stratum[row])].id]
    case .committed: return answer(table.description.outcome.strata[Int(pairs.stratum[row])].committed)
    case .real: return [stage(real)]
    case .simulated: return [stage(simulated)]
    case .stage: return [stage(real), stage(simulated)]
    case .realEmotion: return [name(pairs.realEmotion[row], schema.emotions)]
    case .simulatedEmotion: return [name(pairs.simulatedEmotion[row], schema.emotions)]
    case .emotion: return names(of: FilterField.realEmotion, row) + names(of: FilterField.simulatedEmotion, row)
    case .realBlocker: return [name(pairs.realBlocker[row], schema.blockers)]
    case .simulatedBlocker: return [name(pairs.simulatedBlocker[row], schema.blockers)]
    case .blocker: return names(of: FilterField.realBlocker, row) + names(of: FilterField.simulatedBlocker, row)
    case .realExit: return [name(pairs.realExit[row], schema.exits)]
    case .simulatedExit: return [name(pairs.simulatedExit[row], schema.exits)]
    case .exit: return names(of: FilterField.realExit, row) + names(of: FilterField.simulatedExit, row)
    case .action: return [name(pairs.action[row], schema.actions)]
    case .position: return [table.positions.names[Int(pairs.position[row])]]
    case .miss: return answer(isLabelled ? real != simulated : nil)
    case .disengagement:
      return answer(isLabelled ? resists.contains(stage(real)) && !resists.contains(stage(simulated)) : nil)
    case .severity, .shift: return ["missing"]
    case .conversation: return [cases.ids[conversation]]
    case .customer: return [cases.customers[conversation]].compactMap { $0 }
    case .simulator: return [cases.case(row).series.simulator]
    case .instrument: return [cases.case(row).series.instrument]
    case .flag: return answer(reviews.contains { $0.flag })
    case .seen: return answer(reviews.contains { $0.seen })
    case .tag:
      let tags = reviews.flatMap(\.tags)
      return tags.isEmpty ? ["missing"] : tags
    case .reviewer:
      let names = reviews.filter { !$0.saysNothing }.map(\.reviewer)
      return names.isEmpty ? ["missing"] : names
    case .note: return answer(reviews.contains { $0.note?.isEmpty == false }) + reviews.compactMap(\.note)
    case .blind: return answer(reviews.contains { $0.blindReal != nil || $0.blindSimulated != nil })
    case .realText: return [cases.realTexts[row]].compactMap { $0 }
    case .simulatedText: return [cases.simulatedTexts[row]].compactMap { $0 }
    case .text: return names(of: FilterField.realText, row) + names(of: FilterField.simulatedText, row)
    case .conversationText: return [cases.conversationTexts[conversation]]
    case .ended: return [table.conversations.isAbandoned[conversation] == 1 ? "agent" : "user"]
    case .end:
      let code = Int(table.whole.conduct.lastAct[conversation])
      return [LastAct.allCases.indices.contains(code) ? LastAct.allCases[code].rawValue : "missing"]
    case .fault:
      let faults = pairs.faults[row].faults.map(\.rawValue)
      return faults.isEmpty ? ["none"] : faults
    case .endedBy, .outcomeSource: return []
    case .turn, .draw, .turns, .userTurns, .agentTurns, .silences: return []
    }
  }
}
