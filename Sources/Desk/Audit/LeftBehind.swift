internal import AuditStore
internal import Foundation
internal import Text

/// Stores with people's reviews or answers that were paid for, which a new store of a folder may be meant to go on with.
///
/// A folder that was renamed while its content changed, or whose audit has another name, is told from another audit by
/// nobody but a person.
struct LeftBehind {
  private static let most = 3

  /// What is told of them; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - path: The new store.
  ///   - name: The audit's.
  ///   - folder: As the person named it.
  static func text(besides path: String, name: String, of folder: String, environment: [String: String]) -> String? {
    let bundle = StoreLocation.resolved(folder)
    let lines = StoreLocation(environment: environment).paths.compactMap { other -> String? in
      guard other != path, let summary = try? AuditStore.open(at: other, patience: 0).summary(),
        summary.reviews + summary.answers > 0, let source = summary.origin?.folder
      else { return nil }
      let isHere = StoreLocation.resolved(source) == bundle
      let isGone = summary.name == name && !FileManager.default.fileExists(atPath: source)
      guard isHere || isGone else { return nil }
      let held = [(summary.reviews, "review"), (summary.answers, "answer")].filter { $0.0 > 0 }
        .map { NumberText.counted($0.0, $0.1) }.joined(separator: " and ")
      let remedy =
        isHere
        ? "to go on with it, write that name into audit.json again"
        : "to go on with it: walkaway import \(folder) --into \(other), and open that store"
      return "  \(held) of “\(summary.name)” from \(source)\(isHere ? "" : " (gone)") in \(other); \(remedy)"
    }
    if lines.isEmpty { return nil }
    return (["this is a new store; others hold what may belong to it:"] + lines.prefix(most)).joined(separator: "\n")
      + (lines.count > most ? "\n  and \(lines.count - most) more: walkaway stores" : "")
  }
}
