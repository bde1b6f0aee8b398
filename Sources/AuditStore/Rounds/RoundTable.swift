internal import Cases
internal import GRDB
internal import JSON

/// The tables of blind review: the rounds, which are never changed, and reviews that contradict those that are kept.
enum RoundTable {
  static let name = "review_round"
  static let conflicts = "review_conflict"

  static let statements = [
    """
    CREATE TABLE review_round (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      json TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE review_conflict (
      number INTEGER PRIMARY KEY,
      json TEXT NOT NULL UNIQUE,
      source TEXT NOT NULL,
      at TEXT NOT NULL
    )
    """,
  ]

  static func rounds(_ db: Database) throws -> [ReviewRound] {
    try Row.fetchAll(db, sql: "SELECT name, json, number FROM review_round ORDER BY number").map { row in
      let name = try row.text(0, of: RoundTable.name)
      guard let round = RoundJSON.round(try row.text(1, of: RoundTable.name)), round.name == name else {
        throw StoreDamage(RoundTable.name, row: try row.integer(2, of: RoundTable.name), "the round cannot be read")
      }
      return round
    }
  }

  static func insert(_ round: ReviewRound, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO review_round (name, json) VALUES (?, ?)", arguments: [round.name, RoundJSON.text(of: round)])
  }
}

/// A round as JSON.
enum RoundJSON {
  static func text(of round: ReviewRound) -> String {
    let object: JSONValue = [
      "name": .string(round.name), "at": .string(round.at), "seed": .string(String(round.seed)),
      "overlap": .integer(round.overlap), "reviewers": .array(round.reviewers.map { .string($0) }),
      "instrument": .string(round.instrument), "simulators": .array(round.simulators.map { .string($0) }),
      "strata": .array(
        round.strata.map {
          [
            "outcome": .string($0.outcome), "source": .string($0.source), "stage": .string($0.stage),
            "population": .integer($0.population), "drawn": .integer($0.drawn),
          ]
        }),
      "items": .array(
        round.items.map {
          [
            "conversation": .string($0.conversation), "turn": .integer($0.turn), "real": .bool($0.isReal),
            "simulator": .string($0.simulator), "draw": .integer($0.draw), "probability": .number($0.probability),
            "reviewers": .array($0.reviewers.map { .integer($0) }),
          ]
        }),
    ]
    return object.json(indented: false, isSorted: true)
  }

  static func round(_ text: String) -> ReviewRound? {
    guard let object = try? JSONValue(parsing: text), let name = object["name"]?.string, let at = object["at"]?.string,
      let seed = object["seed"]?.string.flatMap({ UInt64($0) }), let overlap = object["overlap"]?.integer, overlap > 0,
      let reviewers = texts(object["reviewers"]), let instrument = object["instrument"]?.string,
      let simulators = texts(object["simulators"]), let strata = object["strata"]?.elements?.compactMap(stratum),
      strata.count == object["strata"]?.elements?.count,
      let items = object["items"]?.elements?.compactMap({ item($0, reviewers: reviewers.count) }),
      items.count == object["items"]?.elements?.count
    else { return nil }
    return ReviewRound(
      name: name, at: at, seed: seed, overlap: overlap, reviewers: reviewers, instrument: instrument,
      simulators: simulators, strata: strata, items: items)
  }

  private static func texts(_ value: JSONValue?) -> [String]? {
    let texts = value?.elements?.compactMap(\.string)
    return texts?.count == value?.elements?.count ? texts : nil
  }

  private static func stratum(_ value: JSONValue) -> ReviewRound.Stratum? {
    guard let outcome = value["outcome"]?.string, let source = value["source"]?.string,
      let stage = value["stage"]?.string, let population = value["population"]?.integer,
      let drawn = value["drawn"]?.integer
    else { return nil }
    return ReviewRound.Stratum(outcome: outcome, source: source, stage: stage, population: population, drawn: drawn)
  }

  private static func item(_ value: JSONValue, reviewers: Int) -> ReviewRound.Item? {
    guard let conversation = value["conversation"]?.string, let turn = value["turn"]?.integer, turn >= 0,
      let isReal = value["real"]?.bool, let simulator = value["simulator"]?.string, let draw = value["draw"]?.integer,
      let probability = value["probability"]?.double, probability > 0, probability <= 1,
      let numbers = value["reviewers"]?.elements?.compactMap(\.integer),
      numbers.allSatisfy({ (0..<reviewers).contains($0) })
    else { return nil }
    return ReviewRound.Item(
      conversation: conversation, turn: turn, isReal: isReal, simulator: simulator, draw: draw,
      probability: probability, reviewers: numbers)
  }
}
