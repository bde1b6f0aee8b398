internal import GRDB

extension AuditStore {
  /// Calls `body` with the key, the id and the customer of every conversation, ascending by key: the real ones first, then
  /// whole simulated ones. The buffers live as long as the call.
  ///
  /// - Throws: ``StoreError``, and what `body` throws.
  public func forEachIdentity(
    _ body: (_ key: UInt32, _ id: UnsafeRawBufferPointer, _ customer: UnsafeRawBufferPointer?) throws -> Void
  ) throws {
    try handingOut { db in
      for table in ["conversation", SimulatedConversationTable.name] {
        let rows = try RawStatement(db, "SELECT key, id, customer FROM \(table) ORDER BY key")
        while try rows.step() {
          try body(UInt32(clamping: rows.int64(0)), rows.bytes(1), rows.optionalBytes(2))
        }
      }
    }
  }
}
