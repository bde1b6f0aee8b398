extension GoldenCase {
  private static let own = "cp small.walkaway own.walkaway"
  private static let simulate = "walkaway simulate own.walkaway --simulator inputs/persona.yaml"
  private static let label = "walkaway label own.walkaway --instrument inputs/judge.yaml"
  private static let ask = "--base-url $ENDPOINT --concurrency 1"

  /// `walkaway plan`, `simulate` and `label`, each on a store of its own.
  static let probing: [GoldenCase] = [
    GoldenCase(
      "plan/samples",
      "cp zh.walkaway own.walkaway && cp en.walkaway other.walkaway",
      "walkaway plan own.walkaway",
      "walkaway plan own.walkaway --panel balanced --limit 40 --seed 7 --where 'outcome:non-buyer position:90%'",
      "walkaway plan other.walkaway --simulator inputs/persona.yaml --instrument inputs/judge.yaml",
      "walkaway plan other.walkaway --simulator inputs/persona.yaml --panel full --limit 10 --json"),
    GoldenCase(
      "plan/confirm",
      "walkaway plan --example-plan",
      "cp -r inputs/small b && grep -v '\"source\":\"persona\"' inputs/small/labels.jsonl > b/labels.jsonl",
      "walkaway import b --into own.walkaway > report 2>&1",
      "printf 'simulator: persona\\ninstrument: judge-a\\nexcess_margin: 0.3\\nresamples: 100\\n' > plan.yaml",
      "walkaway plan own.walkaway --confirm plan.yaml",
      "walkaway plan own.walkaway --confirm plan.yaml --json | grep -v sha256",
      "cp inputs/small/labels.jsonl b/labels.jsonl && walkaway import b --into own.walkaway > report 2>&1",
      "walkaway receipt own.walkaway --excess-margin 0.3 \(quick) | head -9",
      "walkaway receipt own.walkaway --excess-margin 0.2 \(quick) | head -9",
      "walkaway looks own.walkaway",
      "sed -i s/0.3/0.2/ plan.yaml",
      "walkaway plan own.walkaway --confirm plan.yaml",
      "sed -i s/judge-a/judge-b/ plan.yaml",
      "walkaway plan own.walkaway --confirm plan.yaml"),
    GoldenCase(
      "probing/live",
      own, "walkaway plan own.walkaway --limit 4",
      "\(simulate) \(ask) --max-requests 3",
      "\(simulate) \(ask) --max-tokens 30",
      "\(simulate) \(ask) --requests-per-minute 60000 --tokens-per-minute 10000000 --connect-timeout 5 --timeout 60",
      "\(simulate) \(ask) --json",
      "\(label) \(ask) --max-requests 3 --max-tokens 1000 --requests-per-minute 60000 --tokens-per-minute 10000000",
      "\(label) \(ask) --connect-timeout 5 --timeout 60",
      "\(label) \(ask) --window full --limit 2",
      "\(label) \(ask) --json",
      "walkaway cases own.walkaway --simulator asked",
      "walkaway stats own.walkaway --simulator asked --instrument judge-asked \(quick)",
      // The digests of what was asked just now hold the time of asking.
      "walkaway receipt own.walkaway --simulator asked --instrument judge-asked \(quick) > receipt.md",
      "grep -vE '^. (simulations|labels) . [0-9]+ . .[0-9a-f]{64}' receipt.md"),
    GoldenCase(
      "probing/choice",
      own,
      "\(simulate) \(ask) --where outcome:subscriber --panel balanced --limit 3 --seed 5",
      "\(label) \(ask) --where position:30% --panel balanced --limit 2 --seed 5"),
    GoldenCase(
      "probing/invalid",
      own, "walkaway plan own.walkaway --limit 1",
      "\(simulate) \(ask) --attempts 1 --retry-invalid",
      "printf 'id: mumbler\\nmodel: mumbler\\ntemplate: decision-state-en\\n' > mumbler.yaml",
      "walkaway label own.walkaway --instrument mumbler.yaml \(ask) --attempts 2",
      "walkaway label own.walkaway --instrument mumbler.yaml \(ask)",
      "walkaway label own.walkaway --instrument mumbler.yaml \(ask) --attempts 1 --retry-invalid"),
    GoldenCase(
      "probing/plans",
      own, "walkaway plan own.walkaway --limit 4 --name pilot",
      "walkaway plan own.walkaway --limit 6",
      "\(simulate) \(ask) --plan pilot --dry-run",
      "\(simulate) \(ask) --plan pilot --patience 90s --max-invalid 5",
      "\(simulate) \(ask) --plan pilot --limit 2 --dry-run --json",
      "\(label) \(ask) --plan pilot --simulator asked --dry-run",
      "\(label) \(ask) --plan pilot --simulator asked --patience 2m --max-invalid 5",
      "\(label) \(ask) --plan pilot --simulator asked --dry-run"),
    GoldenCase(
      "probing/judges",
      own, "walkaway plan own.walkaway --limit 2",
      "\(simulate) \(ask)",
      "\(label) \(ask) --try 2",
      "\(label) \(ask) --try 2 --json",
      "\(label) \(ask) --repeats 3 --vote panel",
      "walkaway cases own.walkaway --simulator asked --instrument panel"),
    GoldenCase(
      "probing/elsewhere",
      own, "walkaway plan own.walkaway --limit 1 --name one",
      "walkaway probes own.walkaway --plan one",
      "walkaway probes own.walkaway --where outcome:subscriber --panel balanced --limit 2 --seed 5",
      "walkaway probes own.walkaway --plan one --simulator inputs/persona.yaml --json | head -n 1",
      "walkaway probes own.walkaway --plan one --simulator inputs/persona.yaml --json > probes.jsonl",
      #"sed 's/}$/,"text":"fine"}/' probes.jsonl > answers.jsonl"#,
      "walkaway import answers.jsonl --as simulations --into own.walkaway",
      "walkaway probes own.walkaway --plan one --simulator inputs/persona.yaml --json"
    ).leaving("probes.jsonl", "answers.jsonl"),
    GoldenCase(
      "probing/batch",
      own, "walkaway plan own.walkaway --limit 1",
      "\(simulate) --batch write requests --format openai",
      "\(simulate) --batch write requests",
      #"sed -E 's/.*"custom_id":"([^"]*)".*/{"custom_id":"\1","error":null,"response":{"status_code":200,"body":"#
        + #"{"choices":[{"message":{"content":"hm"},"finish_reason":"stop"}]}}}/' requests/*.jsonl > results.jsonl"#,
      "tail -n 1 results.jsonl > last.jsonl; echo nonsense >> last.jsonl",
      "\(simulate) --batch read last.jsonl --missing missing.jsonl",
      "\(simulate) --batch read results.jsonl last.jsonl --json",
      "\(simulate) --batch read results.jsonl",
      "\(label) --batch write labels --format anthropic",
      "\(label) --batch read last.jsonl --missing still.jsonl --format anthropic",
      "echo mine > mine.jsonl && \(label) --batch read last.jsonl --missing mine.jsonl --format anthropic",
      "\(label) --batch read last.jsonl --missing mine.jsonl --force --format anthropic",
      "\(simulate) --batch read results.jsonl --missing mine.jsonl --force"
    ).leaving("requests", "results.jsonl", "missing.jsonl").leavingDigests(of: "labels", "still.jsonl"),
  ]
}
