extension Filter {
  /// Whether cases of a series can be meant, as far as its simulator, instrument and draw tell.
  public func allows(_ series: CaseTable.Series) -> Bool { !terms.contains { $0.holds(for: series) == false } }
}

extension FilterExpression {
  /// Whether it holds for every case of a series, or for none; `nil` where that depends on the case.
  fileprivate func holds(for series: CaseTable.Series) -> Bool? {
    switch self {
    case .term(let term): return term.holds(for: series)
    case .not(let part): return part.holds(for: series).map { !$0 }
    case .all(let parts):
      let known = parts.map { $0.holds(for: series) }
      return known.contains(false) ? false : known.contains(nil) ? nil : true
    case .any(let parts):
      let known = parts.map { $0.holds(for: series) }
      return known.contains(true) ? true : known.contains(nil) ? nil : false
    }
  }
}

extension FilterTerm {
  fileprivate func holds(for series: CaseTable.Series) -> Bool? {
    switch (field.row.source, test) {
    case (.seriesName(let name), .equals(let values)):
      values.contains { $0.lowercased() == name(series).lowercased() }
    case (.seriesName(let name), .contains(let parts)):
      parts.contains { name(series).lowercased().contains($0.lowercased()) }
    case (.seriesNumber(let number), .equals(let values)):
      values.contains { FilterText.number(in: $0) == Double(number(series)) }
    case (.seriesNumber(let number), .compares(let order, let bound)): order.holds(Double(number(series)), bound)
    default: nil
    }
  }
}
