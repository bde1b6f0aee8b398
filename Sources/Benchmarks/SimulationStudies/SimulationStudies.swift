/// Simulates audits in which the truth is known and prints, as Markdown, how often tests reject and intervals hold it.
///
/// - Parameters:
///   - audits: A cell; 10,000 make a rate of 5 % good to ± 0.4.
///   - sizes: Numbers of conversations.
///   - seed: Which audits. The same for any number of cores.
func runSimulationStudies(audits: Int = 2000, sizes: [Int] = [100, 400, 2790], seed: UInt64 = 20_260_620) async throws {
  print("\(audits) audits a cell, seed \(seed); conversations of 3–5 probes, 28 % by buyers.")
  print("**Bold**: a default of the program. \\*: further from the nominal rate than 3 Monte-Carlo standard errors.")
  try await printStudies(
    "Type-I error (%), nominal 5", nominal: 0.05, first: 0,
    [
      .typeIError("equal spread", buyerSpread: 1),
      .typeIError("the smaller stratum varies 1.8 times as much", buyerSpread: 1.8),
    ], audits, sizes, seed)
  try await printStudies(
    "Coverage (%), nominal 95", nominal: 0.95, first: 100,
    [0.01, 0.03, 0.1, 0.25].map { .stageCoverage(realShare: $0, simulatedShare: $0 / 2) }
      + [
        .contrastCoverage("no contrast, equal spread", buyerSpread: 1, contrast: 0),
        .contrastCoverage("no contrast, buyers vary 1.8 times as much", buyerSpread: 1.8, contrast: 0),
        .contrastCoverage("contrast 0.3, equal spread", buyerSpread: 1, contrast: 0.3),
        .contrastCoverage("contrast 0.3, buyers vary 1.8 times as much", buyerSpread: 1.8, contrast: 0.3),
      ], audits, sizes, seed)
}

private func printStudies(
  _ title: String, nominal: Double, first: Int, _ studies: [Study], _ audits: Int, _ sizes: [Int], _ seed: UInt64
) async throws {
  print("\n### \(title)\n")
  print("| audits | method |" + sizes.map { " n = \($0) |" }.joined())
  print("|---|---|" + sizes.map { _ in "---|" }.joined())
  for (place, study) in studies.enumerated() {
    var columns: [[Study.Tally]] = []
    for size in sizes {
      columns.append(try await study.tally(conversations: size, audits: audits, seed: seed, number: first + place))
    }
    for (number, method) in study.methods.enumerated() {
      let name = method.isDefault ? "**\(method.name)**" : method.name
      print("| \(study.name) | \(name) |" + columns.map { " \(cell($0[number], nominal)) |" }.joined())
    }
  }
}

/// The rate among the audits in which there was a number, and how often there was none.
private func cell(_ tally: Study.Tally, _ nominal: Double) -> String {
  guard tally.given > 0 else { return "–" }
  let rate = Double(tally.hits) / Double(tally.given)
  let error = (nominal * (1 - nominal) / Double(tally.given)).squareRoot()
  let mark = abs(rate - nominal) > 3 * error ? "\\*" : ""
  let missing = 1 - Double(tally.given) / Double(tally.audits)
  return "\(percent(rate))\(mark)" + (missing > 0 ? " (none in \(percent(missing)))" : "")
}

private func percent(_ rate: Double) -> String { "\((rate * 1000).rounded() / 10)" }
