// Changing a filter as a value: what toggling a facet, and Enter on a row, do. Terms that are not meant stay as they
// are; the text stays tidy: one term a field, values in the order in which they were chosen.

extension Filter {
  /// The values that the filter's own term of a field allows; empty where it has none.
  ///
  /// A term that stands in a negation or among alternatives is not the field's own.
  public func values(of field: FilterField) -> [String] {
    terms.flatMap { $0.values(of: field) ?? [] }.uniqued()
  }

  /// The filter with `field` constrained to `values`, where its own term stands, else at the end.
  ///
  /// - Parameter values: Empty to lift the constraint.
  public func setting(_ field: FilterField, to values: [String]) -> Filter {
    var terms: [FilterExpression] = []
    var isPlaced = values.isEmpty
    for term in self.terms {
      if term.values(of: field) == nil {
        if let rest = term.allowing(values, of: field) { terms.append(rest) }
      } else if !isPlaced {
        terms.append(.equals(field, values.uniqued()))
        isPlaced = true
      }
    }
    if !isPlaced { terms.append(.equals(field, values.uniqued())) }
    return Filter(terms)
  }

  /// The filter with one value of a field allowed that was not, or no longer allowed that was.
  public func toggling(_ field: FilterField, value: String) -> Filter {
    let values = values(of: field)
    return setting(field, to: values.contains(value) ? values.filter { $0 != value } : values + [value])
  }

  /// The filter with one more part, unless it has it.
  public func adding(_ part: FilterExpression) -> Filter {
    let part = Filter([part]).terms[0]
    return terms.contains(part) ? self : Filter(terms + [part])
  }

  /// The rest of the filter, and the parts of it that look at nothing but this field.
  func parts(of field: FilterField) -> (own: [FilterExpression], others: [FilterExpression]) {
    (terms.filter { $0.fields == [field] }, terms.filter { $0.fields != [field] })
  }
}

extension FilterExpression {
  /// The values of a plain `field:value,value`.
  fileprivate func values(of field: FilterField) -> [String]? {
    guard case .term(let term) = self, term.field == field, case .equals(let values) = term.test else { return nil }
    return values
  }

  /// Without `values` where it is a plain `-field:value,value`; `nil` where nothing is left of it.
  fileprivate func allowing(_ values: [String], of field: FilterField) -> FilterExpression? {
    guard case .not(let part) = self, let refused = part.values(of: field) else { return self }
    let rest = refused.filter { !values.contains($0) }
    return rest.isEmpty ? nil : .not(.equals(field, rest))
  }
}
