public import Cases
public import Fidelity

/// What the explorer asks of the world. Its answer comes back as an ``Action``.
public enum Effect: Sendable, Hashable {
  /// Find, count and order the cases; answered by ``Action/selected(_:)`` or ``Action/selectionFailed(generation:_:)``.
  case select(CaseQuery, generation: Int)
  /// Only count what a filter that is being typed would show; answered by ``Action/counted(_:generation:)``.
  case count(CaseQuery, generation: Int)
  /// Find a text in the cases of the query's series; answered by ``Action/found(_:generation:)``.
  case search(String, CaseQuery, generation: Int)
  case loadPreviews([CaseKey])
  /// Answered by ``Action/detailLoaded(_:for:)``.
  case loadDetail(CaseKey)
  /// Count every facet under the query; answered by ``Action/facetsCounted(_:generation:)``.
  case countFacets(CaseQuery, generation: Int)
  /// Analyse what the query shows; an analysis of an earlier generation may stop. Answered by any number of
  /// ``Action/analysed(_:generation:)``.
  case analyse(CaseQuery, parts: AnalysisParts, generation: Int)
  /// Make the receipt of what the query shows; answered by ``Action/receiptWritten(_:generation:)``.
  case writeReceipt(CaseQuery, generation: Int)
  /// Save a review; the runner sets its time. What it replaces is the review as it was before the change, so that fields
  /// that another explorer of the same reviewer changed meanwhile are kept. Answered by ``Action/reviewSaved(_:of:)``, after any
  /// number of ``Action/reviewsWait(_:)``.
  case saveReview(Review, replacing: Review)
  /// Note in the store that somebody looked at a verdict.
  case noteLook(Look)
  /// Keep the reviews that the store does not take in a folder; answered by ``Action/reviewsKept(_:path:)``.
  case keepReviews(path: String)
  /// Let the user edit text in `$VISUAL` or `$EDITOR`; answered by ``Action/editorReturned(_:)``.
  case openEditor(String)
  /// Answered by ``Action/exported(_:)``.
  case export(ExportRequest)
  /// Find how a path may go on; answered by ``Action/pathCompleted(_:to:names:)``.
  case completePath(String)
  /// Make the receipt of what the query shows and save it: as JSON where the path ends so, else as Markdown. What is only
  /// a proposal gives way to what has the name. Answered by ``Action/saved(_:)``.
  case saveReceipt(CaseQuery, path: String, isProposal: Bool)
  /// Let instruments, named as in `walkaway label --instrument`, label cases side by side; answered by
  /// ``Action/tried(_:)``. Nothing of it is stored.
  case tryInstruments([String], [CaseKey])
  /// Open a round of blind review; answered by ``BlindNews/opened(_:)`` or ``BlindNews/refused(_:)``.
  case openBlind(BlindRequest)
  /// Show a turn of the round, and take the time from then on; answered by ``BlindNews/shown(_:)``.
  case showBlind(place: Int)
  /// Keep what a turn was given, with the time that it took.
  case saveBlind(BlindAnswer, place: Int)
  /// Nobody looks at the turn any more.
  case pauseBlind
  case saveSession(Session)
  /// Show colours that are read on this background.
  case setBackground(BackgroundChoice)
  /// Let the terminal put text on its clipboard.
  case copy(String)
  case suspend
  /// Paint every cell anew.
  case redraw
  case quit
}
