internal import GRDB

/// The tables of a store, and the steps that brought older stores to them.
enum StoreSchema {
  /// Marks the file as a store of this program: "Wlkw".
  static let applicationID: Int32 = 0x576C_6B77
  /// The number of migrations; also the file's `user_version`.
  static let version = 10

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 records, reviews, case table") { try createTables(in: $0) }
    migrator.registerMigration("2 probing") { db in
      for statement in ProbingTables.statements { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("3 looks") { db in
      try db.execute(sql: LookTable.statement)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    migrator.registerMigration("4 declared plans") { db in
      try db.execute(sql: PlanTable.statement)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration("5 simulated conversations") { db in
      try db.execute(sql: SimulatedConversationTable.statement)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
    migrator.registerMigration("6 reviews and labels of simulated conversations") { db in
      try ReviewTable.referToBothKinds(in: db)
      try db.execute(sql: SimulatedLabelTable.statement)
      try db.execute(sql: "PRAGMA user_version = 6")
    }
    migrator.registerMigration("7 causes of invalid answers, formats of answers") { db in
      for statement in ProbingTables.formsOfAnswers { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = 7")
    }
    migrator.registerMigration("8 names of plans, leases") { db in
      for statement in ProbingTables.namesOfPlans + [LeaseTable.statement] { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = 8")
    }
    migrator.registerMigration("9 read marks") { db in
      try ReviewTable.addReadMarks(in: db)
      try db.execute(sql: "PRAGMA user_version = 9")
    }
    migrator.registerMigration("10 rounds of blind review, conflicts of reviews") { db in
      for statement in RoundTable.statements { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = \(version)")
    }
    return migrator
  }

  /// Made when an import ends, so that it need not keep them up.
  static let indexes = """
    CREATE UNIQUE INDEX IF NOT EXISTS conversation_by_id ON conversation (id);
    CREATE INDEX IF NOT EXISTS conversation_by_customer ON conversation (customer) WHERE customer IS NOT NULL
    """

  private static func createTables(in db: Database) throws {
    for statement in records + people + derived { try db.execute(sql: statement) }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  /// What a bundle holds. Keys of simulations and labels are a conversation, a turn and a dictionary entry in one
  /// integer (see `RecordKey`), so that all of a conversation lies together.
  private static let records = [
    """
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      json TEXT NOT NULL,
      generation INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE import (
      number INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      digest TEXT,
      source TEXT,
      report TEXT
    )
    """,
    """
    CREATE TABLE source (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('real', 'agent', 'simulator')),
      simulator TEXT,
      draw INTEGER,
      CHECK ((kind = 'simulator') = (simulator IS NOT NULL AND draw IS NOT NULL))
    )
    """,
    """
    CREATE TABLE series (
      number INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES source (number),
      instrument INTEGER NOT NULL
    )
    """,
    "CREATE TABLE profile_field (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """
    CREATE TABLE conversation (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      stratum INTEGER NOT NULL,
      outcome_at TEXT,
      customer TEXT,
      profile BLOB,
      turns BLOB NOT NULL,
      text TEXT NOT NULL,
      extra TEXT,
      import INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE simulation (
      key INTEGER PRIMARY KEY,
      text TEXT,
      extra TEXT,
      draw_implied INTEGER NOT NULL,
      import INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE label (
      key INTEGER PRIMARY KEY,
      codes INTEGER NOT NULL,
      signal TEXT,
      convergence REAL,
      rationale TEXT,
      extra TEXT,
      draw_implied INTEGER NOT NULL,
      import INTEGER NOT NULL
    )
    """,
  ]

  /// What people added, as the first version kept it. The log only grows: nothing that a reviewer once said is lost.
  static let people = [
    """
    CREATE TABLE review (
      conversation INTEGER NOT NULL REFERENCES conversation (key),
      turn INTEGER NOT NULL,
      simulator TEXT NOT NULL,
      draw INTEGER NOT NULL,
      reviewer TEXT NOT NULL,
      flag INTEGER NOT NULL,
      tags TEXT,
      note TEXT,
      severity REAL,
      at TEXT,
      blind TEXT,
      json TEXT NOT NULL,
      PRIMARY KEY (conversation, turn, simulator, draw, reviewer)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE review_log (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      conversation INTEGER NOT NULL REFERENCES conversation (key),
      turn INTEGER NOT NULL,
      simulator TEXT NOT NULL,
      draw INTEGER NOT NULL,
      reviewer TEXT NOT NULL,
      json TEXT NOT NULL
    )
    """,
    "CREATE TABLE session (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
  ]

  /// What can be made again from the rest.
  private static let derived = [
    """
    CREATE TABLE case_table (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      format INTEGER NOT NULL,
      generation INTEGER NOT NULL,
      header TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE case_column (
      name TEXT NOT NULL,
      chunk INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (name, chunk)
    )
    """,
  ]
}
