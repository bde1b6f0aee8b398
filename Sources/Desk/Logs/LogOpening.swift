internal import AuditStore
internal import Files
public import Formats
internal import Foundation
public import Interchange
internal import Text

/// Files of other programs on their way into an audit.
public struct LogOpening {
  public let reading: LogReading
  /// What was named, for people.
  public let path: String
  private let files: LogFiles

  /// Finds the files, tells their format and looks at their outcomes.
  ///
  /// - Parameters:
  ///   - paths: Files, folders, archives; `-` for standard input.
  ///   - store: The store that they go into, where it is there.
  /// - Throws: ``CommandFailure``, `ImportError`.
  public init(
    _ paths: [String], options: LogOptions, reading importOptions: ImportOptions, into store: String? = nil,
    watch: @escaping (Int) throws(ImportError) -> Void = { (_: Int) throws(ImportError) in }
  ) throws {
    path = paths.count == 1 ? paths[0] : "\(paths[0]) and \(NumberText.counted(paths.count - 1, "more path"))"
    files = try LogFiles(paths, options: importOptions)
    do {
      let (mapping, format) = try LogOpening.mapping(options)
      let source = paths[0] == "-" ? "-" : StoreLocation.resolved(paths[0])
      reading = try LogReading(
        LogInput(files: files.files, options: importOptions), from: source,
        name: options.name ?? LogOpening.name(of: paths[0]), format: format, given: mapping,
        outcomes: try LogOpening.outcomes(options, importOptions), audit: try LogOpening.audit(options, store),
        watch: watch)
    } catch {
      files.removeUnpacked()
      throw LogOpening.failure(error, path: path, options)
    }
  }

  /// Takes away what archives were unpacked to.
  public func close() { files.removeUnpacked() }

  private static func name(of path: String) -> String {
    if path == "-" { return "standard-input" }
    let name = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
    let stem = name.firstIndex(of: ".").map { String(name[..<$0]) } ?? name
    return stem.isEmpty ? name : stem
  }

  private static func mapping(_ options: LogOptions) throws -> (Mapping, (any LogFormat)?) {
    var (mapping, id) = (Mapping(), String?.none)
    if let path = options.mapPath {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw CommandFailure(.noInput, shown("\(path): cannot be read"), remedy: "name a YAML file with --map")
      }
      do throws(MappingProblem) {
        (mapping, id) = try MappingText.read(text)
      } catch {
        throw CommandFailure(.badData, shownLines("\(path): \(error.description)"))
      }
    }
    id = options.format ?? id
    guard let id, id != "auto" else { return (mapping.overlaid(with: options.mapping), nil) }
    guard let format = LogFormats.format(id) else {
      throw CommandFailure(
        .usage, shown("“\(id)” is no format"),
        remedy: "there are \(LogFormats.all.map(\.id).joined(separator: ", ")), and auto")
    }
    return (mapping.overlaid(with: options.mapping), format)
  }

  private static func outcomes(_ options: LogOptions, _ reading: ImportOptions) throws -> OutcomeTable? {
    guard let path = options.outcomesPath else { return nil }
    guard let field = options.outcomeField else {
      throw CommandFailure(.usage, "--outcomes needs the field of the outcome", remedy: "name it with --outcome")
    }
    let files = try LogFiles([path], options: reading)
    defer { files.removeUnpacked() }
    guard let file = files.files.first, files.files.count == 1 else {
      throw CommandFailure(.badData, shown("\(path): is not one file"), remedy: "name one file with outcomes")
    }
    return try OutcomeTable(
      file, key: options.joinField, outcome: field, mapping: options.mapping, options: reading)
  }

  private static func audit(_ options: LogOptions, _ store: String?) throws -> String? {
    if let path = options.auditPath { return try AuditFile(path: path).text }
    guard let store, FileManager.default.fileExists(atPath: store) else { return nil }
    return try AuditStore.open(at: store).auditJSON
  }

  private static func failure(_ error: any Error, path: String, _ options: LogOptions) -> any Error {
    switch error {
    case let problem as MappingProblem: CommandFailure(.badData, shownLines("\(path): \(problem.description)"))
    case let unknown as UnknownFormat: unknown.failure(path: path)
    case let problems as DescriptionProblems:
      ImportError.description(path: options.auditPath ?? path, problems: problems.problems)
    default: error
    }
  }
}

extension UnknownFormat {
  /// What was seen, and how to say what it is.
  func failure(path: String) -> CommandFailure {
    guard candidates.isEmpty else {
      return CommandFailure(
        .badData, shown("\(path): may be \(candidates.joined(separator: " or "))"), remedy: "say which with --format")
    }
    return CommandFailure(
      .badData, shownLines("\(path): \(words)"),
      remedy: "`walkaway help import` lists the formats; --format and --map say what it is")
  }
}
