public import Cases

extension CaseQuery {
  /// The answer to ``Effect/countFacets(_:generation:)``: every facet but those of the series, of which one is shown.
  /// - Throws: What is wrong with the filter in this audit, or why its text could not be searched.
  public func facets(in table: CaseTable, context: FilterContext) throws(FilterError) -> Facets {
    let everything = CaseQuery(filter: .everything, order: [], series: series)
    let rows = try everything.rows(in: table, context: context)
    let fields = table.facetFields.filter { !$0.tellsSeries }
    return try table.facets(of: filter, in: context, within: rows, fields: fields)
  }
}

extension Filter {
  /// The values that a part of its own refuses: `-field:value,value`.
  func excludedValues(of field: FilterField) -> [String] {
    terms.flatMap { term -> [String] in
      guard case .not(.term(let term)) = term, term.field == field, case .equals(let values) = term.test
      else { return [] }
      return values
    }
  }

  /// The filter with one value of a field refused that was not, or no longer refused that was.
  func togglingExclusion(_ field: FilterField, value: String) -> Filter {
    let excluded = excludedValues(of: field)
    let others = terms.filter { term in
      guard case .not(.term(let term)) = term, term.field == field, case .equals = term.test else { return true }
      return false
    }
    let rest = excluded.contains(value) ? excluded.filter { $0 != value } : excluded + [value]
    let base = Filter(others).setting(field, to: values(of: field).filter { !rest.contains($0) })
    return rest.isEmpty ? base : base.adding(.not(.equals(field, rest)))
  }
}
