import AuditStore
import Cases
import Desk
import Foundation

/// Words in all texts of a store, beside ripgrep on the bundle that it was made of.
struct SearchWork {
  let store: String
  let bundle: String

  /// Rare, common, ASCII that full-width forms are taken for, and a search under a filter.
  private static let filters = [
    ("价格", "text~价格"), ("不可能出现的", "text~不可能出现的"), ("我", "text~我"), ("vip", "text~vip"),
    ("价格", "outcome:buyer real:resisting text~价格"),
  ]

  func run(_ row: (String, String) -> Void) throws {
    for (words, filter) in SearchWork.filters {
      let audit = try LoadedAudit(AuditStore.open(at: store))
      var found = 0
      func search() throws -> Double {
        try measured { found = try audit.rows(matching: filter).count }
      }
      let (first, again) = (try search(), try search())
      let peer = try ripgrep(words).map { String(format: "%.0f ms", $0 * 1000) } ?? "not installed"
      row(
        "search \(filter)",
        String(format: "%.0f ms, again %.2f ms, \(found) cases; ripgrep \(peer)", first * 1000, again * 1000)
          + " (≤ ripgrep, again ≤ 50 ms)")
    }
  }

  /// Seconds that ripgrep takes to count the lines; the better of two runs.
  private func ripgrep(_ words: String) throws -> Double? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/rg") else { return nil }
    let times = try (0..<2).map { _ in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/rg")
      process.arguments = ["-i", "-F", "-c", words, "\(bundle)/conversations.jsonl", "\(bundle)/simulations.jsonl"]
      process.standardOutput = FileHandle.nullDevice
      return try measured {
        try process.run()
        process.waitUntilExit()
      }
    }
    return times.min()
  }
}
