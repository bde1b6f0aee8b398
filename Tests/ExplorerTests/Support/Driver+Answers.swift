import Cases
import CellGrid
import Explorer
import Fidelity

extension Driver {
  /// The table that a series is of.
  func table(of series: CaseTable.Series) -> CaseTable { series == .conversations ? table.ofConversations : table }

  /// Does what an effect asks for, and tells the explorer.
  mutating func answer(_ effect: Effect) {
    switch effect {
    case .select(let query, let generation):
      let table = table(of: query.series)
      do {
        send(.selected(try query.selection(in: table, context: audit.context(for: table), generation: generation)))
      } catch {
        send(.selectionFailed(generation: generation, String(describing: error)))
      }
    case .count(let query, let generation):
      let table = table(of: query.series)
      do {
        let rows = try query.rows(in: table, context: audit.context(for: table))
        send(.counted(.cases(rows.count), generation: generation))
      } catch {
        send(.counted(.problem(error.summary), generation: generation))
      }
    case .search(let text, let query, let generation):
      let table = table(of: query.series)
      do {
        let rows = try query.rows(containing: text, in: table, context: audit.context(for: table))
        send(.found(rows, generation: generation))
      } catch {
        send(.failed(String(describing: error)))
      }
    case .loadPreviews(let keys):
      send(.previewsLoaded(Dictionary(uniqueKeysWithValues: keys.map { ($0, audit.preview(of: $0)) })))
    case .loadDetail(let key): send(.detailLoaded(audit.detail(of: key), for: key))
    case .countFacets(let query, let generation):
      let table = table(of: query.series)
      do {
        send(.facetsCounted(try query.facets(in: table, context: audit.context(for: table)), generation: generation))
      } catch {
        send(.failed(String(describing: error)))
      }
    case .analyse(let query, let parts, let generation):
      // The counts, as at once; what takes longer is told by the tests that look at it.
      let table = table(of: query.series)
      do {
        let rows = try table.rows(matching: query.filter, in: audit.context(for: table))
        let options = analysisOptions(query, parts)
        send(.analysed(FidelityAnalysis(table: table, rows: rows, options: options).counts(), generation: generation))
      } catch {
        send(.failed(String(describing: error)))
      }
    case .writeReceipt(let query, let generation):
      send(.receiptWritten(FakeAudit.receipt(of: query.series.simulator), generation: generation))
    case .tryInstruments(let names, let keys):
      send(.tried("… \(names.joined(separator: " ")): 0 of \(keys.count) answers", isDone: false))
      send(.tried("\(names.joined(separator: " ")) on \(keys.count) cases\nnothing of it is stored\n", isDone: true))
    case .saveReview(let review, let before): save(review, replacing: before)
    case .keepReviews(let path):
      let kept = waiting
      waiting = []
      send(.reviewsKept(kept, path: path))
    case .openEditor: send(.editorReturned(editedText))
    case .export(let request):
      let count = count(of: request)
      send(.exported(ExportOutcome(path: request.path, count: count, asked: count, longCells: longCells)))
    case .completePath(let typed):
      let names = ["flagged-1.csv", "flagged-2.csv"].filter { $0.hasPrefix(typed) }
      send(.pathCompleted(typed, to: names.isEmpty ? typed : "flagged-", names: names))
    case .saveReceipt(_, let path, _): send(.saved("saved the receipt as \(path)"))
    case .openBlind(let request):
      if let round = blindRound(request) {
        send(.blind(.opened(round)))
      } else {
        send(.blind(.refused("this store has no round of blind review")))
      }
    case .showBlind(let place): send(.blind(.shown(blindItem(place))))
    case .saveBlind(let answer, let place): blindAnswers[place] = answer
    case .pauseBlind, .noteLook, .saveSession, .copy, .setBackground, .suspend, .redraw, .quit: break
    }
  }

  /// Tells the whole analysis that was asked for last.
  mutating func analyse() async throws {
    for effect in effects.reversed() {
      guard case .analyse(let query, let parts, let generation) = effect else { continue }
      let options = analysisOptions(query, parts)
      let table = table(of: query.series)
      let rows = try table.rows(matching: query.filter, in: audit.context(for: table))
      send(
        .analysed(
          try await FidelityAnalysis(table: table, rows: rows, options: options).report(), generation: generation))
      return
    }
  }

  private func analysisOptions(_ query: CaseQuery, _ parts: AnalysisParts) -> AnalysisOptions {
    var options = AnalysisOptions(
      simulator: query.series.simulator, instrument: query.series.instrument, draws: .single(query.series.draw),
      resamples: 200, permutationDraws: 200,
      comparedSimulator: table.series.first { $0.simulator != query.series.simulator }?.simulator, parts: parts,
      filterText: query.filter.isEmpty ? nil : query.filter.description)
    (options.verdictReference, options.excessMargin) = (query.verdict.reference, query.verdict.excessMargin)
    return options
  }

  /// As the store does it, with what other explorers of the same reviewer saved.
  private mutating func save(_ review: Review, replacing before: Review) {
    if let obstacle {
      waiting.append(review)
      return send(.reviewsWait(ReviewObstacle(count: waiting.count, why: obstacle.why, isLasting: obstacle.isLasting)))
    }
    let place = audit.reviews.firstIndex { old in
      old.conversation == review.conversation && old.turn == review.turn && old.simulator == review.simulator
        && old.draw == review.draw && old.reviewer == review.reviewer
    }
    var saved = review
    if let place { saved = review.merged(over: audit.reviews.remove(at: place), since: before) }
    saved.at = "2026-11-22T10:00:00Z"
    if !saved.isEmpty { audit.reviews.append(saved) }
    send(.reviewSaved(saved, of: review))
  }

  private func count(of request: ExportRequest) -> Int {
    switch request.scope {
    case .flagged: audit.reviews.count { $0.flag && $0.isOfConversation == request.isOfConversations }
    case .shown(let query):
      (try? query.rows(in: table(of: query.series), context: audit.context(for: table(of: query.series))).count) ?? 0
    }
  }
}
