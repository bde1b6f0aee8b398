import AuditStore
import Dispatch
import DecisionFidelity
import Explorer
import Foundation
import Synchronization

/// Does what the explorer asks for, off the main thread, and posts the answers.
///
/// Reviews are written one after the other in the order of the keys; everything else runs beside them.
final class EffectRunner: Sendable {
  private struct State {
    var audit: LoadedAudit?
    var analysis: Task<Void, Never>?
    var selection: Task<Void, Never>?
    var reviewsVersion = 0
  }

  private let mailbox: Mailbox
  private let state = Mutex(State())
  private let writes = DispatchQueue(label: "walkaway.reviews")
  private let reads = DispatchQueue(label: "walkaway.reading", attributes: .concurrent)

  init(mailbox: Mailbox) { self.mailbox = mailbox }

  /// Opens the audit at `path` and posts its table.
  func open(_ store: @escaping @Sendable () throws -> AuditStore) {
    reads.async { @Sendable [self] in
      attempt {
        let store = try store()
        let audit = try LoadedAudit(store)
        let version = try store.reviewsVersion
        state.withLock {
          $0.audit = audit
          $0.reviewsVersion = version
        }
        mailbox.post(.reviewsChanged(try store.reviews()))
        mailbox.post(.tableLoaded(audit.table))
      }
    }
  }

  /// Runs an effect that does not need the terminal.
  func run(_ effect: Effect) {
    switch effect {
    case .select(let query, let generation): select(query, generation)
    case .count(let query, let generation): count(query, generation)
    case .search(let text, let query, let generation): search(text, query, generation)
    case .loadPreviews(let keys):
      withAudit { audit in
        let previews = try audit.store.previews(for: keys)
        return .previewsLoaded(Dictionary(zip(keys, previews), uniquingKeysWith: { first, _ in first }))
      }
    case .loadDetail(let key):
      withAudit { audit in .detailLoaded(try audit.store.detail(of: key), for: key) }
    case .countFacets(let query, let generation): countFacets(query, generation)
    case .analyse(let query, let page, let generation): analyse(query, page, generation)
    case .saveReview(let review): save(review)
    case .export(let request):
      withAudit { audit in
        let (path, count) = try Export(audit: audit).run(request)
        return .exported(path: path, count: count)
      }
    case .saveSession(let session):
      writes.async { @Sendable [self] in
        // A session that cannot be kept is not worth a word when the program ends.
        try? state.withLock { $0.audit }?.store.setSessionValue(session.text, for: "explorer")
      }
    case .openEditor, .suspend, .redraw, .quit: break
    }
  }

  /// Returns when every review that was given is stored.
  func finishWriting() { writes.sync {} }

  /// Posts the reviews where another process, or this one, has changed them.
  func lookForReviews() {
    reads.async { @Sendable [self] in
      guard let audit = state.withLock({ $0.audit }), let version = try? audit.store.reviewsVersion else { return }
      guard version != state.withLock({ $0.reviewsVersion }) else { return }
      attempt { try takeReviews(version: version) }
    }
  }

  private func takeReviews(version: Int) throws {
    guard let audit = state.withLock({ $0.audit }) else { return }
    let reviews = try audit.store.reviews()
    let index = try audit.index(of: reviews)
    state.withLock {
      $0.audit?.reviews = index
      $0.reviewsVersion = version
    }
    mailbox.post(.reviewsChanged(reviews))
  }

  private func save(_ review: Review) {
    writes.async { @Sendable [self] in
      attempt {
        guard let audit = state.withLock({ $0.audit }) else { return }
        var timed = review
        timed.at = ClockText.now()
        let saved = try audit.store.save(timed)
        if let row = try audit.conversation(saved.conversation) {
          state.withLock { $0.audit?.reviews.save(saved, conversation: row, in: audit.table) }
        }
        mailbox.post(.reviewSaved(saved))
      }
    }
  }

  // MARK: Questions to the table

  private func select(_ query: CaseQuery, _ generation: Int) {
    withAudit { audit in
      do throws(FilterError) {
        let rows = try audit.rows(of: query)
        let order = audit.table.order(of: rows, by: query.order.sortKeys, reviews: audit.reviews)
        let total = audit.number(of: query.series).map { audit.table.rows(ofSeries: $0).count } ?? 0
        return .selected(CaseSelection(generation: generation, rows: order, total: total))
      } catch {
        return .selectionFailed(generation: generation, error.message)
      }
    }
  }

  private func count(_ query: CaseQuery, _ generation: Int) {
    withAudit { audit in
      do throws(FilterError) {
        return .counted(.cases(try audit.rows(of: query).count), generation: generation)
      } catch {
        return .counted(.problem(error.message), generation: generation)
      }
    }
  }

  private func search(_ text: String, _ query: CaseQuery, _ generation: Int) {
    withAudit { audit in
      let filter = Filter([.term(FilterTerm(.text, .contains([text])))])
      var rows = try audit.table.rows(matching: filter, in: audit.context)
      if let number = audit.number(of: query.series) { rows.formIntersection(audit.table.rows(ofSeries: number)) }
      return .found(rows, generation: generation)
    }
  }

  private func withAudit(_ body: @escaping @Sendable (LoadedAudit) throws -> Action) {
    reads.async { @Sendable [self] in
      attempt {
        guard let audit = state.withLock({ $0.audit }) else { return }
        mailbox.post(try body(audit))
      }
    }
  }

  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch { mailbox.post(.failed("\(failure(of: error).message)")) }
  }
}
