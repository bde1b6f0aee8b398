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
    case .note: return openNote(count: count)
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
    guard prompt == nil else { return [] }
    return goToHit(from: cases.scroll.selected - 1, forward: true, times: 1)
  }

  private mutating func nextHit(forward: Bool, count: Int?) -> [Effect] {
    guard let hits else { return [] }
    guard hits.rows != nil else { return search(hits.text) }
    return goToHit(from: cases.scroll.selected, forward: forward, times: count ?? 1)
  }

  /// Goes to the case of the next hit, and shows it there: the words may be anywhere in the conversation.
  private mutating func goToHit(from start: Int, forward: Bool, times: Int) -> [Effect] {
    guard let hits, let found = hits.rows else { return [] }
    let places = cases.places { $0 < found.capacity && found.contains($0) }
    var reached = HitPlace(among: places, from: start, forward: forward)
    for _ in 1..<max(min(times, places.count), 1) {
      let next = reached.flatMap { HitPlace(among: places, from: places[$0.number - 1], forward: forward) }
      reached = next.map { HitPlace($0, after: reached) }
    }
    guard let reached else {
      say(.note, HitPlace.none(of: hits.text, "shown \(noun)"))
      return []
    }
    cases.select(places[reached.number - 1])
    reader.wantsHit = true
    if layout.rect(of: .reader) == nil { open(.reader) }
    say(.note, reached.words(of: hits.text, noun, forward: forward))
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
