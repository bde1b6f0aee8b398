extension GoldenCase {
  /// `walkaway stats`.
  static let statistics: [GoldenCase] = whole.flatMap { $0 } + options

  private static let whole: [[GoldenCase]] = ["zh", "en"].map { sample in
    let stats = "walkaway stats \(sample).walkaway \(quick)"
    return [
      GoldenCase("stats/\(sample)", stats),
      GoldenCase("stats/\(sample)-json", "\(stats) --json"),
      GoldenCase("stats/\(sample)-csv", "\(stats) --csv"),
    ]
  }

  private static let options: [GoldenCase] = [
    GoldenCase("stats/zh-paper", "walkaway stats zh.walkaway --paper \(quick)"),
    GoldenCase(
      "stats/small-paper-json", "walkaway stats small.walkaway --paper --where action:handle-objection --json \(quick)"),
    GoldenCase("stats/en-bca", "walkaway stats en.walkaway --bca \(quick)"),
    GoldenCase("stats/small-bca-csv", "walkaway stats small.walkaway --bca --where position:90% --csv \(quick)"),
    GoldenCase("stats/zh-by-conversation", "walkaway stats zh.walkaway --by-conversation \(quick)"),
    GoldenCase(
      "stats/en-by-conversation-level-csv",
      "walkaway stats en.walkaway --by-conversation --level 0.8 --where position:exit --csv \(quick)"),
    GoldenCase("stats/en-where", "walkaway stats en.walkaway --where 'position:90% -real:deciding' \(quick)"),
    GoldenCase("stats/zh-where-csv", "walkaway stats zh.walkaway --where position:exit --csv \(quick)"),
    GoldenCase("stats/zh-where-nothing", "walkaway stats zh.walkaway --where severity>99 \(quick)"),
    GoldenCase("stats/zh-level", "walkaway stats zh.walkaway --level 0.9 \(quick)"),
    GoldenCase(
      "stats/zh-compare",
      "walkaway stats zh.walkaway --compare persona-may-leave \(quick)",
      "walkaway stats zh.walkaway --simulator persona-may-leave --compare persona-other-family \(quick)"),
    GoldenCase(
      "stats/en-placebo-json",
      "walkaway stats en.walkaway --placebo persona-other-family --where position:exit --json \(quick)"),
    GoldenCase("stats/en-placebo", "walkaway stats en.walkaway --placebo persona-other-family \(quick)"),
    GoldenCase("stats/small-mean-of-draws", "walkaway stats small.walkaway --mean-of-draws \(quick)"),
    GoldenCase("stats/small-draw", "walkaway stats small.walkaway --draw 1 --instrument judge-b \(quick)"),
    GoldenCase(
      "stats/zh-population",
      "walkaway stats zh.walkaway --population non-buyer=0.9,buyer=0.1 --margin 0.3 --seed 5 \(quick)"),
    GoldenCase(
      "stats/en-margin", "walkaway stats en.walkaway --margin 0.25 --excess-margin 0.5 --reference action \(quick)"),
    GoldenCase("stats/small-all", "walkaway stats small.walkaway --all --simulator persona \(quick)"),
    GoldenCase(
      "stats/small-all-csv",
      "walkaway stats small.walkaway --all --simulator persona-may-leave --where position:exit --csv \(quick)"),
    GoldenCase(
      "stats/small-all-json",
      "walkaway stats small.walkaway --all --simulator persona-may-leave --where action:rapport --json \(quick)"),
    GoldenCase(
      "stats/small-csv-form",
      "walkaway stats small.walkaway --where position:exit --csv --csv-guard none --csv-bom \(quick) | head -3"),
    GoldenCase(
      "stats/kinds",
      "walkaway export small.walkaway --where outcome:subscriber --format bundle --output bought",
      "walkaway export small.walkaway --where -outcome:subscriber --format bundle --output left",
      "walkaway kinds bought --output a.kinds", "walkaway kinds left > b.kinds",
      "walkaway kinds left --output a.kinds", "echo mine > own && walkaway kinds left --output own",
      "walkaway kinds left --output own --force && cmp own b.kinds",
      "walkaway stats --kinds bought", "walkaway stats --kinds a.kinds nothing",
      "walkaway stats --kinds a.kinds b.kinds",
      "walkaway stats --kinds b.kinds --where flag:yes", "walkaway stats --kinds b.kinds --where 'text~a'",
      "walkaway kinds bought --output a.kinds && walkaway stats --kinds a.kinds b.kinds \(quick)"
    ).leaving("b.kinds"),
    GoldenCase("stats/small-hostile", "walkaway stats small.walkaway --where 'note~<i>' \(quick)"),
  ]
}
