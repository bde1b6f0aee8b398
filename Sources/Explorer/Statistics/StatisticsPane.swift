import Cases
import CellGrid
import Fidelity
import Figures

/// The statistics of what is shown: a page, what is known for it so far, the part that is chosen.
struct StatisticsPane: Sendable {
  private(set) var page = 0
  /// Those of cases, or of whole conversations.
  private(set) var pages = StatisticsPage.all
  private(set) var figures: ReportFigures?
  private(set) var generation = 0
  private(set) var layout = StatisticsLayout()
  /// The chosen target.
  var chosen = 0
  private(set) var first = 0
  private(set) var height = 1
  private var asked: Question?
  private var noted: Look?
  private var width = 0
  private var isLaidOut = false
  /// What the chosen figure is and how it is read, below the page; empty where that was not asked for.
  private(set) var explanation: [StyledRow] = []
  var isExplaining = false
  /// Whether bootstrap intervals come first.
  var prefersBootstrap = false {
    didSet { isLaidOut = false }
  }

  private struct Question: Equatable {
    var query: CaseQuery
    var parts: AnalysisParts
  }

  init(page: Int) {
    self.page = StatisticsPage.all.indices.contains(page) ? page : 0
  }

  /// What the audit has to show.
  mutating func choosePages(listsConversations: Bool, whole: WholeConversations?, comparesAgents: Bool) {
    let title = pages.indices.contains(page) ? pages[page].title : ""
    pages = StatisticsPage.pages(
      listsConversations: listsConversations, whole: whole, comparesAgents: comparesAgents)
    // A page that both lists have stays, whatever its number in the other.
    if let same = pages.firstIndex(where: { $0.title == title }) {
      if same != page { show(page: same) }
    } else if !pages.indices.contains(page) {
      show(page: 0)
    }
  }

  var parts: AnalysisParts { pages[page].parts }

  func needs(_ query: CaseQuery) -> Bool {
    guard let asked else { return true }
    return asked.query != query || !asked.parts.isSuperset(of: parts)
  }

  mutating func ask(_ query: CaseQuery, generation: Int) {
    if asked?.query != query { figures = nil }
    asked = Question(query: query, parts: parts)
    self.generation = generation
    isLaidOut = false
  }

  mutating func expire() { asked = nil }

  mutating func take(_ report: FidelityReport, _ schema: StateSchema, generation: Int) {
    guard generation == self.generation else { return }
    figures = ReportFigures(report, schema)
    isLaidOut = false
  }

  /// Whether intervals are still to come.
  var isWaiting: Bool { (figures?.report.stage ?? .counts) < .resampled && figures?.report.reason == nil }

  /// The verdict that is shown, where it was not shown before.
  mutating func newLook() -> Look? {
    guard pages[page].contents.contains(where: \.isVerdict),
      let look = figures.flatMap({ Look($0.report) }),
      look != noted
    else { return nil }
    noted = look
    return look
  }

  mutating func show(page: Int) {
    let count = pages.count
    self.page = (page % count + count) % count
    chosen = 0
    first = 0
    isLaidOut = false
  }

  mutating func layOut(in rect: Rect, context: StatisticsContext) {
    if !isLaidOut || width != rect.columns {
      width = rect.columns
      isLaidOut = true
      layout = StatisticsLayout()
      if let figures {
        let page = pages[page]
        for block in PageContent(figures: figures, context: context).blocks(of: page) {
          layout.append(block.layout(width: width))
        }
      }
    }
    chosen = min(max(chosen, 0), max(layout.targets.count - 1, 0))
    explain(in: rect)
    height = max(rect.rows - StatisticsView.headingRows - explanation.count, 1)
    keepVisible()
  }

  private mutating func explain(in rect: Rect) {
    explanation = []
    guard isExplaining, let target, let report = figures?.report else { return }
    let rows = FigureExplanationRows(figure: target.figure, report: report, width: rect.columns).rows
    explanation = Array(rows.prefix(max(rect.rows - 4, 0)))
  }

  // MARK: Moving

  /// The number of the target at a place of the page as it is shown.
  func target(line: Int, column: Int) -> Int? {
    guard line >= 0, line < height else { return nil }
    return layout.targets.firstIndex {
      $0.row == first + line && ($0.column..<$0.column + max($0.width, 1)).contains(column)
    }
  }

  var target: StatisticsTarget? { layout.targets.indices.contains(chosen) ? layout.targets[chosen] : nil }

  mutating func move(_ command: Command, count: Int?) -> Bool {
    let times = max(count ?? 1, 1)
    switch command {
    case .down: for _ in 0..<min(times, 1_000) { step(down: true) }
    case .up: for _ in 0..<min(times, 1_000) { step(down: false) }
    case .halfPageDown: leap(by: height / 2)
    case .halfPageUp: leap(by: -height / 2)
    case .top:
      chosen = 0
      first = 0
    case .bottom:
      chosen = max(layout.targets.count - 1, 0)
      first = Int.max
    default: return false
    }
    keepVisible()
    return true
  }

  /// The target beside the chosen one, in the same row or nearest to it.
  mutating func moveSideways(_ direction: Int) {
    guard let target else { return }
    let beside = layout.targets.indices.filter { index in
      let other = layout.targets[index]
      return direction > 0 ? other.column >= target.column + target.width : other.column + other.width <= target.column
    }
    let nearest = beside.min { distance($0, from: target) < distance($1, from: target) }
    if let nearest { chosen = nearest }
    keepVisible()
  }

  private func distance(_ index: Int, from target: StatisticsTarget) -> Int {
    let other = layout.targets[index]
    return abs(other.row - target.row) * 1_000 + abs(other.column - target.column)
  }

  /// The next target in the same column; without one the page scrolls.
  private mutating func step(down: Bool) {
    guard let target else {
      first += down ? 1 : -1
      return
    }
    let candidates = layout.targets.indices.filter { index in
      let other = layout.targets[index]
      return down ? other.row > target.row : other.row < target.row
    }
    let next = candidates.min { left, right in
      cost(left, from: target) < cost(right, from: target)
    }
    if let next {
      chosen = next
    } else {
      first += down ? 1 : -1
    }
  }

  /// Targets that stand over or under the chosen one come before nearer ones that do not.
  private func cost(_ index: Int, from target: StatisticsTarget) -> Int {
    let other = layout.targets[index]
    let overlaps = other.column < target.column + target.width && target.column < other.column + other.width
    return abs(other.row - target.row) * 1_000 + abs(other.column - target.column) + (overlaps ? 0 : 1_000_000)
  }

  private mutating func leap(by rows: Int) {
    guard let target else {
      first += rows
      return
    }
    let wanted = target.row + rows
    chosen =
      layout.targets.indices.min { left, right in
        let (a, b) = (layout.targets[left], layout.targets[right])
        return (abs(a.row - wanted), abs(a.column - target.column)) < (
          abs(b.row - wanted), abs(b.column - target.column)
        )
      } ?? chosen
    first += rows
  }

  private mutating func keepVisible() {
    chosen = min(max(chosen, 0), max(layout.targets.count - 1, 0))
    first = min(max(first, 0), max(layout.rows.count - height, 0))
    guard let target else { return }
    if target.row < first + 1 { first = max(target.row - 1, 0) }
    if target.row > first + height - 2 { first = target.row - height + 2 }
    first = min(max(first, 0), max(layout.rows.count - height, 0))
  }
}
