internal import AuditStore
internal import Cases
public import Fidelity

extension LoadedAudit {
  /// Notes that the verdict of a report is shown. Where the store takes nothing, looking goes on without.
  public func note(_ report: FidelityReport) {
    if let look = Look(report) { note(look) }
  }

  func note(_ look: Look) {
    if !store.isReadOnly { try? store.note(look, at: ClockText.now()) }
  }
}
