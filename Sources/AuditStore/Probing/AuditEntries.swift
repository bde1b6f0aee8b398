internal import JSON

/// The lists of simulators and instruments in the text of an `audit.json`; every other key stays as it is.
enum AuditEntries {
  /// The text with `entry` (a JSON object) in the list named `list`, in the place of the entry with the same id if there is one.
  static func adding(_ entry: String, id: String, to list: String, of json: String) -> String {
    guard var audit = object(json), let fresh = object(entry) else { return json }
    var entries = audit[list]?.elements ?? []
    if let index = entries.firstIndex(where: { $0["id"]?.string == id }) {
      // Keys that mean nothing here are the author's notes; the others would be those of another definition.
      let held = (entries[index].members ?? []).filter { !meaningful.contains($0.key) }
      entries[index] = .object(held + (fresh.members ?? []))
    } else {
      entries.append(fresh)
    }
    audit[list] = .array(entries)
    return audit.json()
  }

  private static let meaningful: Set<String> = [
    "id", "model", "base_url", "api_key_env", "prompt", "prompt_sha256", "definition_sha256", "template", "temperature",
    "top_p", "max_tokens", "seed", "profile_fields", "draws", "no_reply", "task", "response_format", "window",
  ]

  /// A text member of an entry.
  static func member(_ key: String, of id: String, in list: String, of json: String) -> String? {
    object(json)?[list]?.elements?.first { $0["id"]?.string == id }?[key]?.string
  }

  /// Whether `given` is the `audit.json` that `held` grew out of: equal but for simulators and instruments that
  /// were added or filled in by probing.
  static func isOrigin(_ given: String, of held: String, probed: Set<String>) -> Bool {
    guard var given = object(given), var held = object(held) else { return false }
    for list in ["simulators", "instruments"] {
      let before = given[list]?.elements ?? []
      let after = held[list]?.elements ?? []
      guard before.count <= after.count else { return false }
      for (old, new) in zip(before, after) {
        if let id = new["id"]?.string, probed.contains("\(list)/\(id)"), old["id"]?.string == id { continue }
        guard old.means(new) else { return false }
      }
      given[list] = nil
      held[list] = nil
    }
    return given.means(held)
  }

  private static func object(_ text: String) -> JSONValue? {
    guard let value = try? JSONValue(parsing: text), value.members != nil else { return nil }
    return value
  }
}
