extension GoldenCase {
  private static let taken =
    "walkaway import inputs/logs/talks.jsonl --outcome metadata.status --committed bought --customer metadata.person "
    + "--profile metadata.agent --into own.walkaway"

  /// Whole simulated conversations that a log tells, beside those of people.
  static let wholeConversations: [GoldenCase] = [
    GoldenCase(
      "import/whole-log",
      taken,
      "walkaway import inputs/logs/talks.jsonl --preview 25 | tail -8",
      "walkaway import inputs/logs/talks.jsonl --people --into people.walkaway",
      "walkaway import inputs/logs/talks.jsonl --simulator mine --preview 1",
      "walkaway import inputs/logs/talks.jsonl --simulated-by metadata.agent --write-map map.yaml --preview 1",
      "cat map.yaml"),
    GoldenCase(
      "cases/whole",
      taken,
      "walkaway cases own.walkaway --where 'simulator:play-a end:closing' --sort -turns --limit 4",
      "walkaway cases own.walkaway --where 'ended-by:limit fault:refusal,repetition' --csv",
      "walkaway cases own.walkaway --where 'simulator:person end:refusal' --json --limit 1",
      "walkaway cases own.walkaway --where end:nosuch", "walkaway cases small.walkaway --where ended-by:user",
      "walkaway cases small.walkaway --where fault:repetition --csv"),
    GoldenCase(
      "export/whole",
      taken,
      "walkaway export own.walkaway --format csv --where 'conversation:a-04,b-03'",
      "walkaway export own.walkaway --format jsonl --where 'conversation:a-04'",
      "walkaway export own.walkaway --format markdown --where 'conversation:a-04'",
      "walkaway export own.walkaway --format bundle --where 'fault:refusal' --output some && cat some/conversations.jsonl",
      "walkaway export small.walkaway --format markdown --report --faults drop | grep -n 'fault ('"),
    GoldenCase(
      "stats/whole",
      taken, "walkaway stats own.walkaway", "walkaway stats own.walkaway --where 'profile.agent:pushy'",
      "walkaway stats own.walkaway --where 'end:closing'", "walkaway stats own.walkaway --where 'simulator:play-a'"),
    GoldenCase(
      "stats/whole-simulator",
      taken, "walkaway stats own.walkaway --simulator play-a --where 'turns>=4'",
      "walkaway stats own.walkaway --simulator nobody", "walkaway stats own.walkaway --simulator play-a --draw 0",
      "walkaway cases own.walkaway --where 'outcome-source:inherited'"),
    GoldenCase("stats/whole-json", taken, "walkaway stats own.walkaway --json"),
    GoldenCase("stats/whole-csv", taken, "walkaway stats own.walkaway --csv"),
    GoldenCase(
      "receipt/whole",
      taken, "walkaway receipt own.walkaway --simulator play-b",
      "walkaway receipt own.walkaway --json --output r.json && walkaway verify r.json own.walkaway | tail -1",
      "walkaway receipt own.walkaway --simulator nobody", "walkaway receipt own.walkaway --where end:closing",
      "walkaway check own.walkaway --policy inputs/whole-policy.yaml"),
    GoldenCase(
      "stats/faults",
      "walkaway stats small.walkaway --faults drop", "walkaway stats small.walkaway --faults exit",
      "walkaway stats small.walkaway --json | grep -A 6 '\"faults\"'", "walkaway stats small.walkaway --faults none",
      "walkaway receipt small.walkaway --faults exit --json --output r.json && grep '\"faults\"' r.json",
      "walkaway verify r.json small.walkaway | tail -1"),
  ]
}
