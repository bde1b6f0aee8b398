extension GoldenCase {
  private static let few = "--where 'real:resisting sim:deciding position:90%' --simulator persona"

  /// `walkaway export`.
  static let exports: [GoldenCase] = ofSamples.flatMap { $0 } + ofSmall.flatMap { $0 } + reports

  private static let ofSamples: [[GoldenCase]] = ["zh", "en"].map { sample in
    var cases = ["csv", "jsonl", "markdown"].map { format in
      GoldenCase("export/\(sample)-\(format)", "walkaway export \(sample).walkaway \(few) --format \(format)")
    }
    cases += [
      GoldenCase(
        "export/\(sample)-html", "walkaway export \(sample).walkaway --format html --cases 3 -o report.html \(quick)"
      ).leaving("report.html"),
      GoldenCase(
        "export/\(sample)-report",
        "walkaway export \(sample).walkaway --format markdown --report --cases 3 --output report.md \(quick)"
      ).leaving("report.md"),
      GoldenCase(
        "export/\(sample)-bundle",
        "walkaway export \(sample).walkaway --where id:c-0003 --format bundle --output copy"
      ).leaving("copy"),
      GoldenCase(
        "export/\(sample)-whole-bundle", "walkaway export \(sample).walkaway --format bundle --output copy"
      ).leavingDigests(of: "copy"),
    ]
    return cases
  }

  private static let ofSmall: [[GoldenCase]] = ["csv", "jsonl", "markdown"].map { format in
    let export = "walkaway export small.walkaway --format \(format)"
    let some = "\(export) --where 'position:30%' --simulator persona"
    return [
      GoldenCase("export/small-\(format)", some),
      GoldenCase("export/small-\(format)-redact", "\(some) --redact"),
      GoldenCase("export/small-\(format)-without-text", "\(some) --without-text"),
      GoldenCase("export/small-\(format)-flagged", "\(export) --flagged"),
    ]
  }

  private static let reports: [GoldenCase] = [
    GoldenCase(
      "export/small-csv-form",
      "walkaway export small.walkaway --flagged --format csv --csv-guard none --csv-bom --output cases.csv",
      "walkaway export small.walkaway --flagged --format csv --output cases.csv",
      "echo mine > cases.csv && walkaway export small.walkaway --flagged --output cases.csv",
      "walkaway export small.walkaway --flagged --format csv --csv-guard none --output cases.csv --force"
    ).leaving("cases.csv"),
    GoldenCase(
      "export/small-bundle-redact",
      "walkaway export small.walkaway --where flag:yes --format bundle --redact --output copy --json"
    ).leaving("copy"),
    GoldenCase(
      "export/small-bundle-without-text",
      "walkaway export small.walkaway --where flag:yes --format bundle --without-text --output copy"
    ).leaving("copy"),
    GoldenCase(
      "export/small-html-flagged-redact",
      "walkaway export small.walkaway --format html --flagged --redact --output report.html \(quick)"
    ).leaving("report.html"),
    GoldenCase(
      "export/small-report-options",
      "walkaway export small.walkaway --format markdown --report --cases 1 --without-text --instrument judge-b --draw 1 "
        + "--seed 9 --level 0.9 --margin 0.4 --excess-margin 0.3 --by-conversation --placebo persona-may-leave --compare persona-may-leave "
        + "--reference position "
        + "--population non-subscriber=0.7,subscriber=0.3 --bca \(quick)"),
    GoldenCase(
      "export/small-report-paper",
      "walkaway export small.walkaway --format markdown --report --cases 0 --paper --mean-of-draws \(quick)"),
  ]
}
