import Cases
import CellGrid
import Text

extension Explorer {
  /// Takes what happened and says what is to be done about it.
  public mutating func update(_ action: Action) -> [Effect] {
    let (before, place) = (here, cases.scroll.selected)
    var effects = respond(to: action)
    switch action {
    case .event, .found:
      if isJumping { isJumping = false } else { noteJump(from: before, place: place) }
    default: break
    }
    effects += settle()
    return effects
  }

  private mutating func respond(to action: Action) -> [Effect] {
    switch action {
    case .event(let event): return respond(to: event)
    case .restored(let session):
      restore(session)
    case .tableLoaded(let table): return take(table) + (blind?.ask() ?? [])
    case .reviewsChanged(let all, let conversations):
      reviews.replaceAll(with: all, conversations: conversations)
      countReviews()
      facets.expire()
    case .selected(let selection):
      take(selection)
      tellVisit()
    case .selectionFailed(let generation, let problem): return selectionFailed(generation: generation, problem)
    case .counted(let count, let generation): prompt?.take(count, generation: generation)
    case .found(let rows, let generation): return take(found: rows, generation: generation)
    case .previewsLoaded(let loaded):
      previews.take(loaded, wanted: wantedPreviews)
      return applyWaitingChanges()
    case .detailLoaded(let detail, let key): details.take(detail, for: key)
    case .facetsCounted(let counts, let generation): facets.take(counts, generation: generation)
    case .analysed(let report, let generation):
      if let table { statistics.take(report, table.description.schema, generation: generation) }
    case .receiptWritten(let text, let generation): receipt.take(text, generation: generation)
    case .reviewSaved(let review, let asked):
      reviews.confirm(review, of: asked)
      if let table { reviewedRows.take(ReviewedCase(review), of: reviews, in: table) }
      facets.expire()
      sayWhatIsSaved()
    case .reviewsWait(let obstacle): take(obstacle)
    case .reviewsKept(let kept, let path): takeKept(kept, path: path)
    case .readOnly(let why):
      whyNotKept = why
      say(.note, why)
    case .editorReturned(let text): return takeNote(fromEditor: text)
    case .exported(let outcome): tell(outcome)
    case .pathCompleted(let typed, let text, let names): takePath(typed, completedTo: text, names)
    case .saved(let text): say(.good, text)
    case .tried(let text, let isDone): trial.take(text, isDone: isDone)
    case .blind(let news): return take(news)
    case .failed(let text):
      previews.forgetRequests()
      details.forgetRequests()
      say(.error, text)
    case .noted(let text): say(.note, text)
    }
    return []
  }

  private mutating func respond(to event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .paste(let text): return paste(text)
    case .resize(let columns, let rows):
      self.columns = max(columns, 0)
      self.rows = max(rows, 0)
    case .mouse(let mouse): return handle(mouse)
    case .background: break
    case .terminate, .interrupt, .hangup: return [.saveSession(session), .quit]
    }
    return []
  }

  mutating func say(_ kind: Message.Kind, _ text: String) {
    let message = Message(kind: kind, text: text)
    self.message = message
    log.add(message)
  }

  /// After every action: sizes follow the screen, and what has come into view is asked for.
  private mutating func settle() -> [Effect] {
    if blind != nil { return [] }
    var effects: [Effect] = []
    let layout = layout
    if let list = layout.rect(of: .cases) { cases.resize(to: list, below: nextStepLines(width: list.columns).count) }
    layText(layout)
    guard let table else { return effects }
    effects += settleCounts(layout)
    effects += settleReceipt(layout)
    if layout.rect(of: .cases) != nil || layout.rect(of: .reader) != nil {
      let missing = previews.missing(of: wantedPreviews)
      if !missing.isEmpty { effects.append(.loadPreviews(missing)) }
    }
    if let rect = layout.rect(of: .reader) {
      effects += details.missing(of: wantedDetails).map(Effect.loadDetail)
      showCase(of: table, in: rect)
    }
    return effects
  }

  /// Facets and statistics follow the query while they are visible.
  private mutating func settleCounts(_ layout: Layout) -> [Effect] {
    guard let query, let context = statisticsContext else { return [] }
    var effects: [Effect] = []
    if let rect = layout.rect(of: .facets) {
      if facets.needs(query) {
        facets.ask(query, generation: newGeneration())
        effects.append(.countFacets(query, generation: facets.generation))
      }
      facets.resize(to: rect)
    }
    if let rect = layout.rect(of: .statistics) {
      statistics.choosePages(
        listsConversations: query.series == .conversations, whole: table?.whole,
        comparesAgents: tables?.comparesAgents == true)
      if statistics.needs(query) {
        statistics.ask(query, generation: newGeneration())
        effects.append(.analyse(query, parts: statistics.parts, generation: statistics.generation))
      }
      statistics.layOut(in: rect, context: context)
      if let look = statistics.newLook() { effects.append(.noteLook(look)) }
    }
    return effects
  }

  /// The visible cases first, then a page to either side.
  var wantedPreviews: [CaseKey] {
    guard let table else { return [] }
    return cases.rowsAroundWindow.map { table.key(of: $0) }
  }

  /// The current case, and the one after it so that the next key shows it at once.
  private var wantedDetails: [CaseKey] {
    guard let table, let current = currentRow else { return [] }
    let next = cases.row(at: cases.scroll.selected + 1)
    return ([current] + (next.map { [$0] } ?? [])).map { table.key(of: $0) }
  }
}
