extension GoldenCase {
  /// `walkaway cases`, `import` and `generate`.
  static let lists: [GoldenCase] = listsOfSamples.flatMap { $0 } + listsOfSmall + imports

  /// What a person may set.
  private static let settings =
    "tags: {1: missed-exit, 2: polite-no}\\nviews:\\n  morning: {filter: outcome:non-buyer, order: severity}\\n"
    + "profile: [city, age]\\nkeys: {next-case: [F5, PgDn]}\\nbackground: light\\neditor: nano\\nreviewer: mk\\n"

  private static let listsOfSamples: [[GoldenCase]] = ["zh", "en"].map { sample in
    let cases = "walkaway cases \(sample).walkaway"
    return [
      GoldenCase("cases/\(sample)", "\(cases) --limit 20"),
      GoldenCase("cases/\(sample)-json", "\(cases) --where 'disengagement:yes' --limit 10 --json"),
      GoldenCase("cases/\(sample)-csv", "\(cases) --sort -severity,position,conversation --limit 20 --csv"),
    ]
  }

  private static let listsOfSmall: [GoldenCase] = [
    GoldenCase("cases/small", "walkaway cases small.walkaway"),
    GoldenCase("cases/small-csv", "walkaway cases small.walkaway --where flag:yes --csv"),
    GoldenCase(
      "cases/small-csv-form", "walkaway cases small.walkaway --where flag:yes --csv --csv-guard none --csv-bom",
      "walkaway cases small.walkaway --where flag:yes --csv --csv-guard formulas | head -1"),
    GoldenCase("cases/small-json", "walkaway cases small.walkaway --where flag:yes --json --text"),
    GoldenCase(
      "cases/series",
      "walkaway cases small.walkaway --simulator persona --instrument judge-b --draw 1 --sort turn --limit 5"),
    GoldenCase(
      "cases/filters",
      each: [
        "id:c-0001", "text~today", "tag:price or note~call", "(real:resisting or sim:deciding) -outcome:subscriber",
        "shift<=-2", "profile.city:*", "blind:yes", "reviewer:bob", "nothing:yes",
      ].map { "walkaway cases small.walkaway --limit 3 --where '\($0)'" }),
  ]

  /// How large a file of SQLite is depends on its version.
  private static let withoutSize =
    #"sed -E 's/[0-9]+\.[0-9] MB/<size>/; s/(.bytes.: )[0-9]+/\1<size>/'"#

