import Foundation

/// What numpy and SciPy need for the same work on the same conversations.
struct ResamplingPeers {
  struct Result: Decodable {
    var milliseconds: Double
    /// How many resamples were made; the time is scaled to 10,000.
    var resamples: Int
    var check: [Double]
  }

  /// By work, then by peer.
  var results: [String: [String: Result]]

  /// `nil` where Python, the script or every peer is missing.
  static func measure(_ units: SyntheticUnits) -> ResamplingPeers? {
    let name = "walkaway-resampling-\(ProcessInfo.processInfo.processIdentifier)"
    let file = FileManager.default.temporaryDirectory.appending(path: name)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "Tests/Oracles/resampling_peers.py", file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try units.write(to: file)
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let results = try JSONDecoder().decode([String: [String: Result]].self, from: data)
      return results.values.allSatisfy(\.isEmpty) ? nil : ResamplingPeers(results: results)
    } catch {
      return nil
    }
  }
}
