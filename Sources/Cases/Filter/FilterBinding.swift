extension CaseTable {
  /// Reads a filter and checks every field and value against this audit.
  ///
  /// Searches no text and looks up no conversation, and so needs nothing for it in `context`.
  ///
  /// - Throws: What is wrong, with its place in `text`.
  public func filter(parsing text: String, in context: FilterContext) throws(FilterError) -> Filter {
    let parsed = try ParsedFilter(text)
    _ = try bind(parsed, in: context, searching: false)
    return parsed.filter
  }

  /// The rows that a filter means.
  ///
  /// - Throws: What is wrong, with its place in `filter.description`; also where a search of text failed.
  public func rows(matching filter: Filter, in context: FilterContext) throws(FilterError) -> RowSet {
    if filter.isEmpty { return RowSet(capacity: count, full: true) }
    return rows(where: .all(try tests(of: filter, in: context)))
  }

  /// One test a term of the filter.
  func tests(of filter: Filter, in context: FilterContext) throws(FilterError) -> [RowTest] {
    var binder = TermBinder(table: self, context: context, searches: true)
    do throws(TermProblem) {
      return try binder.bind(filter.terms)
    } catch {
      throw error.error(in: try ParsedFilter(filter.description))
    }
  }

  private func bind(
    _ parsed: ParsedFilter, in context: FilterContext, searching: Bool
  ) throws(FilterError) -> [RowTest] {
    var binder = TermBinder(table: self, context: context, searches: searching)
    do throws(TermProblem) {
      return try binder.bind(parsed.filter.terms)
    } catch {
      throw error.error(in: parsed)
    }
  }
}

/// What is wrong with a term.
struct TermProblem: Error {
  enum Part {
    case field, test
    case value(Int)
  }

  /// The number of the term in the text.
  var term = 0
  var part: Part
  var message: String
  var allowed: [String] = []
  var suggestion: String?

  func error(in parsed: ParsedFilter) -> FilterError {
    let place = parsed.places[term]
    let range =
      switch part {
      case .field: place.field
      case .test: place.test
      case .value(let number): place.values[number]
      }
    return FilterProblem(range: range, message: message, allowed: allowed, suggestion: suggestion)
      .error(in: parsed.text)
  }
}

/// Turns the terms of a filter into tests of columns, in the order of the text.
struct TermBinder {
  let table: CaseTable
  let context: FilterContext
  let searches: Bool
  let scale: StageScale
  private var term = 0

  init(table: CaseTable, context: FilterContext, searches: Bool) {
    self.table = table
    self.context = context
    self.searches = searches
    scale = StageScale(table.description.schema)
  }

  mutating func bind(_ parts: [FilterExpression]) throws(TermProblem) -> [RowTest] {
    var tests: [RowTest] = []
    for part in parts { tests.append(try bind(part)) }
    return tests
  }

  private mutating func bind(_ expression: FilterExpression) throws(TermProblem) -> RowTest {
    switch expression {
    case .not(let part): return .not(try bind(part))
    case .all(let parts): return .all(try bind(parts))
    case .any(let parts): return .any(try bind(parts))
    case .term(let filterTerm):
      defer { term += 1 }
      do throws(TermProblem) {
        return try bind(filterTerm)
      } catch {
        var problem = error
        problem.term = term
        throw problem
      }
    }
  }

  private func bind(_ term: FilterTerm) throws(TermProblem) -> RowTest {
    if table.listsConversations, !term.field.tellsConversations {
      throw TermProblem(
        part: .field, message: "\(term.field) is known of cases, not of whole conversations",
        allowed: FilterField.all.filter(\.tellsConversations).map(\.name))
    }
    if !table.listsConversations, !term.field.tellsCases {
      throw TermProblem(
        part: .field, message: "\(term.field) is known of whole conversations, not of cases",
        allowed: FilterField.all.filter(\.tellsCases).map(\.name))
    }
    let source = table.source(of: term.field)
    if context.lacksReviews, source.isOfReviews {
      throw TermProblem(part: .field, message: "\(term.field) cannot be looked up here")
    }
    switch source {
    case .code(let column):
      return .bytes(column, codes(of: column, named: try names(in: term)))
    case .eitherCode(let one, let other):
      let names = try names(in: term)
      return .any([one, other].map { .bytes($0, codes(of: $0, named: names)) })
    case .seriesName(let name):
      let names = try names(in: term)
      return series { names.contains(name($0)) }
    case .seriesNumber(let number):
      return try self.number(term) { holds in series { holds(Double(number($0))) } }
    case .turn:
      return try number(term) { holds in .turns((0...UInt16.max).ranges { holds(Double($0)) }) }
    case .stageNumber(let value):
      return try stageNumber(term, value)
    case .stageAnswer(let answer):
      guard table.canTell(answer) else {
        let reason = table.description.schema.leavingProblem ?? "nothing is labelled"
        throw TermProblem(part: .field, message: "\(term.field) cannot be told: \(reason)")
      }
      return try self.answer(term) { wanted in .stagePairs(stagePairs { answer(scale, $0, $1) == wanted }) }
    case .stratum(let holds):
      return try answer(term) { wanted in .bytes(.stratum, codesOfStrata { holds($0) == wanted }) }
    case .review(let holds):
      return try answer(term) { wanted in wanted ? reviewed(where: holds) : .not(reviewed(where: holds)) }
    case .ownReview(let holds):
      let rows = RowTest.rows(context.reviews.ownRows(capacity: table.count, where: holds))
      return try answer(term) { wanted in wanted ? rows : .not(rows) }
    case .note(let words):
      return try note(term, words)
    case .reviewNames(let names):
      return try reviewNames(term, names)
    case .conversation(let name):
      return try conversations(term, name)
    case .conversationNumber(let path):
      let numbers = table.conversations[keyPath: path]
      return try number(term) { holds in conversations { $0 < numbers.count && holds(Double(numbers[$0])) } }
    case .conversationCode(let code):
      let names = try names(in: term)
      let column = code.column(of: table)
      let meant = column.values.map(names.contains) + [names.contains(FilterValue.missing)]
      return conversations { meant[min(Int(column.codes[$0]), meant.count - 1)] }
    case .faults:
      return faults(named: try names(in: term))
    case .text(let scopes):
      return try text(term, scopes)
    case .profile:
      return try profile(term)
    }
  }

