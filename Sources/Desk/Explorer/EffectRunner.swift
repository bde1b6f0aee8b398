internal import AuditStore
public import Cases
internal import Dispatch
public import Explorer
internal import Fidelity
internal import Synchronization

/// Does what the explorer asks for, off the main thread, and posts the answers.
///
/// Reviews are written one after the other in the order of the keys; everything else runs beside them.
public final class EffectRunner: Sendable {
  struct State {
    var audit: LoadedAudit?
    /// The same with its whole conversations as rows, once they were asked for.
    var conversations: LoadedAudit?
    var openingFailure: CommandFailure?
    var analysis: Task<Void, Never>?
    var reviewsVersion = 0
    var dataVersion = 0
    /// The round that is being labelled.
    var blind: BlindDesk?
    /// What was last found to be wrong with the store's file.
    var loss: String?
    /// New cases are looked for at this time again; `nil` while they are being read.
    var nextLook: ContinuousClock.Instant? = .now
  }

  /// Who reads: whose session and read marks are meant.
  let reviewer: String
  let post: @Sendable (Action) -> Void
  let state = Mutex(State())
  let reviews: ReviewQueue
  /// Seconds from some start on.
  let clock: @Sendable () -> Double
  let reads = DispatchQueue(label: "walkaway.reading", attributes: .concurrent)

  /// - Parameters:
  ///   - reviewer: Who reads.
  ///   - pause: The seconds before a review that could not be stored is tried again.
  ///   - clock: Seconds from some start on, by which the time of a blind label is taken.
  ///   - post: Takes the answers, from any thread.
  public init(
    reviewer: String, pause: Double = 1, clock: @escaping @Sendable () -> Double = EffectRunner.steadyClock(),
    post: @escaping @Sendable (Action) -> Void
  ) {
    self.reviewer = reviewer
    self.post = post
    self.clock = clock
    reviews = ReviewQueue(pause: pause) { post(.reviewsWait($0)) }
  }

  /// The seconds since now.
  public static func steadyClock() -> @Sendable () -> Double {
    let start = ContinuousClock.now
    return { (ContinuousClock.now - start) / .seconds(1) }
  }

  /// Reads an opened audit, and posts its last session, its reviews and its table.
  ///
  /// - Parameters:
  ///   - filter: Takes the place of the last session's.
  ///   - link: The case to be read first, whatever was read last.
  public func open(_ opened: OpenAudit, startingWith filter: String?, at link: CaseLink? = nil) {
    reads.async { @Sendable [self] in
      do {
        let store = opened.store
        var session = Session(text: try sessionText(in: store))
        if let filter { session.filter = filter }
        if store.isReadOnly { post(.readOnly(CommandFailure(StoreError.readOnly(path: store.path)).message)) }
        let dataVersion = try store.dataVersion
        let audit = try LoadedAudit(store, reader: reviewer)
        let place = try link.flatMap { try audit.key(of: $0, near: session.series) }
        if let place { session.read(place) }
        post(.restored(session))
        let version = try store.reviewsVersion
        state.withLock {
          $0.audit = audit
          $0.reviewsVersion = version
          $0.dataVersion = dataVersion
        }
        let reviews = try store.reviews()
        post(.reviewsChanged(reviews, conversations: try audit.conversationKeys(of: reviews)))
        post(.tableLoaded(audit.table))
        if let link, place == nil { post(.failed("the audit has no case \(shown(link.text))")) }
        if let note = audit.note { post(.noted(note)) }
        if let imported = opened.imported { post(.noted(imported.report.line(into: store.path))) }
        // The last one stands: that an earlier store was meant must not go under.
        if let left = opened.leftBehind { post(.noted(left.replacing("\n", with: " "))) }
      } catch {
        let failure = CommandFailure(error)
        state.withLock { $0.openingFailure = failure }
        post(.failed(failure.message))
      }
    }
  }

  /// Why there is nothing to explore; `nil` where there is, or may be yet.
  public var openingFailure: CommandFailure? { state.withLock { $0.openingFailure } }

  /// What this reviewer left; where that is nothing, what was left before sessions were each reviewer's own.
  private func sessionText(in store: AuditStore) throws -> String {
    try store.sessionValue(sessionName) ?? store.sessionValue("explorer") ?? ""
  }

  private var sessionName: String { "explorer of \(reviewer)" }

  /// What names cases outside of the store.
  public func links(of keys: [CaseKey]) throws -> [CaseLink] {
    guard let audit = state.withLock({ $0.audit }) else { return [] }
    return zip(keys, try audit.store.previews(for: keys)).map { CaseLink(conversation: $1.conversationID, key: $0) }
  }

