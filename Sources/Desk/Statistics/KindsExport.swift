internal import AuditStore
internal import Cases
internal import Interchange

/// Writes what the statistics of an audit need and nothing that was said, so that shards can be taken together.
public enum KindsExport {
  /// - Throws: `StoreError`, ``CommandFailure`` where the store changed meanwhile, what `write` throws.
  public static func write(_ audit: LoadedAudit, to write: ([UInt8]) throws -> Void) throws {
    let table = audit.table
    // Of those of one row the order is that of the reviews.
    let blind = audit.blindStages.enumerated().sorted { ($0.element.row, $0.offset) < ($1.element.row, $1.offset) }
    var permits: [String: Bool] = [:]
    for simulator in table.description.simulators { permits[simulator.id] = audit.silencePermitted(of: simulator.id) }
    var writer = KindsWriter(
      KindsShard(
        auditJSON: audit.store.auditJSON, table: table, blindLabels: blind.map(\.element), permitsSilence: permits),
      program: ProgramVersion.text)
    let keys = table.conversations.key + table.whole.simulated.key
    var row = 0
    try audit.store.forEachIdentity { key, id, customer in
      guard row < keys.count, keys[row] == key else { throw KindsExport.changed }
      try writer.add(id: id, customer: customer, write: write)
      row += 1
    }
    guard row == keys.count else { throw changed }
    try writer.finish(write: write)
  }

  private static var changed: CommandFailure {
    CommandFailure(
      .inputOutput, "the store's conversations changed while they were read", remedy: "run the command again")
  }
}
