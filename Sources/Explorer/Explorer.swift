public import Cases
import CellGrid
import Figures

/// The program without a terminal: everything it knows and shows, as a value.
///
/// ``update(_:)`` is the only way it changes, ``render(into:)`` only looks. Whatever takes time or touches the world is
/// an ``Effect``; its answer comes back as an ``Action``.
public struct Explorer: Sendable {
  /// What is known before the audit is open.
  public struct Options: Sendable, Hashable {
    /// The audit's name, for the title line.
    public var title: String
    /// Who flags, tags and notes.
    public var reviewer: String
    /// The start of the path that the export dialog offers, without the extension.
    public var exportPath: String
    /// The folder that paths are of which begin at none; empty where that is not said.
    public var folder: String
    public var session: Session
    /// The blind review that the program is started for; nothing else is then ever in sight.
    public var blind: BlindRequest?
    /// What the audit is called in permanent links of its cases: its path, as it was named.
    public var path: String
    /// When today began, for what was done today; `nil` where that is not known.
    public var startOfDay: Timestamp?
    /// The profile fields that stay in view in the reader; all that fit where there are none.
    public var profile: [String] = []
    /// The views that have a name, besides those that were saved here.
    public var views = CaseView.shipped
    /// The name of the view to start with, and the filter that takes the place of its own.
    public var view: String?
    public var filter: String?
    /// The columns of the list of cases; those that fit where there are none.
    public var columns: [String] = []
    /// The keys that a person has set.
    public var keys = OwnKeys()

    public init(
      title: String, reviewer: String, exportPath: String = "flagged", folder: String = "",
      session: Session = Session(),
      path: String? = nil, blind: BlindRequest? = nil
    ) {
      self.title = title
      self.reviewer = reviewer
      self.exportPath = exportPath
      self.folder = folder
      self.session = session
      self.blind = blind
      self.path = path ?? title
    }
  }

  var options: Options
  var columns = 80
  var rows = 24
  /// What is happening while there is no table.
  let opening = "opening the audit …"
  var tables: ListedTables?
  /// What the list shows rows of: cases, or whole conversations.
  var table: CaseTable? { tables?.listed }
  var marks = StageMarks(schema: StateSchema(id: "", stages: []))

  /// What is asked for; ``CasesPane/shown`` is what was answered.
  var query: CaseQuery?
  /// What the other list showed when it was left.
  var leftQuery: CaseQuery?
  /// Numbers whatever is asked of the world, so that an answer to an earlier question is known as such.
  private var lastGeneration = 0
  /// The number of the last query.
  var selectionGeneration = 0
  /// What is to be current when the answer comes.
  var anchor = Anchor.top

  var screen = Screen.browse
  var focus = Pane.cases
  var isZoomed = false
  /// Where `q` leads.
  var trail: [Pane] = []
  var cases = CasesPane()
  var reader = ReaderPane()
  var facets: FacetsPane
  var statistics: StatisticsPane
  var receipt = ReceiptPane()
  var trial = TrialPane()
  /// Covers everything while it is there.
  var blind: BlindPane?
  var help = TextPane()
  /// The documentation's pages, behind the help.
  var guide = GuideRows()
  var messages = TextPane()
  var prompt: Prompt?
  var filterHistory: LineHistory
  var commandHistory = LineHistory()
  var searchHistory = LineHistory()
  /// The views that were saved here.
  var savedViews: [CaseView]
  /// The columns of the view that is shown.
  var viewColumns: [String] = []
  var tagHistory: LineHistory
  var noteHistory: LineHistory

  var previews = PreviewCache()
  var details = DetailShelf()
  var reviews: ReviewBook
  /// Changes of cases whose conversation is not known yet.
  var waitingChanges: [WaitingChange] = []
  /// The cases whose note is in the editor.
  var editedNotes: [CaseKey] = []
  var undoHistory = UndoHistory()
  /// What the reviewer has read and anyone flagged, in the listed table.
  var reviewedRows = ReviewedRows()
  /// What `.` repeats.
  var lastChange: ReviewChange?
  /// The cases that were marked one by one, in that order.
  var marked: [CaseKey] = []
  /// Where jumps led away from.
  var jumps = JumpList()
  /// Whether the key in hand goes from place to place, and so leads away from none.
  var isJumping = false
  /// What reviewing keys did that the store does not have yet; whether no other key came since.
  var unsaid: [Message] = []
  var isUnsaidCurrent = false
  /// Why nothing can be kept in the store; `nil` where it can.
  var whyNotKept: String?
  /// Whether another place for reviews was offered already.
  var isPlaceOffered = false
  /// The figure whose cases are shown.
  var visit: FigureVisit?
  /// The text that was searched last, and what has it.
  var hits: SearchHits?

  /// The digits typed before a movement.
  var count: Int?
  var message: Message?
  var log = MessageLog()

  public init(_ options: Options) {
    self.options = options
    reviews = ReviewBook(reviewer: options.reviewer)
    filterHistory = LineHistory(options.session.history)
    savedViews = options.session.views
    tagHistory = LineHistory(options.session.tags)
    noteHistory = LineHistory(options.session.notes)
    facets = FacetsPane(folded: options.session.folded)
    statistics = StatisticsPane(page: options.session.page)
    blind = options.blind.map { BlindPane($0, isAlone: true) }
  }

  /// Takes what an earlier session left; what it says of the cases waits for the table.
  mutating func restore(_ session: Session) {
    options.session = session
    filterHistory = LineHistory(session.history)
    savedViews = session.views
    tagHistory = LineHistory(session.tags)
    noteHistory = LineHistory(session.notes)
    facets = FacetsPane(folded: session.folded)
    statistics = StatisticsPane(page: session.page)
  }

  /// What to look at again at the next start.
  public var session: Session {
    guard let query else { return options.session }
    var session = Session()
    session.filter = query.filter.description
    session.order = query.order
    session.series = query.series
    session.place = currentKey ?? options.session.place
    session.pane = focus
    session.page = statistics.page
    session.folded = facets.folded.sorted()
    session.history = filterHistory.lines
    session.views = savedViews
    session.tags = tagHistory.lines
    session.notes = noteHistory.lines
    return session
  }

  /// The case under the cursor.
  var currentRow: Int? { cases.currentRow }

  /// What a row of the list is called.
  var noun: String { table?.noun ?? "case" }

  var currentKey: CaseKey? {
    guard let table, let row = currentRow else { return nil }
    return table.key(of: row)
  }

  var layout: Layout {
    Layout(columns: columns, rows: rows, screen: screen, focus: focus, isZoomed: isZoomed)
  }

  mutating func newGeneration() -> Int {
    lastGeneration += 1
    return lastGeneration
  }

  var context: KeyContext { blind == nil ? prompt?.context ?? focus.context : .blind }

  mutating func countReviews() {
    reviewedRows = table.map { ReviewedRows(reviews, in: $0) } ?? ReviewedRows()
  }
}

/// Which case is to be current in a new list.
enum Anchor: Sendable, Equatable {
  /// The first: the worst miss, unless sorted otherwise.
  case top
  /// The case, else the first.
  case key(CaseKey)
  /// The case, else whatever stands at the place.
  case keyOrPlace(CaseKey, Int)
  /// The first row of the conversation, else the first.
  case conversation(UInt32)
}

/// What a search found.
struct SearchHits: Sendable, Equatable {
  var text: String
  /// `nil` until the answer is there.
  var rows: RowSet?
  var generation: Int
}