  /// Runs an effect that does not need the terminal.
  public func run(_ effect: Effect) {
    switch effect {
    case .select(let query, let generation): select(query, generation)
    case .count(let query, let generation): count(query, generation)
    case .search(let text, let query, let generation): search(text, query, generation)
    case .loadPreviews(let keys):
      withStore { store in
        let previews = try store.previews(for: keys)
        return .previewsLoaded(Dictionary(zip(keys, previews), uniquingKeysWith: { first, _ in first }))
      }
    case .loadDetail(let key):
      withStore { store in .detailLoaded(try store.detail(of: key), for: key) }
    case .countFacets(let query, let generation): countFacets(query, generation)
    case .analyse(let query, let parts, let generation): analyse(query, parts, generation)
    case .writeReceipt(let query, let generation): writeReceipt(query, generation)
    case .saveReview(let review, let before): save(review, replacing: before)
    case .noteLook(let look): reviews.async { [self] in state.withLock { $0.audit }?.note(look) }
    case .keepReviews(let path): keepReviews(in: path)
    case .openBlind(let request): openBlind(request)
    case .showBlind(let place): showBlind(place)
    case .saveBlind(let answer, let place): saveBlind(answer, place: place)
    case .pauseBlind: pauseBlind()
    case .export(let request): export(request)
    case .completePath(let typed): reads.async { [self] in post(PathCompletion(of: typed).action) }
    case .saveReceipt(let query, let path, let isProposal): saveReceipt(query, to: path, isProposal: isProposal)
    case .tryInstruments(let names, let keys): tryInstruments(names, on: keys)
    case .saveSession(let session):
      reviews.async { [self] in
        // A session that cannot be kept is not worth a word when the program ends.
        try? state.withLock { $0.audit }?.store.setSessionValue(session.text, for: sessionName)
      }
    case .copy, .openEditor, .setBackground, .suspend, .redraw, .quit: break
    }
  }

  // MARK: Questions to the table

  var loadedAudit: LoadedAudit? { state.withLock { $0.audit } }

  /// The audit with the table that a series is of.
  func audit(listing series: CaseTable.Series) throws -> LoadedAudit? {
    let (audit, known, version) = state.withLock { ($0.audit, $0.conversations, $0.dataVersion) }
    guard series == .conversations else { return audit }
    if let known { return known }
    let made = try audit?.listing(conversations: true)
    state.withLock { if $0.dataVersion == version { $0.conversations = made } }
    return made
  }

  private func select(_ query: CaseQuery, _ generation: Int) {
    withAudit(listing: query.series) { audit in
      do throws(FilterError) {
        return .selected(try query.selection(in: audit.table, context: audit.context, generation: generation))
      } catch {
        return .selectionFailed(generation: generation, error.description)
      }
    }
  }

  private func count(_ query: CaseQuery, _ generation: Int) {
    withAudit(listing: query.series) { audit in
      do throws(FilterError) {
        return .counted(.cases(try query.rows(in: audit.table, context: audit.context).count), generation: generation)
      } catch {
        return .counted(.problem(error.summary), generation: generation)
      }
    }
  }

  private func search(_ text: String, _ query: CaseQuery, _ generation: Int) {
    withAudit(listing: query.series) { audit in
      .found(try query.rows(containing: text, in: audit.table, context: audit.context), generation: generation)
    }
  }

  private func countFacets(_ query: CaseQuery, _ generation: Int) {
    withAudit(listing: query.series) { audit in
      .facetsCounted(try query.facets(in: audit.table, context: audit.context), generation: generation)
    }
  }

  private func analyse(_ query: CaseQuery, _ parts: AnalysisParts, _ generation: Int) {
    replaceAnalysis(listingConversations: query.series == .conversations) { [post] audit in
      let rows = try audit.table.rows(matching: query.filter, in: audit.context)
      let options = audit.analysisOptions(of: query, parts: parts)
      for await report in FidelityAnalysis(table: audit.table, rows: rows, options: options).reports() {
        post(.analysed(report, generation: generation))
      }
      return nil
    }
  }

  /// Does long work off the main thread in the place of a running analysis, and posts its answer, if there is one.
  func replaceAnalysis(
    listingConversations: Bool, _ body: @escaping @Sendable (LoadedAudit) async throws -> Action?
  ) {
    let task = Task.detached { [self] in
      do {
        let listed = listingConversations ? try audit(listing: .conversations) : state.withLock { $0.audit }
        guard let audit = listed else { return }
        if let answer = try await body(audit) { post(answer) }
      } catch is CancellationError {
        return
      } catch {
        post(.failed(CommandFailure(error).message))
      }
    }
    state.withLock { state in
      state.analysis?.cancel()
      state.analysis = task
    }
  }

  private func withAudit(
    listing series: CaseTable.Series, _ body: @escaping @Sendable (LoadedAudit) throws -> Action
  ) {
    reads.async { @Sendable [self] in
      attempt {
        guard let audit = try audit(listing: series) else { return }
        post(try body(audit))
      }
    }
  }

  private func withStore(_ body: @escaping @Sendable (AuditStore) throws -> Action) {
    reads.async { @Sendable [self] in
      attempt {
        guard let audit = state.withLock({ $0.audit }) else { return }
        post(try body(audit.store))
      }
    }
  }

  func attempt(_ body: () throws -> Void) {
    do { try body() } catch { post(.failed(CommandFailure(error).message)) }
  }
}
