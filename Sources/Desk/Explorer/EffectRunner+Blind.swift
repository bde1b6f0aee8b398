internal import Dispatch
internal import Explorer
internal import Synchronization

extension EffectRunner {
  func openBlind(_ request: BlindRequest) {
    reads.async { @Sendable [self] in
      do {
        guard let audit = state.withLock({ $0.audit }) else { return }
        let desk = try BlindDesk(audit, request)
        let round = try desk.opened(in: audit)
        state.withLock { $0.blind = desk }
        post(.blind(.opened(round)))
      } catch {
        let failure = CommandFailure(error)
        post(.blind(.refused(failure.message + (failure.remedy.map { "; \($0)" } ?? ""))))
      }
    }
  }

  func showBlind(_ place: Int) {
    reads.async { @Sendable [self] in
      do {
        let (audit, desk) = state.withLock { ($0.audit, $0.blind) }
        guard let audit, let desk else { return }
        let item = try desk.item(place, in: audit)
        state.withLock { $0.blind?.look(at: place, now: clock()) }
        post(.blind(.shown(item)))
      } catch {
        post(.blind(.refused(CommandFailure(error).message)))
      }
    }
  }

  /// The time is taken at once; the store has the label when it can.
  func saveBlind(_ answer: BlindAnswer, place: Int) {
    attempt {
      let review = try state.withLock { state in
        try state.audit.flatMap { try state.blind?.review(answer, place: place, now: clock(), in: $0) }
      }
      if let (new, old) = review { save(new, replacing: old) }
    }
  }

  func pauseBlind() { state.withLock { $0.blind?.pause(now: clock()) } }
}
