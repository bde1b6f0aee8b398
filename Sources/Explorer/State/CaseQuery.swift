public import Cases

/// Which cases, in which order.
public struct CaseQuery: Sendable, Hashable {
  public var filter: Filter
  /// The first key counts most.
  public var order: [SortKey]
  /// Which simulator's draw, labelled by which instrument.
  public var series: CaseTable.Series
  /// What the verdict of them is taken on.
  public var verdict = VerdictChoice()

  public init(filter: Filter, order: [SortKey], series: CaseTable.Series) {
    self.filter = filter
    self.order = order
    self.series = series
  }

  /// The cases of the series that the filter means.
  /// - Throws: What is wrong with the filter in this audit, or why its text could not be searched.
  public func rows(in table: CaseTable, context: FilterContext) throws(FilterError) -> RowSet {
    var rows = try table.rows(matching: filter, in: context)
    rows.formIntersection(seriesRows(in: table))
    return rows
  }

  /// The answer to ``Effect/select(_:generation:)``.
  public func selection(
    in table: CaseTable, context: FilterContext, generation: Int
  ) throws(FilterError) -> CaseSelection {
    let rows = try rows(in: table, context: context)
    return CaseSelection(
      generation: generation, rows: try table.order(of: rows, by: order, in: context), members: rows,
      total: seriesRows(in: table).count)
  }

  /// The cases of the series in which words occur, in the real or the simulated turn or anywhere before and after: the
  /// answer to ``Effect/search(_:_:generation:)``.
  /// - Throws: Why the text could not be searched.
  public func rows(containing words: String, in table: CaseTable, context: FilterContext) throws(FilterError) -> RowSet
  {
    // The words of a conversation are those of its turns, and of nothing else.
    let fields = table.listsConversations ? [FilterField.conversationText] : [.text, .conversationText]
    let anywhere = fields.map { FilterExpression.term(FilterTerm($0, .contains([words]))) }
    return try CaseQuery(filter: Filter([.any(anywhere)]), order: [], series: series).rows(in: table, context: context)
  }

  private func seriesRows(in table: CaseTable) -> RowSet {
    table.series.firstIndex(of: series).map { table.rows(ofSeries: $0) } ?? RowSet(capacity: table.count)
  }
}

extension [SortKey] {
  /// The worst misses first, among equally bad ones those that are too deep: the customers who would have left.
  public static let worstFirst = [SortKey(.severity, descending: true), SortKey(.shift, descending: true)]

  /// As they were imported.
  public static let asImported = [SortKey(.conversation)]

  /// How the cases of a series, or whole conversations, stand at first.
  static func first(of series: CaseTable.Series) -> [SortKey] { series == .conversations ? .asImported : .worstFirst }

  /// `severity` or, in the direction that is not the natural one, `-severity`.
  var text: String {
    guard let key = first else { return "" }
    return (key.descending == key.field.startsDescending ? "" : "-") + key.field.description
  }

  /// Reads what ``text`` writes.
  public init?(text: String) {
    let isReversed = text.hasPrefix("-")
    guard let field = FilterField(typed: String(isReversed ? text.dropFirst() : text[...])), field.isSortable
    else { return nil }
    self.init(by: field, descending: field.startsDescending != isReversed)
  }

  init(by field: FilterField, descending: Bool) {
    self = field == .severity && descending ? .worstFirst : [SortKey(field, descending: descending)]
  }

  /// The order after choosing a field: its natural direction, reversed where it is sorted by already.
  func choosing(_ field: FilterField) -> [SortKey] {
    if let key = first, key.field == field { return [SortKey](by: field, descending: !key.descending) }
    return [SortKey](by: field, descending: field.startsDescending)
  }
}

extension FilterField {
  /// A field as it is typed, the name of a profile field in quotes or not.
  init?(typed name: String) {
    self.init(name: name.hasPrefix("profile.\"") ? "profile." + name.dropFirst(9).dropLast() : name)
  }
}
