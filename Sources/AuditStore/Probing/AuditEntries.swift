internal import Foundation

/// The lists of simulators and instruments in the text of an `audit.json`; every other key stays as it is.
enum AuditEntries {
  /// The text with `entry` (a JSON object) in the list named `list`, in the place of the entry with the same id if there is one.
  static func adding(_ entry: String, id: String, to list: String, of json: String) throws -> String {
    guard var audit = object(json) as? [String: Any], let fresh = object(entry) as? [String: Any] else { return json }
    var entries = (audit[list] as? [Any]) ?? []
    if let index = entries.firstIndex(where: { ($0 as? [String: Any])?["id"] as? String == id }) {
      // Keys that mean nothing here are the author's notes; the others would be those of another definition.
      let held = (entries[index] as? [String: Any]) ?? [:]
      entries[index] = held.filter { !meaningful.contains($0.key) }.merging(fresh) { $1 }
    } else {
      entries.append(fresh)
    }
    audit[list] = entries
    let data = try JSONSerialization.data(
      withJSONObject: audit, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private static let meaningful: Set<String> = [
    "id", "model", "base_url", "api_key_env", "prompt", "prompt_sha256", "definition_sha256", "template", "temperature",
    "top_p", "max_tokens", "seed", "profile_fields", "draws", "no_reply", "task", "response_format", "window",
  ]

  /// A text member of an entry.
  static func member(_ key: String, of id: String, in list: String, of json: String) -> String? {
    let entries = ((object(json) as? [String: Any])?[list] as? [Any]) ?? []
    return entries.lazy.compactMap { $0 as? [String: Any] }.first { $0["id"] as? String == id }?[key] as? String
  }

  /// Whether `given` is the `audit.json` that `held` grew out of: equal but for simulators and instruments that
  /// were added or filled in by probing.
  static func isOrigin(_ given: String, of held: String, probed: Set<String>) -> Bool {
    guard var given = object(given) as? [String: Any], var held = object(held) as? [String: Any] else { return false }
    for list in ["simulators", "instruments"] {
      let before = (given.removeValue(forKey: list) as? [Any]) ?? []
      let after = (held.removeValue(forKey: list) as? [Any]) ?? []
      guard before.count <= after.count else { return false }
      for (old, new) in zip(before, after) {
        let id = (new as? [String: Any])?["id"] as? String ?? ""
        if probed.contains("\(list)/\(id)"), (old as? [String: Any])?["id"] as? String == id { continue }
        guard let old = old as? NSObject, let new = new as? NSObject, old == new else { return false }
      }
    }
    return (given as NSDictionary) == (held as NSDictionary)
  }

  private static func object(_ text: String) -> Any? { try? JSONSerialization.jsonObject(with: Data(text.utf8)) }
}
