import Foundation
import Statistics

/// The table as Markdown.
struct ErrorRateTable {
  let results: [ErrorRates.Result]
  let rates: ErrorRates
  let command: String
  let date: String

  var markdown: String {
    var lines = [
      "# Error rates, end to end", "",
      "Synthetic audits with a planted truth: generated, imported into a store, read into the case table and analysed "
        + "as `stats` and `receipt` do; what is counted is the receipt's verdict, or an interval of the report.", "",
      "- \(date), seed \(rates.seed), made by `\(command)`",
      "- \(rates.audits) audits a cell, \(rates.largeAudits) where an audit has more than 1,000 conversations, "
        + "\(rates.growingAudits) where it grows; the same seeds in every row. "
        + "Default options, but \(rates.resamples) bootstrap resamples instead of 10,000.",
      "- Audits: half of the conversations commit; 3–13 user turns, probes at 30, 60 and 90 %; one judge that errs in "
        + "8 % of labels. Simulators are exact given what the row says, and draw once "
        + "where it says nothing else.",
      "- A cell: count of audits, share, and in brackets Wilson's interval of 95 %, which is the Monte-Carlo error. "
        + "\\*: this interval lies outside what is to hold.", "",
    ]
    for result in results {
      lines += ["## \(result.truth)", ""]
      if let note = result.planting.note { lines += [note, ""] }
      lines.append("| | to hold |" + result.sizes.map { " n = \($0) |" }.joined())
      lines.append("|---|---|" + result.sizes.map { _ in "---|" }.joined())
      for (claim, cells) in zip(result.planting.claims, result.cells) {
        lines.append("| \(claim.name) | \(claim.words) |" + cells.map { " \(text($0, claim)) |" }.joined())
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private func text(_ cell: ErrorRates.Cell, _ claim: ErrorRateClaim) -> String {
    guard let interval = cell.interval else { return "–" }
    let isOff = claim.most.map { interval.lower > $0 } ?? false || claim.least.map { interval.upper < $0 } ?? false
    let share = Double(cell.hits) / Double(cell.given)
    return
      "\(cell.hits)/\(cell.given), \(shareText(share)) % [\(shareText(interval.lower)), \(shareText(interval.upper))]"
      + (isOff ? "\\*" : "")
  }
}
