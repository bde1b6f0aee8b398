import CellGrid
import Foundation
import Testing

/// Compares a frame with the one kept in `Snapshots/<name>.txt`; `WALKAWAY_RECORD=1` writes it anew.
///
/// A file holds the text rows, then the style rows and the surface rows; see `Frame.styleRows`. Without `lengths` it does not
/// hold how much there is beyond what is shown: for what grows with every word of the documentation.
func expectSnapshot(
  of frame: Frame, _ name: String, styles: Bool = true, lengths: Bool = true, file: StaticString = #filePath,
  location: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: "\(file)").deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let url = folder.appendingPathComponent(name + ".txt")
  var lines = frame.textRows.map { $0 + "|" }
  if !lengths {
    lines = lines.map { $0.replacing(#/↓\d+/#, with: "↓…").replacing(#/of \d+ lines/#, with: "of … lines") }
  }
  if styles {
    lines += ["", "styles"] + frame.styleRows
    lines += ["", "surfaces"] + frame.surfaceRows
  }
  let text = lines.joined(separator: "\n") + "\n"
  if ProcessInfo.processInfo.environment["WALKAWAY_RECORD"] == "1" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return
  }
  guard let kept = try? String(contentsOf: url, encoding: .utf8) else {
    Issue.record("no snapshot \(name); run with WALKAWAY_RECORD=1 and look at it", sourceLocation: location)
    return
  }
  let old = kept.components(separatedBy: "\n")
  let new = text.components(separatedBy: "\n")
  let changed = (0..<max(old.count, new.count)).filter { index in
    index >= old.count || index >= new.count || old[index] != new[index]
  }
  guard !changed.isEmpty else { return }
  let report = changed.prefix(12).map { index in
    "line \(index + 1)\n  kept \(index < old.count ? old[index] : "—")\n  now  \(index < new.count ? new[index] : "—")"
  }
  Issue.record("\(name) has changed:\n\(report.joined(separator: "\n"))", sourceLocation: location)
}
