import Cases
import CellGrid
import Text

/// The facets: a section a field, a row a value.
struct FacetsPane: Sendable {
  enum Row: Sendable, Equatable {
    case section(Facet)
    case value(FilterField, Facet.Value, of: Int)
    /// A section without any value, and why.
    case nothing(String)
  }

  private(set) var facets: Facets?
  private(set) var rows: [Row] = []
  private(set) var scroll = Scroll()
  /// The sections whose values are hidden, by the field's name.
  private(set) var folded: Set<String>
  /// The query that was asked for and the one that `facets` answers.
  private(set) var asked: CaseQuery?
  private(set) var generation = 0
  private(set) var searched = ""
  var isWaiting: Bool { facets == nil || asked != answered }
  private var answered: CaseQuery?

  init(folded: [String]?) {
    self.folded = Set(folded ?? FilterField.all.filter(\.startsFolded).map(\.name))
  }

  /// Whether the counts of a query have to be asked for.
  func needs(_ query: CaseQuery) -> Bool { asked != query }

  mutating func ask(_ query: CaseQuery, generation: Int) {
    asked = query
    self.generation = generation
  }

  /// Forgets what was counted, because reviews have changed or the table has.
  mutating func expire() { asked = nil }

  mutating func take(_ facets: Facets, generation: Int) {
    guard generation == self.generation else { return }
    self.facets = facets
    answered = asked
    list()
  }

  mutating func resize(to rect: Rect) { scroll.resize(count: rows.count, height: rect.rows - FacetsView.headingRows) }

  // MARK: Moving and folding

  var current: Row? { rows.indices.contains(scroll.selected) ? rows[scroll.selected] : nil }

  mutating func move(_ command: Command, count: Int?) -> Bool { scroll.move(command, count: count) }

  mutating func select(_ place: Int) { scroll.select(place) }

  mutating func turnSection(_ step: Int) {
    let sections = rows.indices.filter { if case .section = rows[$0] { true } else { false } }
    let next =
      step > 0
      ? sections.first { $0 > scroll.selected } : sections.last { $0 < scroll.selected }
    if let next { scroll.select(next) }
  }

  /// Folds or unfolds the section that the current row belongs to.
  mutating func fold(_ isFolded: Bool) {
    guard
      let section = rows.prefix(scroll.selected + 1).lastIndex(where: { if case .section = $0 { true } else { false } }
      ),
      case .section(let facet) = rows[section]
    else { return }
    if isFolded { folded.insert(facet.field.name) } else { folded.remove(facet.field.name) }
    list()
    if isFolded { scroll.select(section) }
  }

  func isFolded(_ field: FilterField) -> Bool { folded.contains(field.name) }

  // MARK: Searching

  /// Searches names of sections and of their values, folded ones too; without words it searches no more.
  mutating func search(_ words: String) -> HitPlace? {
    searched = words
    return turnHit(forward: true)
  }

  /// Goes to the next row that has what was searched, and unfolds its section.
  mutating func turnHit(forward: Bool) -> HitPlace? {
    let all = FacetsPane.rows(of: facets, folded: [])
    let hits = all.indices.filter { holdsSearched(all[$0]) }
    let from = current.flatMap { row in all.firstIndex { $0.isSamePlace(as: row) } } ?? -1
    guard let place = HitPlace(among: hits, from: from, forward: forward) else { return nil }
    let hit = all[hits[place.number - 1]]
    if case .value(let field, _, _) = hit { folded.remove(field.name) }
    list()
    if let row = rows.firstIndex(where: { $0.isSamePlace(as: hit) }) { scroll.select(row) }
    return place
  }

  private func holdsSearched(_ row: Row) -> Bool {
    switch row {
    case .section(let facet): !TextFolding.occurrences(of: searched, in: facet.field.name).isEmpty
    case .value(_, let value, _): !TextFolding.occurrences(of: searched, in: value.value).isEmpty
    case .nothing: false
    }
  }

  private static func rows(of facets: Facets?, folded: Set<String>) -> [Row] {
    (facets?.facets ?? []).flatMap { facet -> [Row] in
      let values: [Row] = facet.values.map { .value(facet.field, $0, of: facet.total) }
      return [.section(facet)]
        + (folded.contains(facet.field.name) ? [] : values.isEmpty ? [.nothing(facet.reason ?? "none yet")] : values)
    }
  }

  private mutating func list() {
    let place = current
    rows = FacetsPane.rows(of: facets, folded: folded)
    scroll.resize(count: rows.count, height: scroll.height)
    if let place, let same = rows.firstIndex(where: { $0.isSamePlace(as: place) }) { scroll.select(same) }
  }
}

extension FacetsPane.Row {
  /// Whether both are the same field's section or value, whatever is counted.
  func isSamePlace(as other: FacetsPane.Row) -> Bool {
    switch (self, other) {
    case (.section(let left), .section(let right)): left.field == right.field
    case (.value(let field, let value, _), .value(let otherField, let otherValue, _)):
      field == otherField && value.value == otherValue.value
    default: false
    }
  }
}
