// Terms of yes and no, and of numbers: what follows from both stages of a row, from its turn or from its reviews.

extension TermBinder {
  /// - Parameter rows: The rows whose answer is yes, or no.
  func answer(_ term: FilterTerm, rows: (_ wanted: Bool) -> RowTest) throws(TermProblem) -> RowTest {
    guard case .equals(let values) = term.test else { throw refusal(of: term) }
    var tests: [RowTest] = []
    for (number, value) in values.enumerated() {
      switch value.lowercased() {
      case FilterValue.yes: tests.append(rows(true))
      case FilterValue.no: tests.append(rows(false))
      default: throw unknown(value, number, of: term.field, known: [FilterValue.yes, FilterValue.no])
      }
    }
    return .any(tests)
  }

  /// - Parameters:
  ///   - missing: The rows without a number, where there may be some.
  ///   - rows: The rows for whose number a test holds.
  func number(
    _ term: FilterTerm, missing: RowTest? = nil, rows: (_ holds: (Double) -> Bool) -> RowTest
  ) throws(TermProblem) -> RowTest {
    switch term.test {
    case .contains: throw refusal(of: term)
    case .compares(let order, let bound): return rows { order.holds($0, bound) }
    case .equals(let values):
      var tests: [RowTest] = []
      for (index, value) in values.enumerated() {
        if let bound = FilterText.number(in: value) {
          tests.append(rows { $0 == bound })
        } else if let missing, [FilterValue.missing, FilterValue.none].contains(value) {
          tests.append(missing)
        } else {
          throw TermProblem(
            part: .value(index), message: "\(term.field) is a number, \(FilterText.quoted(value)) is not",
            allowed: missing == nil ? ["0", "1", "2"] : ["0", "1", "2.5", FilterValue.missing])
        }
      }
      return .any(tests)
    }
  }

  func stageNumber(
    _ term: FilterTerm, _ value: (StageScale, _ real: UInt8, _ simulated: UInt8) -> Double?
  ) throws(TermProblem) -> RowTest {
    try number(term, missing: .not(.stagePairs(stagePairs { value(scale, $0, $1) != nil }))) { holds in
      .stagePairs(stagePairs { value(scale, $0, $1).map(holds) ?? false })
    }
  }

  func stagePairs(where holds: (_ real: UInt8, _ simulated: UInt8) -> Bool) -> StagePairs {
    StagePairs(of: scale, where: holds)
  }

  func codesOfStrata(where holds: (Stratum) -> Bool) -> CodeSet {
    let strata = table.description.outcome.strata
    return CodeSet { Int($0) < strata.count && holds(strata[Int($0)]) }
  }

  func note(_ term: FilterTerm, _ words: (Review) -> String?) throws(TermProblem) -> RowTest {
    guard case .contains(let values) = term.test else {
      return try answer(term) { wanted in
        let some = reviewed { !(words($0) ?? "").isEmpty }
        return wanted ? some : .not(some)
      }
    }
    let parts = values.map { $0.lowercased() }
    return reviewed { review in
      guard let said = words(review)?.lowercased() else { return false }
      return parts.contains { said.contains($0) }
    }
  }
}
