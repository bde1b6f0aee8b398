// Terms whose values the audit's dictionaries do not list: profiles, names, tags, words.

extension TermBinder {
  func profile(_ term: FilterTerm) throws(TermProblem) -> RowTest {
    guard case .profile(let name) = term.field else { throw refusal(of: term) }
    if let number = table.conversations.profile.firstIndex(where: { $0.name == name }) {
      return .profile(column: number, values: try meant(by: term, of: table.conversations.profile[number].values))
    }
    guard table.furtherFields.contains(name) else {
      let fields = table.conversations.profile.map(\.name) + table.furtherFields
      let names = fields.map { FilterField.profile($0).description }
      throw TermProblem(
        part: .field, message: "no profile has the field \(term.field)", allowed: names,
        suggestion: term.field.description.nearest(in: names))
    }
    return try furtherProfile(name, term)
  }

  /// A field beyond those that are columns: the store is asked.
  private func furtherProfile(_ name: String, _ term: FilterTerm) throws(TermProblem) -> RowTest {
    guard searches else { return .constant(true) }
    var found: ProfileColumn?
    do { found = try context.findProfile?(name) } catch {
      throw TermProblem(part: .field, message: "looking up \(term.field) failed: \(error)")
    }
    guard let column = found else { throw TermProblem(part: .field, message: "\(term.field) cannot be looked up here") }
    let values = try meant(by: term, of: column.values)
    let keys = zip(table.conversations.key, column.codes).filter { _, code in
      values[min(Int(code), column.values.count)]
    }
    return .rows(table.rows(ofConversations: keys.map(\.0)))
  }

  /// Which of the values of a field a term means; the last entry says whether a missing one is.
  private func meant(by term: FilterTerm, of known: [String]) throws(TermProblem) -> [Bool] {
    var meant = [Bool](repeating: false, count: known.count + 1)
    switch term.test {
    case .equals(let values):
      for (index, value) in values.enumerated() { try mark(value, index, of: term.field, in: known, &meant) }
    case .contains(let values):
      let parts = values.map { $0.lowercased() }
      for (code, value) in known.enumerated() {
        let folded = value.lowercased()
        meant[code] = parts.contains { folded.contains($0) }
      }
    case .compares(let order, let bound):
      guard let bound = DecimalNumber(FilterText.number(bound)) else { throw refusal(of: term) }
      for (code, value) in known.enumerated() {
        meant[code] = DecimalNumber(value).map { order.holds($0, bound) } ?? false
      }
    }
    return meant
  }

  /// Marks the codes that `value` means: the same text, else the same number, else the same but for letter case.
  private func mark(
    _ value: String, _ index: Int, of field: FilterField, in known: [String], _ meant: inout [Bool]
  ) throws(TermProblem) {
    if let code = known.firstIndex(of: value) {
      meant[code] = true
      return
    }
    if value == FilterValue.missing || value == FilterValue.none {
      meant[known.count] = true
      return
    }
    let number = DecimalNumber(value)
    let folded = value.lowercased()
    var isKnown = false
    for (code, other) in known.enumerated() {
      let isSame = number.map { $0 == DecimalNumber(other) } ?? (other.lowercased() == folded)
      if isSame {
        meant[code] = true
        isKnown = true
      }
    }
    guard isKnown else {
      throw TermProblem(
        part: .value(index), message: "no conversation has \(FilterText.quoted(value)) in \(field)",
        allowed: known.prefix(200).map(FilterText.quoted), suggestion: value.nearest(in: known).map(FilterText.quoted))
    }
  }

  /// Tags or reviewers; "none" means the cases that have none.
  func reviewNames(_ term: FilterTerm, _ names: (Review) -> [String]) throws(TermProblem) -> RowTest {
    let (values, isPart) = try openValues(of: term)
    let parts = values.map { isPart ? $0.lowercased() : $0 }
    let named = context.reviews.rows(capacity: table.count) { candidate in
      names(candidate).contains { name in
        isPart ? parts.contains { name.lowercased().contains($0) } : parts.contains(name)
      }
    }
    guard !isPart, values.contains(FilterValue.none) else { return .rows(named) }
    let some = context.reviews.rows(capacity: table.count) { !names($0).isEmpty }
    return .any([.rows(named), .not(.rows(some))])
  }

  func conversations(_ term: FilterTerm, _ name: ConversationQuery.Name) throws(TermProblem) -> RowTest {
    let (values, isPart) = try openValues(of: term)
    guard searches else { return .constant(true) }
    guard let find = context.findConversations else {
      throw TermProblem(part: .field, message: "\(term.field) cannot be looked up here")
    }
    var keys: [UInt32] = []
    for (index, value) in values.enumerated() {
      do {
        keys += try find(ConversationQuery(name: name, text: value, isPart: isPart))
      } catch {
        throw TermProblem(part: .value(index), message: "looking up \(FilterText.quoted(value)) failed: \(error)")
      }
    }
    return .rows(table.rows(ofConversations: keys))
  }

  /// The values of a term whose field has no list of them, and whether they are parts.
  private func openValues(of term: FilterTerm) throws(TermProblem) -> (values: [String], isPart: Bool) {
    switch term.test {
    case .equals(let values): (values, false)
    case .contains(let values): (values, true)
    case .compares: throw refusal(of: term)
    }
  }

  func text(_ term: FilterTerm, _ scopes: [TextQuery.Scope]) throws(TermProblem) -> RowTest {
    guard case .contains(let values) = term.test else { throw refusal(of: term) }
    var rows = RowSet(capacity: table.count)
    for (index, words) in values.enumerated() {
      guard words.unicodeScalars.contains(where: { !FilterScalar.isSpace($0) }) else {
        throw TermProblem(part: .value(index), message: "there are no words to search for")
      }
      guard searches else { continue }
      guard let find = context.findText else {
        throw TermProblem(part: .field, message: "text cannot be searched here")
      }
      for scope in table.listsConversations ? scopes.inConversations : scopes {
        do {
          let query = TextQuery(scope: scope, words: words)
          let search = { table.rows(of: try find(query), in: scope) }
          rows.formUnion(try context.foundText?.rows(of: query, search) ?? search())
        } catch {
          throw TermProblem(part: .value(index), message: "the search for \(FilterText.quoted(words)) failed: \(error)")
        }
      }
    }
    return .rows(rows)
  }
}

extension [TextQuery.Scope] {
  /// Where the words of a whole conversation are: what may stand in either turn of a case may stand in any of its turns.
  fileprivate var inConversations: [TextQuery.Scope] { contains(.simulatedTurns) ? [.conversations] : self }
}