  /// The test is none that the field takes.
  func refusal(of term: FilterTerm) -> TermProblem {
    TermProblem(
      part: .test, message: "\(term.field) does not take this test", allowed: term.field.kind.tests, suggestion: nil)
  }

  // MARK: Labels

  private func codes(of column: ByteColumn, named names: Set<String>) -> CodeSet {
    let dictionary = column.dictionary(in: table)
    let isStage = column.isStage
    let unlabelled = column.marks.last ?? FilterValue.missing
    return CodeSet { code in
      let name: String
      if isStage && code == Code.noReply {
        name = FilterValue.noReply
      } else if Int(code) < dictionary.count {
        name = dictionary[Int(code)]
      } else {
        name = unlabelled
      }
      return names.contains(name)
    }
  }

  /// The values of a label field's term, as the audit spells them.
  private func names(in term: FilterTerm) throws(TermProblem) -> Set<String> {
    let known = table.values(of: term.field, in: context)
    var named: Set<String> = []
    switch term.test {
    case .equals(let values):
      for (number, value) in values.enumerated() {
        guard let name = known.spelling(of: value) else {
          throw unknown(value, number, of: term.field, known: known)
        }
        named.insert(name)
      }
    case .contains(let values):
      for (number, value) in values.enumerated() {
        let part = value.lowercased()
        let names = known.filter { $0.lowercased().contains(part) }
        guard !names.isEmpty else {
          throw TermProblem(
            part: .value(number), message: "no value of \(term.field) contains \(FilterText.quoted(value))",
            allowed: known.map(FilterText.quoted), suggestion: nil)
        }
        named.formUnion(names)
      }
    case .compares: throw refusal(of: term)
    }
    return named
  }

  func unknown(_ value: String, _ number: Int, of field: FilterField, known: [String]) -> TermProblem {
    TermProblem(
      part: .value(number), message: "\(FilterText.quoted(value)) is no value of \(field)",
      allowed: known.map(FilterText.quoted), suggestion: value.nearest(in: known).map(FilterText.quoted))
  }

  func series(where holds: (CaseTable.Series) -> Bool) -> RowTest {
    let count = min(table.series.count, Int(UInt16.max) + 1)
    guard count > 0 else { return .constant(false) }
    return .series((0...UInt16(count - 1)).ranges { holds(table.series[Int($0)]) })
  }

  /// Whole conversations are only looked at where rows are asked for.
  private func conversations(where holds: (Int) -> Bool) -> RowTest {
    searches ? .rows(table.rows(whereConversation: holds)) : .constant(true)
  }

  private func faults(named names: Set<String>) -> RowTest {
    let column = table.pairs.faults
    guard searches, column.count == table.count else { return .constant(!searches) }
    let meant = FaultSet(Fault.allCases.filter { names.contains($0.rawValue) }.map { FaultSet($0) })
    let takesNone = names.contains(FilterValue.none)
    var rows = RowSet(capacity: table.count)
    for row in column.indices where column[row].isEmpty ? takesNone : !column[row].isDisjoint(with: meant) {
      rows.insert(row)
    }
    return .rows(rows)
  }

  func reviewed(where holds: (Review) -> Bool) -> RowTest {
    .rows(context.reviews.rows(capacity: table.count, where: holds))
  }
}

extension [String] {
  /// The element that `value` means: itself, "missing" for "none", or the only one that differs in letter case.
  func spelling(of value: String) -> String? {
    if contains(value) { return value }
    let folded = value.lowercased()
    if folded == FilterValue.none, contains(FilterValue.missing) { return FilterValue.missing }
    let similar = filter { $0.lowercased() == folded }
    return similar.count == 1 ? similar[0] : nil
  }
}
