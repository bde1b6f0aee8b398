import Cases
import Figures
import Text

/// A look at the cases of a figure, from which `q` leads back to it.
struct FigureVisit: Sendable {
  /// "false resistance, Non-buyers"
  var name: String
  /// The filter that names the cases, and the one before it.
  var filter: Filter
  var before: UndoStep
  /// The list that was left for that of whole conversations, and what that one had shown.
  var left: (query: CaseQuery, other: CaseQuery?)?
  /// Whether the number of cases was told.
  var isTold = false
}

extension Explorer {
  /// Enter and `D`: the cases that a figure counts, or those among which it counts them.
  mutating func showCases(_ side: KeyPath<FigureCases, [FilterExpression]>) -> [Effect] {
    guard let query, let target = statistics.target else { return [] }
    guard let cases = target.figure.figure.cases else {
      say(.note, "no filter can name the cases of \(target.figure.name)")
      return []
    }
    let name = side == \.denominator ? "all behind " + target.figure.name : target.figure.name
    if cases.areConversations, query.series != .conversations {
      return showConversations(name, Filter.everything.narrowed(to: cases[keyPath: side]), from: query)
    }
    let filter = query.filter.narrowed(to: cases[keyPath: side])
    visit = FigureVisit(name: name, filter: filter, before: .filter(query.filter, place: currentKey))
    let effects = setFilter(filter)
    trail = [.statistics]
    show(.cases)
    if effects.isEmpty { tellVisit() }
    return effects
  }

  /// The conversations of a figure that stands among those of cases. Their list takes the place of the cases' list; no
  /// filter goes along, for figures of whole conversations are shown where no filter of cases is in force.
  private mutating func showConversations(_ name: String, _ filter: Filter, from query: CaseQuery) -> [Effect] {
    visit = FigureVisit(
      name: name, filter: filter, before: .filter(query.filter, place: currentKey), left: (query, leftQuery))
    leftQuery = query
    filterHistory.add(filter.description)
    trail = [.statistics]
    show(.cases)
    return ask(CaseQuery(filter: filter, order: .first(of: .conversations), series: .conversations), then: .top)
  }

  /// Says which cases these are once they are there.
  mutating func tellVisit() {
    guard let visit, !visit.isTold, visit.filter == cases.shown?.filter else { return }
    self.visit?.isTold = true
    say(.note, "\(NumberText.counted(cases.count, noun)): \(visit.name) · q back")
  }

  /// Takes the filter of a visited figure back, unless it was changed meanwhile.
  mutating func endVisit() -> [Effect] {
    guard let visit, var query else { return [] }
    self.visit = nil
    guard case .filter(let before, let place) = visit.before, query.filter == visit.filter else { return [] }
    if let left = visit.left {
      leftQuery = left.other
      return ask(left.query, then: place.map(Anchor.key) ?? .top)
    }
    guard visit.filter != before else { return [] }
    undoHistory.remove(visit.before)
    query.filter = before
    return ask(query, then: place.map(Anchor.key) ?? .top)
  }
}

extension Filter {
  /// The filter with further parts that must hold: a plain term narrows the filter's own term of its field.
  func narrowed(to parts: [FilterExpression]) -> Filter {
    parts.withoutImplied.reduce(self) { filter, part in
      guard let (field, values) = part.plainValues else { return filter.adding(part) }
      let common = values.filter(filter.values(of: field).contains)
      let isRefused = filter.excludedValues(of: field).contains(where: common.contains)
      return common.isEmpty || isRefused ? filter.adding(part) : filter.setting(field, to: common)
    }
  }
}

extension FilterExpression {
  /// Field and values of a plain `field:value,value`.
  fileprivate var plainValues: (FilterField, [String])? {
    guard case .term(let term) = self, case .equals(let values) = term.test, !values.isEmpty else { return nil }
    return (term.field, values)
  }
}

extension [FilterExpression] {
  /// Without what refuses values of a field that another part limits to different ones.
  fileprivate var withoutImplied: [FilterExpression] {
    let allowed = compactMap(\.plainValues)
    return filter { part in
      guard case .not(let inner) = part, let (field, refused) = inner.plainValues else { return true }
      return !allowed.contains { $0.0 == field && $0.1.allSatisfy { !refused.contains($0) } }
    }
  }
}
