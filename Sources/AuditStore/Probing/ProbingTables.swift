/// The tables of what was planned, asked and answered by this program itself.
enum ProbingTables {
  /// What kind of thing a wrong answer was, and the format in which the answers of a definition were asked for.
  static let formsOfAnswers = [
    """
    CREATE TABLE invalid_cause (
      kind TEXT NOT NULL,
      key INTEGER NOT NULL,
      cause TEXT NOT NULL,
      finish_reason TEXT,
      served_model TEXT,
      PRIMARY KEY (kind, key),
      FOREIGN KEY (kind, key) REFERENCES invalid_answer (kind, key) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE definition_format (
      definition INTEGER PRIMARY KEY REFERENCES definition (number) ON DELETE CASCADE,
      format TEXT NOT NULL,
      refusal TEXT
    )
    """,
  ]

  /// `request.key` and `invalid_answer.key` are the keys of the simulation or label that the answer is (or should have
  /// become); digests are SHA-256 as hexadecimal digits.
  static let statements = [
    """
    CREATE TABLE probe_plan (
      number INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      seed INTEGER NOT NULL,
      panel TEXT NOT NULL,
      filter TEXT,
      largest INTEGER,
      counts TEXT NOT NULL,
      probes BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE definition (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('simulator', 'instrument')),
      id TEXT NOT NULL,
      digest TEXT NOT NULL,
      at TEXT NOT NULL,
      json TEXT NOT NULL,
      UNIQUE (kind, id)
    )
    """,
    """
    CREATE TABLE request (
      kind TEXT NOT NULL CHECK (kind IN ('simulation', 'label')),
      key INTEGER NOT NULL,
      definition INTEGER NOT NULL REFERENCES definition (number),
      prefix_sha256 TEXT NOT NULL,
      request_sha256 TEXT NOT NULL,
      prompt_tokens INTEGER,
      completion_tokens INTEGER,
      finish_reason TEXT,
      served_model TEXT,
      attempts INTEGER NOT NULL,
      at TEXT NOT NULL,
      PRIMARY KEY (kind, key)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE invalid_answer (
      kind TEXT NOT NULL CHECK (kind IN ('simulation', 'label')),
      key INTEGER NOT NULL,
      definition INTEGER NOT NULL REFERENCES definition (number),
      raw TEXT,
      why TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      request_sha256 TEXT NOT NULL,
      prompt_tokens INTEGER,
      completion_tokens INTEGER,
      at TEXT NOT NULL,
      PRIMARY KEY (kind, key)
    ) WITHOUT ROWID
    """,
  ]

  /// Plans have names, and say whose simulated turns are labelled; those of earlier versions are called by their numbers.
  static let namesOfPlans = [
    "ALTER TABLE probe_plan ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE probe_plan ADD COLUMN simulators TEXT",
    "UPDATE probe_plan SET name = 'plan-' || number",
    "CREATE UNIQUE INDEX probe_plan_by_name ON probe_plan (name)",
  ]
}
