// Terms of yes and no, and of numbers: what follows from both stages of a row, from its turn or from its reviews.

extension TermBinder {
  func answer(_ field: FilterField, _ values: [String]) throws(TermProblem) -> RowTest {
    var tests: [RowTest] = []
    for (number, value) in values.enumerated() {
      switch value.lowercased() {
      case FilterValue.yes: tests.append(yes(field))
      case FilterValue.no: tests.append(no(field))
      default: throw unknown(value, number, of: field, known: [FilterValue.yes, FilterValue.no])
      }
    }
    return .any(tests)
  }

  private func yes(_ field: FilterField) -> RowTest {
    switch field {
    case .committed: committed(true)
    case .miss: .stagePairs(StagePairs(of: scale) { scale.isMiss(real: $0, simulated: $1) == true })
    case .disengagement:
      .stagePairs(StagePairs(of: scale) { scale.isDisengagementMiss(real: $0, simulated: $1) == true })
    case .flag: reviewed(where: \.flag)
    case .note: reviewed { !($0.note ?? "").isEmpty }
    case .blind: reviewed { $0.blindReal != nil || $0.blindSimulated != nil }
    default: .constant(false)
    }
  }

  private func no(_ field: FilterField) -> RowTest {
    switch field {
    case .committed: committed(false)
    case .miss: .stagePairs(StagePairs(of: scale) { scale.isMiss(real: $0, simulated: $1) == false })
    case .disengagement:
      .stagePairs(StagePairs(of: scale) { scale.isDisengagementMiss(real: $0, simulated: $1) == false })
    default: .not(yes(field))
    }
  }

  private func committed(_ committed: Bool) -> RowTest {
    let strata = table.description.outcome.strata
    return .bytes(.stratum, CodeSet { Int($0) < strata.count && strata[Int($0)].committed == committed })
  }

  func numbers(_ field: FilterField, _ values: [String]) throws(TermProblem) -> RowTest {
    var tests: [RowTest] = []
    for (index, value) in values.enumerated() {
      if let bound = FilterText.number(in: value) {
        tests.append(number(field) { $0 == bound })
      } else if field == .severity || field == .shift, [FilterValue.missing, FilterValue.none].contains(value) {
        tests.append(.not(.stagePairs(StagePairs(of: scale) { _, _ in true })))
      } else {
        throw TermProblem(
          part: .value(index), message: "\(field) is a number, \(FilterText.quoted(value)) is not",
          allowed: field == .severity || field == .shift ? ["0", "1", "2.5", FilterValue.missing] : ["0", "1", "2"])
      }
    }
    return .any(tests)
  }

  func number(_ field: FilterField, where holds: (Double) -> Bool) -> RowTest {
    switch field {
    case .turn: .turns((0...UInt16.max).ranges { holds(Double($0)) })
    case .draw: series { holds(Double($0.draw)) }
    case .shift: stagePairs(scale.shift, where: holds)
    case .severity: stagePairs(scale.severity, where: holds)
    default: .constant(false)
    }
  }

  private func stagePairs(
    _ value: (_ real: UInt8, _ simulated: UInt8) -> Double?, where holds: (Double) -> Bool
  ) -> RowTest {
    .stagePairs(StagePairs(of: scale) { real, simulated in value(real, simulated).map(holds) ?? false })
  }
}
