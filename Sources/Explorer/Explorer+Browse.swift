import Cases
import CellGrid
import Text

// The case list and the reader.

extension Explorer {
  mutating func performInCases(_ command: Command, key: Key, count: Int?) -> [Effect]? {
    if cases.move(command, count: count) { return [] }
    switch command {
    case .open:
      open(.reader)
      return []
    case .selectRange:
      cases.anchorOfRange = cases.anchorOfRange == nil ? cases.scroll.selected : nil
      return []
    case .mark:
      toggleMark(count: count)
      return []
    default: return performOnCase(command, key: key, count: count)
    }
  }

  mutating func performInReader(_ command: Command, key: Key, count: Int?) -> [Effect]? {
    if reader.move(command, count: count) { return [] }
    switch command {
    case .nextCase: step(count ?? 1)
    case .previousCase: step(-(count ?? 1))
    case .unfoldNext: reader.isUnfolded.toggle()
    case .comparison: reader.showComparison()
    case .nextColumn: reader.turnColumns(1)
    case .previousColumn: reader.turnColumns(-1)
    case .nextPane where reader.hasHiddenColumns: reader.turnColumns(1)
    case .previousPane where reader.hasHiddenColumns: reader.turnColumns(-1)
    case .nextHit, .previousHit:
      if !reader.turnHit(forward: command == .nextHit) {
        reader.wantsHit = true
        return performOnCase(command, key: key, count: count)
      }
    case .nextFault, .previousFault:
      if !reader.turnFault(forward: command == .nextFault) {
        reader.wantsFault = true
        return performOnCase(command, key: key, count: count)
      }
    default: return performOnCase(command, key: key, count: count)
    }
    return []
  }

  /// What list and reader do alike.
  private mutating func performOnCase(_ command: Command, key: Key, count: Int?) -> [Effect]? {
    switch command {
    case .nextMiss: return leap(forward: true, count: count, to: .miss)
    case .previousMiss: return leap(forward: false, count: count, to: .miss)
    case .nextDisengagement: return leap(forward: true, count: count, to: .disengagementMiss)
    case .previousDisengagement: return leap(forward: false, count: count, to: .disengagementMiss)
    case .nextFault: return leap(forward: true, count: count, to: .fault)
    case .previousFault: return leap(forward: false, count: count, to: .fault)
    case .nextHit: return nextHit(forward: true, count: count)
    case .previousHit: return nextHit(forward: false, count: count)
    case .markRead: return markRead(count: count)
    case .tagByDigit:
      guard case .character(let character) = key, let digit = character.wholeNumberValue else { return [] }
      return tag(by: digit, count: count)
    case .repeatReview: return repeatReview(count: count)
    case .copyLink: return copyLink()
    case .copyText: return copyText()
    case .flag: return flag(count: count)
    case .tag: openTags(count: count)
    case .note: openNote(count: count)
    case .noteInEditor: return openNoteInEditor()
    default: return nil
    }
    return []
  }

  mutating func step(_ distance: Int) {
    let before = cases.scroll.selected
    cases.select(before + distance)
    if cases.scroll.selected == before { say(.note, distance > 0 ? "the last \(noun)" : "the first \(noun)") }
  }

  private mutating func leap(forward: Bool, count: Int?, to landmark: CaseLandmark) -> [Effect] {
    guard let table else { return [] }
    var place = cases.scroll.selected
    for _ in 0..<max(count ?? 1, 1) {
      let next =
        forward
        ? table.next(landmark, after: place, in: cases.rows) : table.previous(landmark, before: place, in: cases.rows)
      guard let next else {
        say(.note, "no \(landmark.name) \(forward ? "after" : "before") this \(noun)")
        break
      }
      place = next
    }
    cases.select(place)
    return []
  }

  // MARK: Searching

  mutating func search(_ text: String) -> [Effect] {
    guard let query, !text.isEmpty else {
      hits = nil
      return []
    }
    searchHistory.add(text)
    let generation = newGeneration()
    hits = SearchHits(text: text, rows: nil, generation: generation)
    return [.search(text, query, generation: generation)]
  }

  mutating func take(found rows: RowSet, generation found: Int) -> [Effect] {
    guard var hits, hits.generation == found else { return [] }
    hits.rows = rows
    self.hits = hits
    reader.wantsHit = true
    // Under a line that is being typed, such as a note, the case that it is of stays where it is.
    if prompt != nil || currentRow.map({ $0 < rows.capacity && rows.contains($0) }) == true {
      say(.note, "\(NumberText.grouped(hitCount)) of the shown \(noun)s contain “\(hits.text)”; n goes to the next")
      return []
    }
    return nextHit(forward: true, count: nil)
  }

  private var hitCount: Int {
    guard let rows = hits?.rows else { return 0 }
    return cases.rows.count { Int($0) < rows.capacity && rows.contains(Int($0)) }
  }

  private mutating func nextHit(forward: Bool, count: Int?) -> [Effect] {
    guard let hits else { return [] }
    guard let found = hits.rows else { return search(hits.text) }
    let condition: (Int) -> Bool = { $0 < found.capacity && found.contains($0) }
    if let place = cases.next(forward: forward, count: count ?? 1, where: condition) {
      cases.select(place)
    } else {
      let isCurrent = currentRow.map(condition) ?? false
      let rest = forward ? "after" : "before"
      say(.note, "no \(isCurrent ? "further " : "")\(noun) \(rest) this one contains “\(hits.text)”")
    }
    return []
  }
}

extension CaseLandmark {
  fileprivate var name: String {
    switch self {
    case .miss: "miss"
    case .disengagementMiss: "disengagement miss"
    case .fault: "fault"
    }
  }
}
