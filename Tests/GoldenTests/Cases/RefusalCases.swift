extension GoldenCase {
  /// Command lines that are refused, each message once.
  static let refusals: [GoldenCase] = [
    GoldenCase(
      "refusals/usage",
      each: [
        "nonsense", "", "stats", "stats zh.walkaway --nonsense", "stats zh.walkaway another",
        "stats zh.walkaway --level",
        "stats zh.walkaway --level high", "stats zh.walkaway --level 1", "stats zh.walkaway --margin 0",
        "stats zh.walkaway --resamples 1", "stats zh.walkaway --permutations 0",
        "stats zh.walkaway --resamples 99999999999",
        "stats zh.walkaway --seed -1", "stats zh.walkaway --json --csv", "cases zh.walkaway --json --csv",
        "cases zh.walkaway --limit -1", "cases zh.walkaway --sort nonsense", "export zh.walkaway --format pdf",
        "export zh.walkaway --format bundle", "export zh.walkaway --report", "export zh.walkaway --cases 3",
        "export zh.walkaway --format html --cases -1", "receipt", "receipt zh.walkaway --json --markdown",
        "receipt zh.walkaway --sign key", "check", "check zh.walkaway", "verify receipt.json zh.walkaway --signature a",
        "plan zh.walkaway --limit 0", "plan zh.walkaway --panel half", "generate", "import inputs/small",
        "help nonsense",
        "help figures nonsense", "help data more", "help stats --markdown", "schema nonsense", "demo fr",
        "cases zh.walkaway --text",
      ].map { "walkaway \($0)" }),
    GoldenCase(
      "refusals/series",
      each: [
        "stats zh.walkaway --simulator nobody", "stats zh.walkaway --instrument nobody", "stats zh.walkaway --draw 7",
        "stats zh.walkaway --all --simulator nobody", "stats zh.walkaway --compare nobody",
        "stats zh.walkaway --placebo nobody", "receipt zh.walkaway --placebo nobody", "cases zh.walkaway --draw 7",
        "export zh.walkaway --simulator nobody", "stats zh.walkaway --population buyer=1",
        "stats zh.walkaway --population buyer", "stats zh.walkaway --population buyer=1,buyer=1,non-buyer=1",
        "stats zh.walkaway --population buyer=0,non-buyer=0",
      ].map { "walkaway \($0)" }),
    GoldenCase("refusals/filter", each: filters.map { "walkaway cases zh.walkaway --where '\($0)'" }),
    GoldenCase(
      "refusals/filter-elsewhere",
      each: ["stats", "export", "receipt", "plan"].map { "walkaway \($0) zh.walkaway --where real:resistng" }),
    GoldenCase(
      "refusals/probing-options",
      each: ["cp small.walkaway own.walkaway"]
        + probingOptions.map { "walkaway simulate own.walkaway --simulator inputs/persona.yaml \($0)" }),
    GoldenCase("refusals/probing", each: probingCommands),
  ]

  private static let filters: [String] = [
    "real:resistng", "reel:resisting", "resisting", "real:", "real", "text~", "text~\"open", "(real:resisting",
    "real:resisting)", "or real:resisting", "real:resisting or", "real:resisting and", "severity>=many",
    "severity>=",
    "severity:2", "profile:x", "profile.", "text~\"\\q\"", "real:-resisting", "text\"x", "position:95%",
    "outcome:byer", "simulator:nobody", "profile.town:x",
  ]

  private static let probingOptions: [String] = [
    "--concurrency 0", "--concurrency 5000", "--attempts 0", "--max-requests 0", "--max-tokens 0",
    "--requests-per-minute 0", "--tokens-per-minute 0", "--timeout 0", "--connect-timeout 0", "--missing m",
    "--batch write", "--batch read", "--batch send x", "--batch write a b", "--batch write a --missing m",
    "--batch read nothing.jsonl", "--format jsonl", "--base-url ftp://x", "--base-url http://me:secret@x/v1",
    "--base-url 'http://x/v1?key=secret'", "",
  ]

  private static let probingCommands: [String] = [
    "cp small.walkaway own.walkaway",
    "walkaway simulate own.walkaway", "walkaway label own.walkaway", "walkaway label own.walkaway --window half",
    "walkaway simulate own.walkaway --simulator nobody",
    "walkaway simulate own.walkaway --simulator nothing.yaml",
    "walkaway simulate own.walkaway --simulator inputs/persona.yaml --simulator inputs/persona.yaml",
    "walkaway label own.walkaway --instrument nobody",
    "printf 'id: gone\\nmodel: nobody\\ntemplate: persona-en\\n' > gone.yaml",
    "walkaway simulate own.walkaway --simulator gone.yaml --base-url $ENDPOINT --limit 1 --concurrency 1",
    "printf 'id: keyed\\nmodel: m\\ntemplate: persona-en\\napi_key_env: NO_SUCH_KEY\\n' > keyed.yaml",
    "walkaway simulate own.walkaway --simulator keyed.yaml --base-url $ENDPOINT --limit 1 --concurrency 1",
    "walkaway simulate own.walkaway --simulator inputs/persona.yaml --base-url $ENDPOINT --limit 1 --concurrency 1",
    "printf 'id: asked\\nmodel: other\\ntemplate: persona-zh\\n' > other.yaml",
    "walkaway simulate own.walkaway --simulator other.yaml --base-url $ENDPOINT --limit 1 --concurrency 1",
  ]
}
