internal import AuditStore
internal import Cases
internal import Formats
internal import Foundation
internal import Interchange
internal import JSON
internal import Text

/// The beginning of an audit: an `audit.json` for a folder, made of what lies there.
public struct AuditStart {
  /// What will be written, or is there.
  public let text: String
  /// What is known and what is still to be said, for people.
  public let notes: [String]

  /// Checks the `audit.json` of a folder, where there is one.
  ///
  /// - Throws: `ImportError` with all problems.
  public static func existing(in folder: String) throws -> AuditStart? {
    let path = "\(folder)/audit.json"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let audit = try AuditFile(path: path)
    let description = audit.description
    let groups = description.outcome.strata.map { $0.committed ? "\($0.id) (committed)" : $0.id }
    return AuditStart(
      text: audit.text,
      notes: [
        "\(path): has no problem",
        "  outcome \(description.outcome.name): " + (groups.isEmpty ? "none is known" : groups.joined(separator: ", ")),
        "  \(NumberText.counted(description.schema.stages.count, "stage")), "
          + "\(NumberText.counted(description.simulators.count, "simulator")), "
          + NumberText.counted(description.instruments.count, "instrument"),
      ])
  }

  /// Makes one for a folder: of the conversations that lie there, where there are any.
  public init(for folder: String, options: LogOptions) throws {
    var options = options
    options.name = options.name ?? URL(fileURLWithPath: StoreLocation.resolved(folder)).lastPathComponent
    guard AuditStart.holdsFiles(folder) else {
      text = LogReading.usualAudit(name: options.name ?? "audit")
      notes = [
        "\(folder) holds no conversations yet: put them there, or import them with --audit \(folder)/audit.json"
      ]
      return
    }
    let log = try LogOpening([folder], options: options, reading: ImportOptions())
    defer { log.close() }
    let reading = try log.reading
    text = reading.audit.text
    var notes = [log.recognitionText]
    if let outcomes = reading.outcomeCounts {
      notes.append("outcome: \(outcomes.words)" + (outcomes.unknown > 0 ? "; unknown: \(outcomes.unknown)" : ""))
    } else {
      notes.append("outcome: none is named; `walkaway init \(folder) --outcome FIELD --committed VALUE --force` does")
      if let fields = try AuditStart.fieldText(of: reading) { notes.append("  \(fields)") }
    }
    self.notes = notes.map { shown($0) }
  }

  /// What an outcome may stand in, of the conversations that lie in a folder; `nil` where there are none.
  public static func fieldText(in folder: String, options: LogOptions) throws -> String? {
    guard holdsFiles(folder) else { return nil }
    let log = try LogOpening([folder], options: options, reading: ImportOptions())
    defer { log.close() }
    return try fieldText(of: log.reading).map { shown($0) }
  }

  private static func fieldText(of reading: LogReading) throws -> String? {
    let fields = try reading.fields(of: 200)
    return fields.isEmpty ? nil : "fields that are there: \(fields.joined(separator: ", "))"
  }

  private init(text: String, notes: [String]) {
    self.text = text
    self.notes = notes.map { shown($0) }
  }

  private static func holdsFiles(_ folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { !$0.hasPrefix(".") && $0 != "audit.json" }
  }
}
