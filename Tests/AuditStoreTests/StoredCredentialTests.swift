import Cases
import Foundation
import GRDB
import Interchange
import Testing

@testable import AuditStore

/// A store of a program that still took credentials in.
@Suite struct StoredCredentialTests {
  @Test func credentialsThatAStoreHoldsAreNeverShownOrExported() throws {
    let fixture = try StoreFixture()
    try fixture.write()
    try fixture.create()
    let queue = try DatabaseQueue(path: fixture.path)
    try queue.write { db in
      try db.execute(
        sql: """
          UPDATE audit SET json = replace(json, '{"id":"persona"', '{"api_key":"FAKE-123456","id":"persona"');
          UPDATE conversation SET extra = '{"headers":{"Authorization":"Bearer FAKE-2"},"kept":1}';
          UPDATE simulation SET extra = '{"token":"FAKE-34567"}'
          """)
    }
    try queue.close()
    let store = try AuditStore.open(at: fixture.path)
    #expect(!store.auditJSON.contains("FAKE") && !store.auditJSON.contains("api_key"))
    let out = "\(fixture.folder)/out"
    try BundleWriter(source: store).write(to: out)
    for name in ["audit.json", "conversations.jsonl", "simulations.jsonl"] {
      let text = try String(contentsOfFile: "\(out)/\(name)", encoding: .utf8)
      #expect(!text.contains("FAKE"), "\(name)")
    }
    #expect(try String(contentsOfFile: "\(out)/conversations.jsonl", encoding: .utf8).contains(#""kept":1"#))
    #expect(try queueHolds("FAKE-123456", fixture.path))
    // The next import cleans what it holds of audit.json.
    try fixture.importAgain(into: store, choice: .replace)
    #expect(try !queueHolds("FAKE-123456", fixture.path))
  }

  private func queueHolds(_ text: String, _ path: String) throws -> Bool {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { try String.fetchOne($0, sql: "SELECT json FROM audit")?.contains(text) ?? false }
  }
}
