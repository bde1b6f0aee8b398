/// The keys of `audit.json` that mean something: what they hold, whether they are needed, and how they may read.
struct AuditShape: Sendable {
  indirect enum Kind: Sendable {
    case text, number, wholeNumber, flag, texts, numbers
    case object([AuditShape])
    /// What silence counts as: an object with a depth, or the id of a stage.
    case silence
    case objects([AuditShape])
    /// Whatever whoever reads it makes of it.
    case anything

    /// What must stand there, in words.
    var words: String {
      switch self {
      case .text: "a string"
      case .number: "a number"
      case .wholeNumber: "a whole number"
      case .flag: "true or false"
      case .texts: "a list of strings"
      case .numbers: "a list of numbers"
      case .object: "an object"
      case .silence: "an object with a depth, or the id of a stage"
      case .objects: "a list of objects"
      case .anything: "a value"
      }
    }
  }

  let name: String
  let kind: Kind
  let isNeeded: Bool
  /// JSON, also what stands in for it while the rest is checked.
  let example: String

  private init(_ name: String, _ kind: Kind, isNeeded: Bool = false, _ example: String = "null") {
    self.name = name
    self.kind = kind
    self.isNeeded = isNeeded
    self.example = example
  }

  private static func needed(_ name: String, _ kind: Kind, _ example: String) -> AuditShape {
    AuditShape(name, kind, isNeeded: true, example)
  }

  private static func texts(_ names: String...) -> [AuditShape] { names.map { AuditShape($0, .text, "\"…\"") } }

  private static func anything(_ names: String...) -> [AuditShape] { names.map { AuditShape($0, .anything) } }

  /// The whole file.
  static let audit: [AuditShape] =
    [
      .needed("format", .text, "\"walkaway-audit/1\""), .needed("name", .text, "\"my-audit\""),
      .needed(
        "outcome", .object(outcome),
        """
        {"name": "order", "strata": [{"id": "declined", "committed": false}, {"id": "bought", "committed": true}]}
        """),
      .needed(
        "schema", .object(schema),
        """
        {"id": "decision-state/1", "stages": [{"id": "resisting", "depth": 0}, {"id": "deciding", "depth": 4}], \
        "resistance": ["resisting"], "deliberation": [], "commitment": ["deciding"]}
        """),
      AuditShape("synthetic", .flag, "true"),
      AuditShape("probes", .object(probes), "{\"fractions\": [0.3, 0.6, 0.9], \"exit_probe\": true}"),
      AuditShape("simulators", .objects(simulator), "[{\"id\": \"persona\"}]"),
      AuditShape("instruments", .objects(instrument), "[{\"id\": \"judge\"}]"),
    ] + texts("title", "description", "language", "source", "license", "privacy")

  private static let outcome: [AuditShape] =
    [
      .needed("name", .text, "\"order\""),
      .needed(
        "strata", .objects(stratum),
        "[{\"id\": \"declined\", \"committed\": false}, {\"id\": \"bought\", \"committed\": true}]"),
    ] + texts("evidence", "truncation")

  private static let stratum: [AuditShape] =
    [.needed("id", .text, "\"declined\""), .needed("committed", .flag, "false")] + texts("label")

  private static let schema: [AuditShape] = [
    .needed("id", .text, "\"decision-state/1\""),
    .needed("stages", .objects(stage), "[{\"id\": \"resisting\", \"depth\": 0}, {\"id\": \"deciding\", \"depth\": 4}]"),
    // What a missing list would measure is nothing, and nothing looks like a good result: say [] where it is meant.
    .needed("resistance", .texts, "[\"resisting\"]"), .needed("deliberation", .texts, "[\"considering\"]"),
    .needed("commitment", .texts, "[\"deciding\"]"),
    AuditShape("emotions", .texts, "[\"positive\", \"negative\"]"),
    AuditShape("blockers", .texts, "[\"none\", \"price\"]"),
    AuditShape("exits", .texts, "[\"none\", \"refusal\"]"), AuditShape("actions", .texts, "[\"pitch\", \"probe\"]"),
    AuditShape("no_reply", .silence, "{\"depth\": -1}"),
  ]

  private static let stage: [AuditShape] = [.needed("id", .text, "\"resisting\""), .needed("depth", .number, "0")]

  /// Of silence.
  static let depth: [AuditShape] = [.needed("depth", .number, "-1")]

  private static let probes = [
    AuditShape("fractions", .numbers, "[0.3, 0.6, 0.9]"), AuditShape("exit_probe", .flag, "true"),
  ]

  private static let simulator: [AuditShape] =
    definition + [
      AuditShape("profile_fields", .texts, "[\"city\"]"), AuditShape("seed", .wholeNumber, "1"),
      AuditShape("draws", .anything), AuditShape("no_reply", .text, "\"[no reply]\""),
      AuditShape("empty_is_no_reply", .flag, "true"),
    ]
    + anything("form", "tool_turns", "speakers", "command", "url", "request", "turn", "answer", "silence")

  private static let instrument: [AuditShape] =
    definition + anything("task", "response_format", "window", "repeat", "votes", "seed")

  /// What probing understands has checks of its own, where it is used.
  private static let definition: [AuditShape] =
    [.needed("id", .text, "\"persona\""), AuditShape("temperature", .number, "0.7")] + texts("model", "prompt")
    + anything(
      "base_url", "api_key_env", "template", "top_p", "max_tokens", "prompt_sha256", "definition_sha256", "system",
      "messages", "stop", "extra_body", "max_completion_tokens", "reasoning_effort", "headers", "query", "ca_file",
      "proxy", "timeout")
}
