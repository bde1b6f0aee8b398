internal import JSON

/// The lists of simulators and instruments in the text of an `audit.json`; every other key stays as it is.
enum AuditEntries {
  static let simulators = "simulators"
  static let instruments = "instruments"
  static let lists = [simulators, instruments]

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
    "form", "system", "messages", "max_completion_tokens", "reasoning_effort", "stop", "extra_body", "headers", "query",
    "ca_file", "proxy", "timeout", "tool_turns", "speakers", "command", "url", "request", "turn", "answer", "silence",
    "repeat", "votes",
  ]

  /// A text member of an entry.
  static func member(_ key: String, of id: String, in list: String, of json: String) -> String? {
    object(json)?[list]?.elements?.first { $0["id"]?.string == id }?[key]?.string
  }

  /// The entry of a definition that was run, with the author's notes of `given` in the place of the earlier ones.
  static func merging(_ run: JSONValue, into given: JSONValue) -> JSONValue {
    let notes = (given.members ?? []).filter { !meaningful.contains($0.key) }
    return .object(notes + (run.members ?? []).filter { meaningful.contains($0.key) })
  }

  /// Whether `given` describes another definition than the one that was run, in what it says at all.
  static func contradicts(_ given: JSONValue, _ run: JSONValue) -> Bool {
    (given.members ?? []).contains { member in
      meaningful.contains(member.key) && run[member.key].map { !$0.means(member.value) } ?? true
    }
  }

  /// The text with those entries of `list` that no row names reduced to their ids: they describe nothing any more.
  static func reducing(_ ids: Set<String>, in list: String, of json: String) -> String {
    guard var audit = object(json), let entries = audit[list]?.elements else { return json }
    audit[list] = .array(
      entries.map { entry in
        guard let id = entry["id"]?.string, ids.contains(id) else { return entry }
        return ["id": .string(id)]
      })
    return audit.json()
  }

  private static func object(_ text: String) -> JSONValue? {
    guard let value = try? JSONValue(parsing: text), value.members != nil else { return nil }
    return value
  }
}
