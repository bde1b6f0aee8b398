import Foundation

/// What other programs need for the work of ``AuditWork`` on the same bundle.
enum AuditPeers {
  /// Calls `row` with every work and what its peers need; with what is missing where none is installed.
  static func run(bundle: String, folder: String, _ row: (String, String) -> Void) throws {
    let process = try MeasuredProcess(["python3", "Tests/Oracles/audit_peers.py", "--json", bundle, folder])
    guard let results = try? JSONDecoder().decode([String: [String: Double]].self, from: process.output),
      !results.isEmpty
    else {
      return row("peers", "python3 with duckdb, polars and sqlite-utils was not found")
    }
    for (work, peers) in results.sorted(by: { $0.key < $1.key }) {
      let values = peers.sorted { $0.key < $1.key }.map { "\($0.key) \(text($0.value, of: work))" }
      row("peers: \(work)", values.joined(separator: ", "))
    }
  }

  private static func text(_ value: Double, of work: String) -> String {
    if work.hasPrefix("search") { return String(format: "%.0f ms", value * 1000) }
    if work == "import" { return String(format: "%.1f s", value) }
    return String(format: value < 10 ? "%.2f" : "%.0f", value)
  }
}
