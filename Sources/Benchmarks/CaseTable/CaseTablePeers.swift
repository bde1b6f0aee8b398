import Foundation

/// What numpy, pandas, Polars and DuckDB need for the same work on the same table.
struct CaseTablePeers {
  struct Result: Decodable {
    var milliseconds: Double
    var check: Int
  }

  /// The peers that are installed.
  var names: [String]
  /// By work, then by peer.
  var results: [String: [String: Result]]

  /// `nil` where Python, the script or every peer is missing.
  static func measure(conversations: Int) -> CaseTablePeers? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "Tests/Oracles/case_table_peers.py", "--json", "\(conversations)"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let results = try JSONDecoder().decode([String: [String: Result]].self, from: data)
      let order = ["numpy", "pandas", "polars", "duckdb"]
      let names = order.filter { name in results.values.contains { $0[name] != nil } }
      return names.isEmpty ? nil : CaseTablePeers(names: names, results: results)
    } catch {
      return nil
    }
  }
}
