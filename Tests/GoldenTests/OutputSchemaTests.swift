import Foundation
import Guide
import JSON
import Testing

/// What golden files hold of `--json` is what the schemas say, and the schemas say every member of it.
@Suite struct OutputSchemaTests {
  @Test(arguments: OutputSchema.all.map(\.id)) func goldenOutputsAreWhatTheSchemaSays(_ id: String) throws {
    let schema = try #require(OutputSchema.all.first { $0.id == id })
    let root = try JSONValue(parsing: schema.text)
    #expect(root["$id"]?.string == "urn:walkaway:schema:\(id):1")
    let checker = SchemaChecker(root: root)
    var count = 0
    for (file, document) in try documents(of: id) {
      count += 1
      for problem in checker.problems(of: document, root, at: "").prefix(3) { Issue.record("\(file): \(problem)") }
    }
    #expect(count > 0, "no golden file has the output of \(id) --json")
  }

  /// What a program is given is told it in a sentence.
  @Test(arguments: OutputSchema.all.map(\.id)) func everyMemberIsDescribed(_ id: String) throws {
    let schema = try #require(OutputSchema.all.first { $0.id == id })
    func look(_ value: JSONValue, at path: String) {
      for member in value["properties"]?.members ?? [] {
        let words = member.value["description"]?.string ?? ""
        #expect(words.count > 3 && words.hasSuffix("."), "\(path)/\(member.key): \(words)")
      }
      for member in value.members ?? [] { look(member.value, at: "\(path)/\(member.key)") }
      for element in value.elements ?? [] { look(element, at: path) }
    }
    look(try JSONValue(parsing: schema.text), at: id)
  }

  /// The documents that golden files hold, those of `--all` one by one.
  private func documents(of id: String) throws -> [(file: String, document: JSONValue)] {
    let folder = GoldenFile.folder.path
    var all: [(String, JSONValue)] = []
    for file in (FileManager.default.subpaths(atPath: folder) ?? []).sorted() {
      guard file.hasSuffix(".txt") else { continue }
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      for part in "\n\(text)".components(separatedBy: "\n$ ").dropFirst() {
        let command = part.prefix { $0 != "\n" }
        guard command.hasPrefix("walkaway \(id) "), command.contains(" --json"), !command.contains("&&"),
          !command.contains("|") || command.contains("| head") || command.contains("<size>"),
          let start = part.range(of: "--- stdout\n")
        else { continue }
        let output = part[start.upperBound...].components(separatedBy: "\n--- ")[0]
        for document in parsed(output, isList: id == "stats") { all.append((file, document)) }
      }
    }
    return all
  }

  /// One document, or one a line; what varies from run to run is a number or a string again.
  private func parsed(_ output: String, isList: Bool) -> [JSONValue] {
    let text = ["<seconds>", "<rate>", "<size>"].reduce(output) { $0.replacing($1, with: "1") }
    if let whole = try? JSONValue(parsing: text) {
      return isList ? whole.elements ?? [whole] : [whole]
    }
    return text.split(separator: "\n").compactMap { try? JSONValue(parsing: String($0)) }
  }
}

/// The part of JSON Schema that the schemas are written in.
struct SchemaChecker {
  let root: JSONValue

  func problems(of value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    if let name = schema["$ref"]?.string?.split(separator: "/").last, let target = root["$defs"]?[String(name)] {
      return problems(of: value, target, at: path)
    }
    if let choices = schema["anyOf"]?.elements {
      let all = choices.map { problems(of: value, $0, at: path) }
      return all.contains { $0.isEmpty } ? [] : all.min { $0.count < $1.count } ?? []
    }
    let types = schema["type"].map { $0.elements?.compactMap(\.string) ?? [$0.string ?? ""] } ?? []
    guard types.isEmpty || types.contains(where: { isOf($0, value) }) else {
      return ["\(path) is no \(types.joined(separator: " or "))"]
    }
    var found: [String] = []
    if let members = value.members {
      let properties = schema["properties"]
      for name in schema["required"]?.elements?.compactMap(\.string) ?? [] where value[name] == nil {
        found.append("\(path) lacks \(name)")
      }
      for (name, member) in members.map({ ($0.key, $0.value) }) {
        if let known = properties?[name] ?? schema["additionalProperties"] {
          found += self.problems(of: member, known, at: "\(path).\(name)")
        } else if properties != nil {
          found.append("\(path).\(name) is not in the schema")
        }
      }
    }
    if let items = schema["items"] {
      for (place, item) in (value.elements ?? []).enumerated() {
        found += self.problems(of: item, items, at: "\(path)[\(place)]")
      }
    }
    return found
  }

  private func isOf(_ type: String, _ value: JSONValue) -> Bool {
    switch type {
    case "null": value == .null
    case "string": value.string != nil
    case "boolean": value == .bool(true) || value == .bool(false)
    case "integer": value.integer != nil
    case "number": value.double != nil
    case "array": value.elements != nil
    case "object": value.members != nil
    default: false
    }
  }
}