  private static let imports: [GoldenCase] = [
    GoldenCase(
      "import/samples",
      "walkaway import sample-data/matchmaking-zh --into own.walkaway",
      "walkaway import sample-data/matchmaking-zh --into own.walkaway",
      "walkaway import sample-data/subscription-en --into other.walkaway --json"),
    GoldenCase("import/small", "walkaway import inputs/small --into own.walkaway"),
    GoldenCase("import/refused", "walkaway import inputs/refused --into own.walkaway --lines 50"),
    GoldenCase("import/refused-lines", "walkaway import inputs/refused --into own.walkaway --lines 3"),
    GoldenCase("import/refused-json", "walkaway import inputs/refused --into own.walkaway --json"),
    GoldenCase(
      "import/otherwise",
      each: [
        "mkdir b && cp inputs/small/* b && chmod -R u+w b",
        "sed -i '1s#\"outcome\": *\"[a-z-]*\"#\"outcome\":\"pending\"#;1s#\"text\": *\"#&\\\\u0000#' b/conversations.jsonl",
        "walkaway import b --into own.walkaway --lines 3",
        "walkaway import b --into other.walkaway --replace-nul --max-expanded 1GB",
        "gzip b/labels.jsonl", "walkaway import b --into packed.walkaway --max-expanded 1KB",
        "walkaway import b --into packed.walkaway --max-expanded nothing",
        "rm b/labels.jsonl.gz && mkfifo b/labels.jsonl", "walkaway import b --into piped.walkaway",
      ]),
    GoldenCase(
      "import/refused-strict", "walkaway import inputs/refused --into own.walkaway --strict", "test -e own.walkaway"),
    GoldenCase(
      "import/on-the-way", "walkaway cases inputs/small --limit 1", "walkaway cases inputs/small --limit 1"),
    GoldenCase(
      "import/changed",
      "cp -r inputs/small b && walkaway import b --into own.walkaway",
      "sed -i 's/\"title\": \"[^\"]*\"/\"title\": \"Another title\"/' b/audit.json",
      "sed '1q' b/conversations.jsonl | sed 's/c-000./c-new/' >> b/conversations.jsonl",
      "walkaway import b --into own.walkaway",
      "sed -i '2s/\"text\":\"/\"text\":\"other /; 1d' b/simulations.jsonl",
      "walkaway import b --into own.walkaway",
      "walkaway import b --into own.walkaway --keep",
      "walkaway import b --into own.walkaway --replace",
      "cp inputs/small/simulations.jsonl b && walkaway import b --into own.walkaway --replace --json",
      "walkaway cases own.walkaway --where flag:yes"),
    GoldenCase(
      "stores/list",
      "walkaway stores",
      "cp -r inputs/small b && walkaway cases b --limit 0 2> errors",
      "sed -i '2s/\"text\":\"/\"text\":\"other /' b/simulations.jsonl",
      "walkaway explore b",
      "walkaway explore b --keep",
      "walkaway explore b --replace",
      "rm -r b && printf nonsense > data/walkaway/zzz.walkaway",
      "walkaway stores | \(withoutSize)",
      "walkaway stores --json | \(withoutSize)"),
    GoldenCase(
      "config/values",
      "walkaway config",
      "mkdir -p $HOME/.config/walkaway && printf '\(settings)' > $HOME/.config/walkaway/config.yaml",
      "walkaway config",
      "walkaway config --json",
      "walkaway config --actions",
      "printf 'tag: {1: x}' > $HOME/.config/walkaway/config.yaml; walkaway config",
      "printf 'keys: {mark-reed: n}' > $HOME/.config/walkaway/config.yaml; walkaway config",
      "rm $HOME/.config/walkaway/config.yaml"),
    GoldenCase(
      "looks/list",
      "walkaway import inputs/small --into own.walkaway > report 2>&1",
      "walkaway looks own.walkaway",
      "walkaway stats own.walkaway \(quick) > once",
      "walkaway stats own.walkaway \(quick) > twice",
      "walkaway stats own.walkaway --where real:resisting --excess-margin 0.3 \(quick) > other",
      "walkaway looks own.walkaway",
      "walkaway looks own.walkaway --json",
      "walkaway looks own.walkaway --csv"),
    GoldenCase(
      "import/round-trip",
      "walkaway export small.walkaway --format bundle --output copy --json",
      "walkaway import copy inputs/small --into own.walkaway"),
    GoldenCase(
      "generate/tiny", "walkaway generate --domain matchmaking --conversations 2 --seed 3 --into made"
    ).leaving("made/audit.json", "made/conversations.jsonl", "made/simulations.jsonl").leavingDigests(of: "made"),
    GoldenCase(
      "generate/options",
      "walkaway generate --domain subscription --conversations 3 --committed-share 0.5 --fractions 0.5 --no-exit-probe "
        + "--text short --per-customer 2 --perfect --lean --into made",
      "walkaway generate --conversations 5 --exit-probe --into five --json",
      "walkaway generate --conversations 6 --judge-misreads 0.6 --blind 3 --lean --text short --into judged"
    ).leaving("made", "judged/reviews.jsonl").leavingDigests(of: "five", "judged"),
    GoldenCase(
      "generate/planted",
      "walkaway generate --conversations 4 --knows action --committers-shift -0.6 --decliners-shift 1 --softening 0.5 "
        + "--lean --text short --into knowing",
      "walkaway generate --conversations 4 --knows history --leak 0.8 --lean --text short --into leaked",
      "walkaway generate --conversations 6 --per-customer 3 --both-sides 0.5 --payment-hazard 0.2 --lean --text short "
        + "--into customers",
      "walkaway generate --conversations 4 --independent-outcome --knows position --lean --text short --into independent"
    ).leaving("knowing/audit.json", "leaked/audit.json", "customers/conversations.jsonl")
      .leavingDigests(of: "knowing", "leaked", "customers", "independent"),
    GoldenCase(
      "generate/samples",
      "walkaway generate --sample --domain matchmaking --into zh",
      "walkaway generate --sample --domain subscription --into en"
    ).leavingDigests(of: "zh", "en"),
  ]
}
