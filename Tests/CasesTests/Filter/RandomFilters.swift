@testable import Cases

/// Filters at random.
struct RandomFilters {
  var numbers: SeededNumbers

  init(seed: UInt64) { numbers = SeededNumbers(seed) }

  /// Any filter that can be written: odd names, odd values, odd nesting.
  mutating func odd() -> Filter {
    Filter((0..<numbers.below(4)).map { _ in expression(depth: 4) { $0.oddTerm() } })
  }

  /// A filter whose terms all make sense for an audit.
  mutating func meaningful(for cases: RandomCases) -> Filter {
    Filter((0..<numbers.below(4)).map { _ in expression(depth: 2) { $0.term(for: cases) } })
  }

  private mutating func expression(
    depth: Int, term: (inout RandomFilters) -> FilterTerm
  ) -> FilterExpression {
    switch depth == 0 ? 0 : numbers.below(6) {
    case 3: .not(expression(depth: depth - 1, term: term))
    case 4: .all((0..<numbers.below(4)).map { _ in expression(depth: depth - 1, term: term) })
    case 5: .any((0..<numbers.below(4)).map { _ in expression(depth: depth - 1, term: term) })
    default: .term(term(&self))
    }
  }

  private mutating func oddTerm() -> FilterTerm {
    let field = numbers.chance(0.3) ? .profile(oddText()) : numbers.pick(FilterField.all)
    let values = (0..<numbers.below(4)).map { _ in oddText() }
    switch numbers.below(3) {
    case 0: return FilterTerm(field, .equals(values))
    case 1: return FilterTerm(field, .contains(values))
    default:
      let bound = numbers.pick([0, -0.5, 2, 1e300, -1e-9, 123_456_789, .infinity, -.infinity, .nan, 0.1])
      return FilterTerm(field, .compares(numbers.pick(FilterTerm.Order.allCases), bound))
    }
  }

  mutating func oddText() -> String {
    let pieces = [
      "a", "or", "not", "and", "-", ":", "：", "~", "<", ">=", "=", "!", ",", "，", "(", ")", "（", "）", "\"", "“", "”",
      "\\", " ",
      "\u{3000}", "\n", "\t", "\r\n", "\u{0}", "\u{1B}[31m", "\u{202E}", "价格", "é", "e\u{301}", "\u{301}", "👩‍👩‍👧", "🇨🇳",
      "\u{FEFF}",
      "profile.", "90%", "2", ".", "\u{85}", "\u{2028}", "\u{10FFFF}",
    ]
    return (0..<numbers.below(5)).map { _ in numbers.pick(pieces) }.joined()
  }

  private mutating func term(for cases: RandomCases) -> FilterTerm {
    let profile = cases.table.conversations.profile.map { FilterField.profile($0.name) }
    let field = numbers.pick(FilterField.all.filter(cases.table.has) + profile)
    let known = cases.table.values(of: field, in: cases.context)
    switch field.kind {
    case .label:
      if numbers.chance(0.2) { return FilterTerm(field, .contains([String(numbers.pick(known).prefix(2))])) }
      return FilterTerm(field, .equals(some(known)))
    case .answer:
      return FilterTerm(field, .equals(some(known)))
    case .number:
      if numbers.chance(0.3) {
        let marks = field == .severity || field == .shift ? ["missing"] : []
        return FilterTerm(field, .equals(some(["0", "1", "2", "3", "-1", "2.5"] + marks)))
      }
      return compares(field)
    case .open:
      let names = known + cases.ids.prefix(9) + ["u-1", "u-2", "nobody", "none"]
      return FilterTerm(field, numbers.chance(0.5) ? .equals(some(names)) : .contains(["1", "M", "e"]))
    case .profile:
      if field == .profile("child age"), numbers.chance(0.5) { return compares(field) }
      let isPart = numbers.chance(0.3)
      return FilterTerm(field, isPart ? .contains(["3", "京", "new"]) : .equals(some(known)))
    case .text:
      return FilterTerm(field, .contains(some(["价格", "PRICE", "忙", "e", "trust m", "zzz"])))
    case .note:
      return numbers.chance(0.5)
        ? FilterTerm(field, .equals(some(["yes", "no"]))) : FilterTerm(field, .contains(["价", "Later", "thanks"]))
    }
  }

  private mutating func compares(_ field: FilterField) -> FilterTerm {
    let bound = numbers.pick([-2, -1, -0.5, 0, 1, 1.5, 2, 3, 30, 1e9])
    return FilterTerm(field, .compares(numbers.pick(FilterTerm.Order.allCases), bound))
  }

  private mutating func some(_ values: [String]) -> [String] {
    (0...numbers.below(3)).map { _ in numbers.pick(values) }
  }
}
