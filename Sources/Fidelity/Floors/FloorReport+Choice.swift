extension FloorReport {
  /// The last reference made of labels that tells real stages, seldom had to know less than its name says, and, where it is
  /// a regression, tells real stages no worse than a look-up does.
  ///
  /// - Parameter named: The one that was asked for, whatever stands up; `nil` where none was.
  static func mostKnowing(_ floors: [FloorReport], named: Reference?) -> FloorReport? {
    if let named { return floors.first { $0.reference == named } }
    var usable = floors.filter { $0.rankedScore.number != nil }
    if let history = usable.last, history.reference == .history,
      usable.dropLast().contains(where: { ($0.rankedScore.number ?? 2) < (history.rankedScore.number ?? 2) })
    {
      usable.removeLast()
    }
    return usable.last { Double($0.fallbacks) <= mostFallbacks * Double($0.pairs) } ?? usable.first
  }

  /// Pairs with a coarser reference beyond which a reference knows less than its name says.
  private static let mostFallbacks = 0.1
}
