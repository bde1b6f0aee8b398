/// The values that a filter may give to a field, beside those of the audit's dictionaries.
public enum FilterValue {
  /// Nothing was labelled or is known. A dictionary's own value of this name comes first.
  public static let missing = "missing"
  /// The same as ``missing``, where no dictionary has a value "none".
  public static let none = "none"
  /// A stage where there was no reply.
  public static let noReply = "no-reply"
  public static let yes = "yes"
  public static let no = "no"
}

extension CaseTable {
  /// The values that `field` can have, in the order of its dictionary: what the audit names, then the marks.
  ///
  /// Empty for numbers, words, and names that only the store knows.
  public func values(of field: FilterField, in context: FilterContext) -> [String] {
    switch field.kind {
    case .label:
      dictionary(of: field) + marks(of: field)
    case .answer, .note:
      [FilterValue.yes, FilterValue.no]
    case .profile:
      (profileColumn(of: field)?.values ?? []) + [FilterValue.missing]
    case .open:
      switch field {
      case .tag: context.reviews.tags.keys.sorted() + [FilterValue.none]
      case .reviewer: context.reviews.reviewers.keys.sorted() + [FilterValue.none]
      default: []
      }
    case .number:
      field == .draw ? Set(series.map(\.draw)).sorted().map(String.init) : []
    case .text:
      []
    }
  }

  /// The dictionary that the codes of a label field index.
  func dictionary(of field: FilterField) -> [String] {
    let schema = description.schema
    switch field {
    case .outcome: return description.outcome.strata.map(\.id)
    case .stage, .real, .simulated: return schema.stages.map(\.id)
    case .emotion, .realEmotion, .simulatedEmotion: return schema.emotions
    case .blocker, .realBlocker, .simulatedBlocker: return schema.blockers
    case .exit, .realExit, .simulatedExit: return schema.exits
    case .action: return schema.actions
    case .position: return positions.names
    case .simulator: return series.map(\.simulator).uniqued()
    case .instrument: return series.map(\.instrument).uniqued()
    default: return []
    }
  }

  private func marks(of field: FilterField) -> [String] {
    switch field {
    case .stage, .real, .simulated: [FilterValue.noReply, FilterValue.missing]
    case .outcome, .position, .simulator, .instrument: []
    default: [FilterValue.missing]
    }
  }

  func profileColumn(of field: FilterField) -> ProfileColumn? {
    guard case .profile(let name) = field else { return nil }
    return conversations.profile.first { $0.name == name }
  }
}

extension Sequence where Element: Hashable {
  /// The distinct elements, in order of first appearance.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
