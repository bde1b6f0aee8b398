import Cases
import CellGrid

extension Explorer {
  mutating func performInFacets(_ command: Command, count: Int?) -> [Effect]? {
    if facets.move(command, count: count) { return [] }
    switch command {
    case .toggle: return toggle { $0.toggling($1, value: $2) }
    case .exclude: return toggle { $0.togglingExclusion($1, value: $2) }
    case .open:
      trail = []
      show(.cases)
    case .fold: facets.fold(true)
    case .unfold: facets.fold(false)
    case .nextSection: facets.turnSection(1)
    case .previousSection: facets.turnSection(-1)
    case .search: openLine(.paneSearch)
    case .nextHit, .previousHit:
      let forward = command == .nextHit
      tellHit(facets.turnHit(forward: forward), forward: forward)
    case .clearFilter where paneIsSearched: _ = facets.search("")
    default: return nil
    }
    return []
  }

  /// Changes the filter by the current value; on a section's heading the section folds.
  private mutating func toggle(_ change: (Filter, FilterField, String) -> Filter) -> [Effect] {
    guard let query else { return [] }
    switch facets.current {
    case .value(let field, let value, _): return setFilter(change(query.filter, field, value.value), remember: false)
    case .section(let facet): facets.fold(!facets.isFolded(facet.field))
    case .nothing, nil: break
    }
    return []
  }

  var facetsView: FacetsView {
    FacetsView(
      pane: facets, marks: marks, filter: query?.filter ?? .everything, hasFocus: focus == .facets && prompt == nil,
      noun: noun)
  }
}
