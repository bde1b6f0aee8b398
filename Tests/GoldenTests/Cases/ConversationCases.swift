extension GoldenCase {
  /// Whole conversations: an audit of nothing else, one without outcome groups, and those beside cases.
  static let conversations: [GoldenCase] = [
    GoldenCase(
      "cases/alone",
      "walkaway cases alone.walkaway",
      "walkaway cases alone.walkaway --where 'ended:agent turns>=2' --sort -turns",
      "walkaway cases alone.walkaway --where flag:yes --csv",
      "walkaway cases alone.walkaway --where outcome:unknown --json",
      "walkaway cases alone.walkaway --where 'text~deal or text~套餐' --limit 1",
      "walkaway cases alone.walkaway --where real:resisting",
      "walkaway cases alone.walkaway --sort severity",
      "walkaway cases alone.walkaway --simulator persona"),
    GoldenCase(
      "cases/conversations",
      "walkaway cases small.walkaway --conversations",
      "walkaway cases zh.walkaway --conversations --where outcome:buyer --sort -user-turns --limit 3"),
    GoldenCase(
      "stats/alone",
      "walkaway stats alone.walkaway",
      "walkaway stats alone.walkaway --json",
      "walkaway stats alone.walkaway --csv",
      "walkaway stats alone.walkaway --where turns>99"),
    GoldenCase("stats/conversations", "walkaway stats zh.walkaway --conversations"),
    GoldenCase(
      "export/alone",
      "walkaway export alone.walkaway --format csv",
      "walkaway export alone.walkaway --format jsonl --redact --where flag:yes",
      "walkaway export alone.walkaway --format markdown --where 'id:c-2,c-3'",
      "walkaway export alone.walkaway --format markdown --without-text --flagged",
      "walkaway export alone.walkaway --flagged --format bundle --output copy",
      "walkaway cases copy --where flag:yes",
      "walkaway export alone.walkaway --format markdown --report",
      "walkaway export alone.walkaway --format html --output report.html"
    ).leaving("copy", "report.html"),
    GoldenCase(
      "export/conversations", "walkaway export zh.walkaway --conversations --where id:c-0003 --format markdown"),
    GoldenCase(
      "check/no-outcomes",
      "cp -r inputs/small b && sed -i '/\"strata\": \\[/,/^    \\]/c\\    \"strata\": []' b/audit.json",
      "walkaway import b --into own.walkaway",
      "walkaway stats own.walkaway \(quick)",
      "walkaway check own.walkaway --policy inputs/policy.yaml",
      "walkaway receipt own.walkaway --json --output receipt.json \(quick) && walkaway verify receipt.json own.walkaway",
      "sed -i '/\"strata\"/d; s/\"truncation\": \\(.*\\),/\"truncation\": \\1/' b/audit.json",
      "walkaway import b --into other.walkaway"),
    GoldenCase(
      "receipt/alone",
      "walkaway receipt alone.walkaway",
      "walkaway check alone.walkaway --policy inputs/policy.yaml",
      "walkaway plan alone.walkaway"),
  ]
}
