internal import AuditStore
internal import Cases
internal import Explorer
internal import Foundation
internal import Probing
internal import Synchronization

extension EffectRunner {
  /// Lets instruments label cases side by side, with the pace that commands have where nothing is said.
  func tryInstruments(_ names: [String], on keys: [CaseKey]) {
    Task.detached { [self] in
      do {
        guard let audit = state.withLock({ $0.audit }) else { return }
        let setup = ProbeSetup(audit.store, passOver: { [post] in post(.noted($0)) })
        let definitions = try setup.definitions(names, kind: .instrument)
        let cases = keys.map { key in
          TrialCase(
            conversation: key.conversation, turn: key.turn, simulator: .simulator(id: key.simulator, draw: key.draw))
        }
        let configuration = try Configuration.load(ProcessInfo.processInfo.environment)
        let run = PromptTrialRun(
          session: setup.session, settings: RunSettings(keys: KeyDestination(endpoints: configuration.endpoints)))
        let trial = try await run.run(definitions, on: cases, isInterrupted: { false }) { [post] step in
          post(.tried("… \(shown(step.definition.id)): \(step.done) of \(step.total) answers", isDone: false))
        }
        post(
          .tried(
            PromptTrialText(trial, schema: audit.store.description.schema, prices: configuration.prices).text,
            isDone: true))
      } catch {
        let failure = CommandFailure(error)
        post(.tried("not tried: \(failure.message)\n" + (failure.remedy.map { "remedy: \($0)\n" } ?? ""), isDone: true))
        post(.failed(failure.message))
      }
    }
  }
}
