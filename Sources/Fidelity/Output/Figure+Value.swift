extension Quantity {
  var tree: ReportValue {
    switch self {
    case .number(let number): .number(number)
    case .reason(let text): .reason(text)
    }
  }

  /// A whole number.
  var integerValue: ReportValue {
    guard let number, let integer = Int(exactly: number) else { return tree }
    return .integer(integer)
  }
}

extension IntervalFigure {
  var tree: ReportValue {
    switch self {
    case .bounds(let lower, let upper): .array([.number(lower), .number(upper)])
    case .reason(let text): .reason(text)
    case .pending: .notComputed
    }
  }
}

extension Figure {
  /// `{estimate, ci, ci_bootstrap, n}`
  var tree: ReportValue { .object(members(named: "estimate")) }

  /// `{estimate, ci, n}`, for what is not resampled.
  var formulaValue: ReportValue {
    .object(members(named: "estimate").filter { $0.key != "ci_bootstrap" })
  }

  func members(named name: String) -> [ReportValue.Member] {
    var members = [
      ReportValue.Member(name, value.tree), ReportValue.Member("ci", interval.tree),
      ReportValue.Member("ci_bootstrap", bootstrap.tree),
    ]
    if let formulaInterval { members.append(ReportValue.Member("ci_formula", formulaInterval.tree)) }
    members.append(ReportValue.Member("n", .integer(count)))
    return members
  }
}

extension ShareRow {
  /// `{id, depth?, stages?, real{…}, simulated{…}, shift_pp{…}}`
  var tree: ReportValue {
    var members = [ReportValue.Member("id", .text(id))]
    if let depth { members.append(ReportValue.Member("depth", .number(depth))) }
    if !self.members.isEmpty {
      members.append(ReportValue.Member("stages", .array(self.members.map(ReportValue.text))))
    }
    members += [
      ReportValue.Member("real", real.tree), ReportValue.Member("simulated", simulated.tree),
      ReportValue.Member("shift_pp", shift.scaled(by: 100).tree),
    ]
    return .object(members)
  }
}

extension ShareRow.Side {
  /// `{count, of, share, ci, ci_bootstrap, ci_plain}`
  var tree: ReportValue {
    var members = [ReportValue.Member("count", .integer(count)), ReportValue.Member("of", .integer(of))]
    members += share.members(named: "share").filter { $0.key != "n" }
    members.append(ReportValue.Member("ci_plain", plainInterval.tree))
    return .object(members)
  }
}

extension MatrixReport.PairedTest {
  var tree: ReportValue { ["statistic": statistic.tree, "df": degreesOfFreedom.tree, "p": p.tree] }
}
