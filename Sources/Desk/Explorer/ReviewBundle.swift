internal import AuditStore
internal import Cases
internal import Files

/// Reviews that a store did not take, as a bundle of nothing else: `walkaway import` takes it into the store.
enum ReviewBundle {
  /// Writes the reviews to the folder `path`, which must not be there yet. Of one reviewer's on a case the last one counts.
  static func write(_ reviews: [Review], auditJSON: String, to path: String) throws {
    var last: [[String]: Review] = [:]
    for review in reviews {
      last[[review.conversation, "\(review.turn)", review.simulator, "\(review.draw)", review.reviewer]] = review
    }
    let lines = last.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { $0.value.json + "\n" }
    try OutputFolder.write(to: path) { folder in
      for (name, text) in [
        ("audit.json", auditJSON), ("conversations.jsonl", ""),
        ("reviews.jsonl", lines.joined()),
      ] { try OutputFile.write(to: "\(folder)/\(name)") { try $0(Array(text.utf8)) } }
    }
  }
}
