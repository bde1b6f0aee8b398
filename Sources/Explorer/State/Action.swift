public import Cases
public import CellGrid
public import Fidelity

/// What happens to the explorer: something the user did, or the answer to an ``Effect``.
public enum Action: Sendable {
  case event(Event)
  /// The session of the last time, before the table.
  case restored(Session)
  case tableLoaded(CaseTable)
  /// All reviews, and the store's keys of their conversations by id.
  case reviewsChanged([Review], conversations: [String: UInt32])
  case selected(CaseSelection)
  case selectionFailed(generation: Int, String)
  case counted(CaseCount, generation: Int)
  case found(RowSet, generation: Int)
  case previewsLoaded([CaseKey: CasePreview])
  case detailLoaded(CaseDetail, for: CaseKey)
  case facetsCounted(Facets, generation: Int)
  /// What is known so far; the report says how far it has come.
  case analysed(FidelityReport, generation: Int)
  /// A receipt as Markdown.
  case receiptWritten(String, generation: Int)
  /// The review as the store has it now, and as it was given to it.
  case reviewSaved(Review, of: Review)
  /// Reviews could not be stored yet; they are tried again.
  case reviewsWait(ReviewObstacle)
  /// Reviews were kept in a folder instead of the store.
  case reviewsKept([Review], path: String)
  /// Nothing can be kept in the store; a sentence why.
  case readOnly(String)
  /// `nil` where the user left the editor without saving, or it could not be started.
  case editorReturned(String?)
  case exported(ExportOutcome)
  /// How the path that was typed may go on: it goes on so far without a choice, and these names begin so.
  case pathCompleted(String, to: String, names: [String])
  /// A file was written, and what it is.
  case saved(String)
  /// What instruments said of some cases, line by line, or why they did not; how far they are, before that.
  case tried(String, isDone: Bool)
  /// News of a blind review.
  case blind(BlindNews)
  /// Something went wrong; a sentence with a remedy.
  case failed(String)
  /// Something to tell in the last line.
  case noted(String)
}

/// What comes back of a blind review.
public enum BlindNews: Sendable, Equatable {
  /// The answer to ``Effect/openBlind(_:)``.
  case opened(BlindRound)
  /// Why there is nothing to label; a sentence with a remedy.
  case refused(String)
  /// The answer to ``Effect/showBlind(place:)``.
  case shown(BlindItem)
}

/// The answer to ``Effect/select(_:generation:)``.
public struct CaseSelection: Sendable, Equatable {
  public var generation: Int
  /// Rows of the case table, as they stand in the list.
  public var rows: [UInt32]
  /// The same as a set.
  public var members: RowSet
  /// The cases of the series without the filter.
  public var total: Int
}

/// How many cases a filter would show, or why it cannot be asked.
public enum CaseCount: Sendable, Equatable {
  case cases(Int)
  case problem(String)
}
