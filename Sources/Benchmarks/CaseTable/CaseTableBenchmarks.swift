import Cases
import Fidelity

/// Measures filter, counts, facets and order on a table of 1 million conversations and 4 million pairs, beside numpy,
/// pandas, Polars and DuckDB where they are installed, and prints a table of the best times.
///
/// - Parameters:
///   - conversations: Each has four pairs.
///   - withPeers: Whether `python3 Tests/Oracles/case_table_peers.py` is run too; it needs the package's folder to be
///     the current one.
func runCaseTableBenchmarks(conversations: Int = 1_000_000, withPeers: Bool = true) {
  let table = SyntheticCaseTable(conversations: conversations).table
  print("case table: \(table.count) pairs of \(conversations) conversations, best of \(CaseTableWork.repeats) runs, ms")
  let work = CaseTableWork.all.map { (work: $0, own: $0.measure(table)) }
  let peers = withPeers ? CaseTablePeers.measure(conversations: conversations) : nil
  let names = peers?.names ?? []
  print(row("", ["walkaway"] + names, ["must reach"]))
  for (work, own) in work {
    let others = names.map { peers?.results[work.name]?[$0] }
    let cells = [own.map { number($0.milliseconds) } ?? "failed"] + others.map { cell($0, own) }
    print(row(work.name, cells, [work.limit.map { "≤ \(number($0))" } ?? ""]))
  }
  if withPeers && peers == nil { print("(peers: python3 with numpy, pandas, polars and duckdb was not found)") }
}

/// A peer's time, how many times ours it is, and a mark where it found another answer.
private func cell(_ peer: CaseTablePeers.Result?, _ own: CaseTableWork.Measurement?) -> String {
  guard let peer, let own else { return "–" }
  let ratio = "\(number(peer.milliseconds)) (\(number(peer.milliseconds / own.milliseconds))×)"
  return peer.check == own.check ? ratio : ratio + " DIFFERS"
}

private func row(_ name: String, _ cells: [String], _ last: [String]) -> String {
  let padding = String(repeating: " ", count: max(0, 46 - name.count))
  return name + padding
    + (cells + last).map { $0 + String(repeating: " ", count: max(1, 18 - $0.count)) }.joined()
}

private func number(_ value: Double) -> String {
  value >= 100
    ? "\(Int(value.rounded()))" : "\((value * (value >= 10 ? 10 : 100)).rounded() / (value >= 10 ? 10 : 100))"
}
