internal import AuditStore
internal import Cases
internal import Dispatch
internal import Explorer
internal import Synchronization

// What others do to the store meanwhile.

extension EffectRunner {
  /// Posts the reviews where another process, or this one, has changed them; and what has become of the file.
  public func lookForReviews() {
    reads.async { @Sendable [self] in
      guard let audit = state.withLock({ $0.audit }) else { return }
      lookForLoss(of: audit.store)
      guard let version = try? audit.store.reviewsVersion else { return }
      guard version != state.withLock({ $0.reviewsVersion }) else { return }
      attempt { try takeReviews(version: version) }
    }
  }

  /// Says once that the file was deleted, replaced or cut short under the program.
  private func lookForLoss(of store: AuditStore) {
    var loss: String?
    do throws(StoreError) { try store.checkStanding() } catch { loss = CommandFailure(error).message }
    let isNews = state.withLock { state in
      defer { state.loss = loss }
      return state.loss != loss
    }
    if isNews, let loss { post(.failed(loss)) }
  }

  /// Posts the table where another process has added cases.
  ///
  /// A table that takes long to read is read less often, so that probing and reading do not wait for each other.
  public func lookForCases() {
    let audit: LoadedAudit? = state.withLock { state in
      guard let time = state.nextLook, time <= .now, let audit = state.audit else { return nil }
      state.nextLook = nil
      return audit
    }
    guard let audit else { return }
    reads.async { @Sendable [self] in
      let start = ContinuousClock.now
      attempt { try takeCases(of: audit.store) }
      state.withLock { $0.nextLook = .now + (ContinuousClock.now - start) * 10 }
    }
  }

  private func takeCases(of store: AuditStore) throws {
    let version = try store.dataVersion
    guard version != state.withLock({ $0.dataVersion }) else { return }
    let audit: LoadedAudit
    do {
      audit = try LoadedAudit(store, reader: reviewer)
    } catch StoreError.busy {
      // Whoever writes will be done by the next look.
      return
    }
    state.withLock {
      $0.audit = audit
      $0.conversations = nil
      $0.dataVersion = version
      // Before anything is answered from it: rows of this table mean nothing in the one before.
      post(.tableLoaded(audit.table))
    }
  }

  private func takeReviews(version: Int) throws {
    guard let audit = state.withLock({ $0.audit }) else { return }
    let reviews = try audit.store.reviews()
    let index = try audit.index(of: reviews)
    state.withLock {
      $0.audit?.reviews = index
      $0.conversations = nil
      $0.reviewsVersion = version
    }
    post(.reviewsChanged(reviews, conversations: try audit.conversationKeys(of: reviews)))
  }
}
