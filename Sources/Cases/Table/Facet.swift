/// The values of one field with the number of cases that each has, or would have, under a filter.
///
/// The filter's own terms of the field are left out of its counts: they tell what choosing another value would show.
public struct Facet: Sendable, Hashable {
  public struct Value: Sendable, Hashable {
    /// As a filter names it.
    public var value: String
    public var count: Int
    /// Whether the filter names it.
    public var isChosen: Bool
  }

  public var field: FilterField
  /// Labels in the order of the audit, with zeros; tags, reviewers and the profile's by falling count.
  public var values: [Value]
  /// How many different values there are: more than are listed where the list was cut.
  public var distinct: Int
  /// The cases that the rest of the filter means.
  public var total: Int
  /// Why it has no values, where it cannot have any in this audit.
  public var reason: String?
}

/// The facets of a case table under a filter.
public struct Facets: Sendable, Hashable {
  /// The cases that the whole filter means.
  public var total: Int
  public var facets: [Facet]

  public subscript(field: FilterField) -> Facet? { facets.first { $0.field == field } }
}
