extension CaseTable {
  /// The fields that have facets, in the order of the screen: what the audit labels, what people said, the profile.
  public var facetFields: [FilterField] {
    (FilterField.all + conversations.profile.map { .profile($0.name) })
      .compactMap { field -> (field: FilterField, place: Int)? in
        switch field.row.facet {
        case .at(let place, let least, _): return has(field) && names(of: field).count >= least ? (field, place) : nil
        case .ofConversations(let place):
          return listsConversations && !names(of: field).isEmpty ? (field, place) : nil
        case .never: return nil
        }
      }
      .sorted { $0.place < $1.place }.map(\.field)
  }

  /// Counts the cases of every value of many fields under a filter.
  ///
  /// - Parameters:
  ///   - rows: Only these rows, such as those of the series that is shown; `nil` for all.
  ///   - fields: Those to count; `nil` for ``facetFields``. A field without listed values has an empty facet.
  ///   - limit: How many values of a profile field, tags and reviewers are listed.
  /// - Throws: Where the filter is none of this audit's; see ``rows(matching:in:)``.
  public func facets(
    of filter: Filter, in context: FilterContext, within rows: RowSet? = nil, fields: [FilterField]? = nil,
    limit: Int = 24
  ) throws(FilterError) -> Facets {
    let fields = fields ?? facetFields
    let tests = try tests(of: filter, in: context)
    let base = rows ?? RowSet(capacity: count, full: true)
    let parts = tests.map { self.rows(where: $0) }
    func rowsLeavingOut(_ field: FilterField?) -> RowSet {
      var rows = base
      for (term, part) in zip(filter.terms, parts) where field.map({ term.fields != [$0] }) ?? true {
        rows.formIntersection(part)
      }
      return rows
    }
    let own = Set(filter.terms.map(\.fields))
    let free = fields.filter { !own.contains([$0]) }
    let all = rowsLeavingOut(nil)
    let chosen = Dictionary(fields.map { ($0, chosenValues(of: $0, in: filter, context)) }) { first, _ in first }
    var counted = facets(of: free, in: all, context.reviews, chosen, limit)
    for field in fields where counted[field] == nil {
      counted.merge(facets(of: [field], in: rowsLeavingOut(field), context.reviews, chosen, limit)) { $1 }
    }
    return Facets(total: all.count, facets: fields.compactMap { counted[$0] })
  }

  private func facets(
    of fields: [FilterField], in rows: RowSet, _ reviews: ReviewIndex, _ chosen: [FilterField: [String]], _ limit: Int
  ) -> [FilterField: Facet] {
    guard !fields.isEmpty else { return [:] }
    let tally = FacetTally(of: fields, in: rows, of: self, reviews: reviews)
    return Dictionary(
      fields.map { field in
        let chosen = chosen[field] ?? []
        var (values, distinct) = (tally.values(of: field), 0)
        if field.kind == .open || field.kind == .profile {
          distinct = field.kind == .profile ? profileColumn(of: field)?.values.count ?? 0 : values.count
          values.sort { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }
          values = values.enumerated().filter { $0.offset < limit || chosen.contains($0.element.value) }
            .map(\.element)
        } else {
          distinct = values.count
        }
        for value in chosen where !values.contains(where: { $0.value == value }) { values.append((value, 0)) }
        return (
          field,
          Facet(
            field: field,
            values: values.map { Facet.Value(value: $0.value, count: $0.count, isChosen: chosen.contains($0.value)) },
            distinct: distinct, total: tally.total, reason: values.isEmpty ? reasonForNone(of: field) : nil)
        )
      }
    ) { first, _ in first }
  }

  private func reasonForNone(of field: FilterField) -> String? {
    if case .stageAnswer = field.row.source { description.schema.leavingProblem } else { nil }
  }

  /// The values that a filter names, as the audit spells them.
  private func chosenValues(of field: FilterField, in filter: Filter, _ context: FilterContext) -> [String] {
    let chosen = filter.values(of: field)
    if chosen.isEmpty { return [] }
    let known = values(of: field, in: context)
    return chosen.map { known.spelling(of: $0) ?? $0 }.uniqued()
  }
}
