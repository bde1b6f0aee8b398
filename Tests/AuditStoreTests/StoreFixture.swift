import Cases
import Foundation
import GRDB
import Interchange

@testable import AuditStore

/// A folder with a bundle and the store made of it, removed with the value.
final class StoreFixture {
  let folder: String
  private let isOwner: Bool
  var bundle: String { "\(folder)/bundle" }
  var path: String { "\(folder)/audit.walkaway" }

  init() throws {
    isOwner = true
    folder = NSTemporaryDirectory() + "walkaway-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
  }

  /// The fixture of another process, which also removes it.
  init(at folder: String) throws {
    self.folder = folder
    isOwner = false
  }

  deinit {
    if isOwner { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// Writes the files of the bundle; without more, two conversations with two simulators and an exit probe.
  func write(
    audit: String = StoreFixture.audit, conversations: [String] = StoreFixture.conversations,
    simulations: [String]? = StoreFixture.simulations, labels: [String] = StoreFixture.labels, reviews: [String] = []
  ) throws {
    try write(audit, to: "audit.json")
    try write(StoreFixture.text(conversations), to: "conversations.jsonl")
    if let simulations { try write(StoreFixture.text(simulations), to: "simulations.jsonl") }
    try write(StoreFixture.text(labels), to: "labels.jsonl")
    try write(StoreFixture.text(reviews), to: "reviews.jsonl")
  }

  @discardableResult
  func create(
    digest: String? = nil, progress: (ImportProgress) throws -> Void = { _ in }
  ) throws -> ImportReport {
    let reader = try BundleReader(folder: bundle)
    return try AuditStore.create(
      at: path, source: bundle, digest: digest, describe: { (_: ImportReport) in nil },
      { try reader.read(into: $0, progress: progress) })
  }

  @discardableResult
  func importAgain(
    into store: AuditStore, choice: ContradictionChoice = .ask, progress: (ImportProgress) throws -> Void = { _ in }
  ) throws -> ImportReport {
    var reader = try BundleReader(folder: bundle)
    reader.options.terms.choice = choice
    return try store.importing(
      source: bundle, digest: nil, describe: { (_: ImportReport) in nil },
      { try reader.read(into: $0, progress: progress) })
  }

  /// The store of the plain bundle, opened.
  static func opened() throws -> (fixture: StoreFixture, store: AuditStore) {
    let fixture = try StoreFixture()
    try fixture.write()
    try fixture.create()
    return (fixture, try AuditStore.open(at: fixture.path))
  }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(bundle)/\(name)"))
  }

  private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  static let audit = """
    {"format":"walkaway-audit/1","name":"small","outcome":{"name":"purchase","strata":[
      {"id":"left","committed":false},{"id":"bought","committed":true}]},
     "schema":{"id":"s","stages":[{"id":"resisting","depth":0},{"id":"exploring","depth":1},{"id":"deciding","depth":2}],
       "resistance":["resisting"],"deliberation":[],"commitment":["deciding"],"emotions":["calm","angry"],"blockers":["none","price"],
       "exits":["none","refusal","silence","abandonment"],"actions":["pitch","probe"]},
     "probes":{"fractions":[0.5],"exit_probe":true},
     "simulators":[{"id":"persona"},{"id":"other"}],"instruments":[{"id":"judge"},{"id":"judge-b"}]}
    """

  static let conversations = [
    """
    {"id":"c-1","outcome":"left","customer":"u-1","profile":{"city":"成都","age":31},"turns":[\
    {"role":"agent","text":"您好，请问需要什么？"},{"role":"user","text":"价格多少"},{"role":"agent","text":"Ten EUROS"},\
    {"role":"user","text":"太贵了，不要"},{"role":"agent","text":"Why?"}]}
    """,
    """
    {"id":"c-2","outcome":"bought","customer":"u-1","profile":{"city":"北京"},"turns":[\
    {"role":"agent","text":"Hello"},{"role":"user","text":"Is the Straße DONATION open?"}]}
    """,
  ]

  static let simulations = [
    #"{"conversation":"c-1","turn":3,"simulator":"persona","draw":0,"text":"好的，我要"}"#,
    #"{"conversation":"c-1","turn":3,"simulator":"other","draw":0,"text":null}"#,
    #"{"conversation":"c-1","turn":5,"simulator":"persona","draw":0,"text":null}"#,
    #"{"conversation":"c-1","turn":5,"simulator":"other","draw":0,"text":"价钱?"}"#,
    #"{"conversation":"c-2","turn":1,"simulator":"persona","draw":1,"text":"yes"}"#,
  ]

  static let labels = [
    #"{"conversation":"c-1","turn":3,"source":"real","instrument":"judge","stage":"resisting","exit":"refusal"}"#,
    #"{"conversation":"c-1","turn":3,"source":"persona","draw":0,"instrument":"judge","stage":"deciding"}"#,
    #"{"conversation":"c-1","turn":5,"source":"other","draw":0,"instrument":"judge","stage":"exploring"}"#,
    #"{"conversation":"c-1","turn":2,"source":"agent","instrument":"judge-b","action":"pitch"}"#,
    #"{"conversation":"c-2","turn":1,"source":"real","instrument":"judge","stage":"exploring"}"#,
    #"{"conversation":"c-2","turn":1,"source":"persona","draw":1,"instrument":"judge","stage":"exploring"}"#,
  ]
}

extension StoreFixture {
  /// With the store of the plain bundle.
  static func made() throws -> StoreFixture {
    let fixture = try StoreFixture()
    try fixture.write()
    try fixture.create()
    return fixture
  }

  /// Changes the store's file as a stranger could.
  func change(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: sql)
    }
    try queue.close()
  }

  /// Changes the bytes of a column of the case table.
  func change(column: String, _ body: (inout Data) -> Void) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      var data =
        try Data.fetchOne(db, sql: "SELECT data FROM case_column WHERE name = ?", arguments: [column]) ?? Data()
      body(&data)
      try db.execute(sql: "UPDATE case_column SET data = ? WHERE name = ?", arguments: [data, column])
    }
    try queue.close()
  }

  /// The names of the columns of the case table.
  func columns() throws -> [String] {
    try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: "SELECT DISTINCT name FROM case_column") }
  }
}

extension StoreFixture {
  /// Makes the tables of reviews as stores had them before reviews could be of simulated conversations.
  static let olderReviews =
    "DROP TABLE review_round; DROP TABLE review_conflict; DROP TABLE probe_lease; DROP TABLE simulated_label; DROP TABLE review; DROP TABLE review_log; "
    + StoreSchema.people.filter { $0.contains("TABLE review") }.joined(separator: ";")

  /// Makes the table of plans as stores had it before plans had names.
  static let olderPlans =
    "DROP TABLE probe_plan; " + ProbingTables.statements.filter { $0.contains("TABLE probe_plan") }.joined()
}
