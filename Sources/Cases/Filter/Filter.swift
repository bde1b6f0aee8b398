/// Which cases are meant: terms that must all hold. No terms mean every case.
///
/// ``init(parsing:)`` reads what ``description`` prints, and gets the same value. Values are kept in a normal form
/// that makes this hold: see ``FilterExpression``.
public struct Filter: Sendable, Hashable {
  public let terms: [FilterExpression]

  /// Every case.
  public static let everything = Filter([])

  public init(_ terms: [FilterExpression]) {
    self.terms = terms.map(\.normalized)
  }

  public var isEmpty: Bool { terms.isEmpty }
}

/// A part of a filter.
///
/// In normal form, which a ``Filter`` brings about, lists hold two or more parts, with two exceptions that have no
/// simpler spelling: `all([])`, written `()`, which matches every case, and `not(all([]))`, which matches none.
public indirect enum FilterExpression: Sendable, Hashable {
  case term(FilterTerm)
  case not(FilterExpression)
  case all([FilterExpression])
  case any([FilterExpression])

  public static let nothing = FilterExpression.not(.all([]))

  /// `field:value,value…`
  public static func equals(_ field: FilterField, _ values: [String]) -> FilterExpression {
    .term(FilterTerm(field, .equals(values)))
  }

  var normalized: FilterExpression {
    switch self {
    case .term(let term): term.isSatisfiable ? .term(term.normalized) : .nothing
    case .not(let part): .not(part.normalized)
    case .all(let parts): parts.count == 1 ? parts[0].normalized : .all(parts.map(\.normalized))
    case .any(let parts):
      parts.isEmpty ? .nothing : parts.count == 1 ? parts[0].normalized : .any(parts.map(\.normalized))
    }
  }

  /// The fields that it looks at.
  public var fields: Set<FilterField> {
    switch self {
    case .term(let term): [term.field]
    case .not(let part): part.fields
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
    }
  }
}

/// One test of one field.
public struct FilterTerm: Sendable, Hashable {
  /// What must hold of the field's value.
  public enum Test: Sendable, Hashable {
    /// It is one of these.
    case equals([String])
    /// It contains one of these; letter case does not matter.
    case contains([String])
    /// It stands so to a finite number.
    case compares(Order, Double)
  }

  public enum Order: String, Sendable, Hashable, CaseIterable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    func holds<Number: Comparable>(_ value: Number, _ bound: Number) -> Bool {
      switch self {
      case .less: value < bound
      case .lessOrEqual: value <= bound
      case .greater: value > bound
      case .greaterOrEqual: value >= bound
      }
    }
  }

  public var field: FilterField
  public var test: Test

  public init(_ field: FilterField, _ test: Test) {
    self.field = field
    self.test = test
  }

  /// Whether the test can be written: it names a value, and its number is one.
  fileprivate var isSatisfiable: Bool {
    switch test {
    case .equals(let values), .contains(let values): !values.isEmpty
    case .compares(_, let bound): !bound.isNaN
    }
  }

  fileprivate var normalized: FilterTerm {
    guard case .compares(let order, let bound) = test, bound.isInfinite else { return self }
    let most = Double.greatestFiniteMagnitude
    return FilterTerm(field, .compares(order, bound < 0 ? -most : most))
  }
}
