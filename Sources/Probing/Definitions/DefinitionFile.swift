public import AuditStore
import Files
import Foundation
import JSON
import Yams

/// Finds definitions: YAML files, or entries of an `audit.json` by their id.
public enum DefinitionFile {
  /// What an option on the command line names: a YAML file if it is one, else an id of the audit.
  public static func find(_ name: String, kind: DefinitionRecord.Kind, audit json: String) throws -> ModelDefinition {
    var isFolder: ObjCBool = false
    let isFile = FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) && !isFolder.boolValue
    let looksLikeFile = [".yaml", ".yml"].contains { name.lowercased().hasSuffix($0) }
    guard isFile, looksLikeFile || !ids(kind, in: json).contains(name) else {
      if looksLikeFile {
        throw DefinitionError(place: name, problem: "there is no such file", remedy: "check the path")
      }
      return try entry(name, kind: kind, audit: json)
    }
    return try read(name, kind: kind)
  }

  /// Reads a YAML file with one definition.
  public static func read(_ path: String, kind: DefinitionRecord.Kind) throws(DefinitionError) -> ModelDefinition {
    let text: String
    do throws(NamedFile.Problem) {
      text = try NamedFile.text(of: path)
    } catch {
      throw DefinitionError(
        place: path, problem: "\(error)", remedy: "name a file of UTF-8 text, with one definition in it")
    }
    return try parse(text, place: path, kind: kind)
  }

  /// Reads the text of a YAML file; `place` is what errors call it.
  public static func parse(
    _ text: String, place: String, kind: DefinitionRecord.Kind
  ) throws(DefinitionError) -> ModelDefinition {
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      let found = YAMLProblem(error, in: place)
      throw DefinitionError(place: found.place, problem: found.problem, remedy: found.remedy)
    }
    guard case .mapping(let mapping)? = node else {
      throw DefinitionError(
        place: place, problem: "holds no definition", remedy: "write keys and values, such as “id: persona”")
    }
    var members: [String: DefinitionReader.Member] = [:]
    var yaml = YAMLValues(place: place)
    for (key, value) in mapping {
      let spot = place + (key.mark.map { ":\($0.line)" } ?? "")
      guard let name = key.string, members[name] == nil else {
        throw DefinitionError(place: spot, problem: "has a key that is no text or is there twice", remedy: "correct it")
      }
      members[name] = .init(value: try yaml.json(value), place: spot)
    }
    let reader = DefinitionReader(kind: kind, place: place, members: members)
    try reader.checkKeys()
    return try reader.definition()
  }

  private static func entries(_ kind: DefinitionRecord.Kind, in audit: String) -> [JSONValue] {
    (try? JSONValue(parsing: audit))?[kind == .simulator ? "simulators" : "instruments"]?.elements ?? []
  }

  /// The ids that an `audit.json` declares.
  public static func ids(_ kind: DefinitionRecord.Kind, in audit: String) -> [String] {
    entries(kind, in: audit).compactMap { $0["id"]?.string }
  }

  /// The ids of those that say how they are run: a model, and a prompt or a template.
  public static func runnable(_ kind: DefinitionRecord.Kind, in audit: String) -> [String] {
    entries(kind, in: audit).filter { entry in
      func has(_ key: String) -> Bool { entry[key]?.string?.isEmpty == false }
      if entry["form"]?.string == ModelDefinition.Form.service.rawValue { return has("url") }
      return has("model") && entry["window"]?.string != ModelDefinition.Window.full.rawValue
        && entry["repeat"] == nil && entry["votes"] == nil && (has("prompt") || has("template") || has("system"))
    }.compactMap { $0["id"]?.string }
  }

  private static func entry(
    _ id: String, kind: DefinitionRecord.Kind, audit: String
  ) throws(DefinitionError) -> ModelDefinition {
    let found = entries(kind, in: audit).first { $0["id"]?.string == id }
    guard let members = found?.members else {
      let known = ids(kind, in: audit).joined(separator: ", ")
      throw DefinitionError(
        place: "“\(id)”",
        problem: "is neither a YAML file nor \(kind == .simulator ? "a simulator" : "an instrument") of the audit",
        remedy: known.isEmpty ? "name a YAML file" : "name a YAML file, or one of \(known)")
    }
    let place = "audit.json, \(kind.rawValue) “\(id)”"
    // Whoever made the audit would choose what runs here.
    if members.contains(where: { $0.key == "command" && $0.value != .null }) {
      throw DefinitionError(
        place: place, key: "command", problem: "names a program, and programs are not run because an audit names them",
        remedy: "write the definition into a YAML file of your own and name that")
    }
    var definition = try DefinitionReader(
      kind: kind, place: place,
      members: Dictionary(members.map { ($0.key, .init(value: $0.value, place: place)) }) { $1 }
    ).definition()
    definition.isOfAudit = true
    return definition
  }
}
