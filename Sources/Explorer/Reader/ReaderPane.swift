import Cases
import CellGrid

/// The reader: one case in full, opened with the comparison in view.
struct ReaderPane: Sendable {
  /// Whether what really happened next is shown; kept from case to case.
  var isUnfolded = false {
    didSet { if isUnfolded { wantsFollowed = true } }
  }
  private(set) var document = ReaderDocument.empty
  /// The first line shown.
  private(set) var first = 0
  private(set) var height = 1
  /// Where the reader opens.
  private var resting = 0
  private var firstAnswer = 0
  private var wantsFollowed = false
  /// Whether the next case is to be opened at what was searched.
  var wantsHit = false
  /// Whether the next conversation is to be opened at its first fault.
  var wantsFault = false
  private var shown: Shown?

  /// What the lines were made from; equal means that they need not be made anew.
  private struct Shown: Equatable {
    var key: CaseKey
    var detail: CaseDetail
    var reviews: [[Review]]
    var isUnfolded: Bool
    var searched: String?
    var width: Int
    var firstAnswer: Int
    var height: Int
  }

  var hasHiddenColumns: Bool { document.allAnswers > document.shownAnswers }

  /// Whether the lines are those of a case.
  func shows(_ key: CaseKey) -> Bool { shown?.key == key }

  /// Lays the case out, where anything about it has changed.
  mutating func show(_ content: ReaderContent, height: Int) {
    let isOtherPoint = shown.map { ProbePoint($0.key) != ProbePoint(content.key) } ?? true
    if isOtherPoint || shown?.key.simulator != content.key.simulator { firstAnswer = 0 }
    let next = Shown(
      key: content.key, detail: content.detail, reviews: content.reviews, isUnfolded: content.isUnfolded,
      searched: content.searched, width: content.width, firstAnswer: firstAnswer, height: height)
    let hasOtherSize = shown?.width != content.width || self.height != height
    self.height = max(height, 1)
    if next != shown {
      let hasOtherReviews = shown?.reviews != next.reviews
      let distance = first - document.comparison.lowerBound
      document = ReaderDocument(of: content, firstAnswer: firstAnswer, height: self.height)
      shown = next
      scroll(to: document.comparison.lowerBound + distance)
      if hasOtherReviews { showReviews() }
    }
    if isOtherPoint || hasOtherSize { showComparison() }
    if wantsHit {
      wantsHit = false
      showHit()
    }
    if wantsFault {
      wantsFault = false
      if let fault = document.faultRows.first { scroll(to: fault - self.height / 3) }
    }
    if wantsFollowed {
      wantsFollowed = false
      if document.followed >= first + self.height - 1 { scroll(to: document.followed - 2) }
    }
  }

  /// Brings what was just said of the case into view, as far as the comparison's heading stays in view.
  private mutating func showReviews() {
    let hidden = document.comparison.upperBound - first - height
    if hidden > 0 { scroll(to: min(first + hidden, document.comparison.lowerBound)) }
  }

  /// Scrolls to the first hit, unless one is in view.
  private mutating func showHit() {
    let hits = document.hitRows
    guard let hit = hits.first, !hits.contains(where: { (first..<first + height).contains($0) }) else { return }
    scroll(to: hit - height / 3)
  }

  /// Brings the comparison into view, at the bottom, so that the transcript has all the room above it. Where it is higher
  /// than the screen what was said last still stands above it.
  mutating func showComparison() {
    let spare = height - document.comparison.count - ReaderDocument.rowsBelow
    let lead = max(spare, height < 12 ? 0 : min(3, height / 4))
    resting = max(document.comparison.lowerBound - lead, 0)
    first = resting
  }

  mutating func turnColumns(_ step: Int) {
    let last = max(document.allAnswers - max(document.shownAnswers, 1), 0)
    let next = firstAnswer + step * max(document.shownAnswers, 1)
    if next < 0 {
      firstAnswer = firstAnswer > 0 ? 0 : last
    } else {
      firstAnswer = next > last ? (firstAnswer < last ? last : 0) : next
    }
  }

  /// Goes to the next line with a hit beyond the visible ones. Returns false where there is none.
  mutating func turnHit(forward: Bool) -> Bool { turn(to: document.hitRows, forward: forward) }

  /// The same for faults.
  mutating func turnFault(forward: Bool) -> Bool { turn(to: document.faultRows, forward: forward) }

  private mutating func turn(to hits: [Int], forward: Bool) -> Bool {
    let next = forward ? hits.first { $0 >= first + height } : hits.last { $0 < first }
    guard let next else { return false }
    scroll(to: next - height / 3)
    return true
  }

  mutating func move(_ command: Command, count: Int?) -> Bool {
    let times = max(count ?? 1, 1)
    let page = max(height - 1, 1)
    switch command {
    case .down: scroll(by: times)
    case .up: scroll(by: -times)
    case .halfPageDown: scroll(by: times * max(height / 2, 1))
    case .halfPageUp: scroll(by: -times * max(height / 2, 1))
    case .pageDown: scroll(by: times * page)
    case .pageUp: scroll(by: -times * page)
    case .top: scroll(to: count.map { $0 - 1 } ?? 0)
    case .bottom: scroll(to: document.rows.count - height)
    default: return false
    }
    return true
  }

  mutating func scroll(by lines: Int) { scroll(to: first + lines) }

  /// The end may stand as high on the screen as where the reader opens, not higher.
  private mutating func scroll(to line: Int) {
    first = min(max(line, 0), max(document.rows.count - height, resting, 0))
  }
}
