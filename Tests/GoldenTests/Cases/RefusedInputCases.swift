extension GoldenCase {
  /// Files that are refused, each message once.
  static let refusedInputs: [GoldenCase] = [
    GoldenCase(
      "refusals/stores",
      "walkaway cases nothing", "walkaway explore nothing", "walkaway explore zh.walkaway",
      "walkaway import nothing --into own.walkaway", "walkaway cases inputs",
      "printf nonsense > no.walkaway && walkaway cases no.walkaway",
      ": > empty.walkaway && walkaway cases empty.walkaway",
      "head -c 100000 zh.walkaway > cut.walkaway && walkaway cases cut.walkaway",
      "cp zh.walkaway own.walkaway && walkaway import inputs/small --into own.walkaway",
      "walkaway export small.walkaway --output nowhere/cases.csv",
      "walkaway export small.walkaway --format bundle --output nowhere/copy",
      "mkdir full && touch full/x && walkaway export small.walkaway --format bundle --output full",
      "walkaway cases small.walkaway > /dev/full"),
    GoldenCase(
      "refusals/bundles",
      each: [
        "mkdir b && cp inputs/small/*.json* b && rm b/conversations.jsonl", "walkaway cases b",
        "gzip -nc inputs/small/conversations.jsonl | head -c 999 > b/conversations.jsonl.gz", "walkaway cases b",
        "cp inputs/small/conversations.jsonl b", "walkaway cases b", "rm b/conversations.jsonl.gz",
        "rm b/simulations.jsonl b/labels.jsonl b/reviews.jsonl", "walkaway cases b", "walkaway stats b",
        "walkaway export b --flagged", "sed -i '/\"probes\"/,/}/d' b/audit.json", "walkaway plan b",
      ]),
    GoldenCase(
      "refusals/audit-json",
      each: ["mkdir b && cp inputs/small/conversations.jsonl b"]
        + auditEdits.flatMap { ["sed '\($0)' inputs/small/audit.json > b/audit.json", "walkaway cases b --limit 1"] }),
    GoldenCase(
      "refusals/policies",
      each: [
        "printf 'version: 1\\n' | walkaway check zh.walkaway --policy /dev/stdin",
        "walkaway check zh.walkaway --policy nothing.yaml", "printf '\\377' > p.yaml",
        "walkaway check zh.walkaway --policy p.yaml",
      ] + policies.flatMap { ["printf '\($0)\\n' > p.yaml", "walkaway check zh.walkaway --policy p.yaml"] }),
    GoldenCase(
      "refusals/definitions",
      each: ["cp small.walkaway own.walkaway"]
        + definitions.flatMap { ["printf '\($0)\\n' > d.yaml", "walkaway plan own.walkaway --simulator d.yaml"] }),
    GoldenCase(
      "refusals/instrument",
      "printf 'id: a\\nmodel: m\\ntemplate: persona-en\\ntask: guess\\n' > d.yaml",
      "walkaway plan small.walkaway --instrument d.yaml"),
    GoldenCase("refusals/receipts", each: receiptCommands),
    GoldenCase("refusals/generate", each: generateOptions.map { "walkaway generate \($0) --into made" }),
    GoldenCase("refusals/generate-again", "mkdir there", "walkaway generate --into there"),
  ]

  /// Edits of sed that each break one rule.
  private static let auditEdits: [String] = [
    "d", "s#.*#[]#;1q", "s#.*#{}#;1q",
    "s#walkaway-audit/1#walkaway-audit/3#", "s#\"name\": \"small\"#\"name\": \"\"#",
    "s#\"name\": \"small\"#\"name\": 3#",
    "s#\"id\": \"subscriber\"#\"id\": \"non-subscriber\"#", "s#\"depth\": 1#\"depth\": 0#",
    "s#\"id\": \"engaging\"#\"id\": \"\"#", "s#\"id\": \"resisting\"#\"id\": \"refusing\"#", "s#0\\.9#9#",
    "s#\"id\": \"persona\"#\"id\": \"real\"#", "s#\"id\": \"judge-b\"#\"id\": \"judge-a\"#",
  ]

  private static let policies: [String] = [
    "", "[", "rules: {}", "version: 2", "version: 1", "version: 1\\nrules: 3", "version: 1\\nnonsense: 3",
    "version: 1\\nlevel: 2", "version: 1\\nexcess_margin: 0", "version: 1\\nresamples: 1", "version: 1\\nseed: x",
    "version: 1\\nrules:\\n  exit_recal: {at_least: 0.5}", "version: 1\\nrules:\\n  exit_recall: {at_most: 0.5}",
    "version: 1\\nrules:\\n  exit_recall: {at_least: 5}", "version: 1\\nrules:\\n  exit_recall: {}",
    "version: 1\\nrules:\\n  receipt_fields: all", "version: 1\\nrules:\\n  receipt_fields: [price]",
    "version: 1\\nrules:\\n  excess_contrast: {at_most: 0.1, reference: none}",
    "version: 1\\nsimulator: nobody\\nrules:\\n  conversations: {at_least: 1}",
    "version: 1\\nwhere: real:resistng\\nrules:\\n  conversations: {at_least: 1}",
  ]

  private static let definitions: [String] = [
    "", "[", "[1]", "id: a\\nid: b", "model: m", "id: a", "id: a\\nmodel: m",
    "id: real\\nmodel: m\\ntemplate: persona-en",
    "id: a\\nmodel: m\\ntemplate: nothing", "id: a\\nmodel: m\\ntemplate: persona-en\\nprofile: all",
    "id: a\\nmodel: m\\ntemplate: persona-en\\napi_key: sk-1",
    "id: a\\nmodel: m\\ntemplate: persona-en\\nprompt: x",
    "id: a\\nmodel: m\\nprompt: hello", "id: a\\nmodel: m\\ntemplate: persona-en\\ntemperature: hot",
    "id: a\\nmodel: m\\ntemplate: persona-en\\nno_reply: SILENCE",
    "id: a\\nmodel: m\\ntemplate: persona-en\\nbase_url: x",
    "id: a\\nmodel: [m]\\ntemplate: persona-en", "id: a\\nmodel: m\\ntemplate: persona-en\\nprofile_fields: 3",
    "id: \"a\\\\x07b\"\\nmodel: m\\ntemplate: persona-en",
  ]

  private static let receiptCommands: [String] = [
    "walkaway verify nothing.json zh.walkaway", ": > r.json", "walkaway verify r.json zh.walkaway",
    "echo '{' > r.json", "walkaway verify r.json zh.walkaway", "echo '[]' > r.json",
    "walkaway verify r.json zh.walkaway",
    "echo '{\"_type\": 3}' > r.json", "walkaway verify r.json zh.walkaway",
    "walkaway receipt zh.walkaway --output nowhere/receipt.json \(quick)",
  ]

  private static let generateOptions: [String] = [
    "--domain nothing", "--text long", "--fractions half", "--fractions 2", "--committed-share 2", "--per-customer 0",
    "--conversations -1", "--conversations many", "--knows nothing", "--knows states", "--perfect --knows action",
    "--leak 2", "--softening -1", "--decliners-shift 5", "--committers-shift nan", "--both-sides 0.5",
    "--both-sides 1.5 --per-customer 2", "--payment-hazard 2", "--sample --leak 0.5", "--judge-misreads 1.1",
    "--blind -1", "--conversations 3 --blind 4",
  ]
}
