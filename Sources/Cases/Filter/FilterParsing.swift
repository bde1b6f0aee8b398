extension Filter {
  /// The longest text that is read, in Unicode scalars.
  public static let maximumLength = 8192
  /// The deepest nesting of parentheses and negations that is read.
  public static let maximumDepth = 64

  /// Reads a filter: `outcome:non-buyer real:resisting severity>=2 text~"价格" -blocker:price (… or …)`.
  ///
  /// Whether its values are those of an audit is another question: see ``CaseTable/filter(parsing:in:)``.
  /// - Throws: What is wrong and where. Any text at all may be given.
  public init(parsing text: String) throws(FilterError) {
    self = try ParsedFilter(text).filter
  }
}

/// A filter with the places of its terms in the text.
struct ParsedFilter {
  /// Where a term stands, in scalars.
  struct Place {
    var field: Range<Int>
    var test: Range<Int>
    /// One a value.
    var values: [Range<Int>]
  }

  let text: String
  let filter: Filter
  /// In the order of the terms.
  let places: [Place]

  init(_ text: String) throws(FilterError) {
    self.text = text
    var parser = FilterParser(text)
    do throws(FilterProblem) {
      filter = Filter(try parser.filter())
    } catch {
      throw error.error(in: text)
    }
    places = parser.places
  }
}

/// Recursive descent: alternatives of conjunctions of negations of groups and terms.
struct FilterParser {
  var cursor: FilterCursor
  private(set) var places: [ParsedFilter.Place] = []
  private var depth = 0

  init(_ text: String) { cursor = FilterCursor(text) }

  mutating func filter() throws(FilterProblem) -> [FilterExpression] {
    guard cursor.count <= Filter.maximumLength else {
      throw FilterProblem(
        range: Filter.maximumLength..<cursor.count,
        message: "the filter is longer than \(Filter.maximumLength) characters")
    }
    let branches = try alternatives()
    if let stray = cursor.peek {
      let message = "this \(FilterText.shown(stray)) closes nothing"
      throw FilterProblem(range: cursor.place..<cursor.place + 1, message: message)
    }
    return branches.count == 1 ? branches[0] : [.any(branches.map(FilterParser.conjunction))]
  }

  /// The branches of `… or …`, each a list of parts; up to the end or a closing parenthesis.
  private mutating func alternatives() throws(FilterProblem) -> [[FilterExpression]] {
    var branches = [try parts()]
    while let word = cursor.takeKeyword("or") {
      guard !branches[branches.count - 1].isEmpty else {
        throw FilterProblem(range: word, message: "nothing stands before this \"or\"")
      }
      let branch = try parts()
      guard !branch.isEmpty else {
        throw FilterProblem(range: word, message: "nothing stands after this \"or\"")
      }
      branches.append(branch)
    }
    return branches
  }

  private mutating func parts() throws(FilterProblem) -> [FilterExpression] {
    var parts: [FilterExpression] = []
    while true {
      cursor.skipSpace()
      while !parts.isEmpty, let word = cursor.takeKeyword("and") {
        cursor.skipSpace()
        guard let next = cursor.peek, !FilterScalar.closesGroup(next), !cursor.isAtKeyword("or") else {
          throw FilterProblem(range: word, message: "nothing stands after this \"and\"")
        }
      }
      guard let next = cursor.peek, !FilterScalar.closesGroup(next), !cursor.isAtKeyword("or") else { return parts }
      parts.append(try part())
    }
  }

  private mutating func part() throws(FilterProblem) -> FilterExpression {
    cursor.skipSpace()
    let start = cursor.place
    depth += 1
    defer { depth -= 1 }
    guard depth <= Filter.maximumDepth else {
      throw FilterProblem(range: start..<start + 1, message: "nested deeper than \(Filter.maximumDepth) levels")
    }
    if cursor.take("-") || cursor.takeKeyword("not") != nil {
      return .not(try part())
    }
    guard let scalar = cursor.peek, FilterScalar.opensGroup(scalar) else { return try term() }
    cursor.advance()
    let branches = try alternatives()
    guard let end = cursor.peek, FilterScalar.closesGroup(end) else {
      throw FilterProblem(range: start..<start + 1, message: "this parenthesis is not closed", allowed: [")"])
    }
    cursor.advance()
    return branches.count == 1
      ? FilterParser.conjunction(branches[0]) : .any(branches.map(FilterParser.conjunction))
  }

  private static func conjunction(_ parts: [FilterExpression]) -> FilterExpression {
    parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func term() throws(FilterProblem) -> FilterExpression {
    let (field, fieldRange) = try cursor.takeField()
    let (test, testRange) = try cursor.takeTest(of: field)
    var place = ParsedFilter.Place(field: fieldRange, test: testRange, values: [])
    defer { places.append(place) }
    switch test {
    case .compares(let order):
      let (number, range) = try cursor.takeNumber()
      place.values = [range]
      return .term(FilterTerm(field, .compares(order, number)))
    case .equals, .contains:
      var values: [String] = []
      repeat {
        let (value, range) = try cursor.takeValue(of: field)
        values.append(value)
        place.values.append(range)
      } while cursor.takeSeparator()
      return .term(FilterTerm(field, test == .equals ? .equals(values) : .contains(values)))
    }
  }
}
