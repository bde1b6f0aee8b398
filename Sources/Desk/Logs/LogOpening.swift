internal import AuditStore
internal import Files
public import Formats
internal import Foundation
public import Interchange
internal import JSON
internal import Text

/// Files of other programs on their way into an audit.
public struct LogOpening {
  /// What is read; `nil` where an archive held a bundle.
  private let log: LogReading?
  private let bundle: BundleReader?
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
    files = try LogFiles(paths, options: importOptions, query: options.query, ignoresOwnAudit: options.ignoresOwnAudit)
    do {
      if let folder = files.bundle {
        bundle = try BundleReader(folder: folder, named: StoreLocation.resolved(paths[0]), options: importOptions)
        log = nil
        return
      }
      bundle = nil
      let source = LogOpening.source(of: paths)
      var request = LogRequest(
        LogInput(files: files.files, originals: files.originals, options: importOptions), from: source,
        name: options.name ?? LogOpening.name(of: paths[0]))
      request.input.passedOver = files.passedOver
      request.query = options.query
      request.keepsControlWords = options.keepsControlWords
      var options = options
      try LogOpening.readOwnAudit(of: paths, &options)
      try LogOpening.map(options, &request)
      request.outcomes = try LogOpening.outcomes(options, importOptions)
      (request.simulator, request.instrument) = (options.simulator, options.instrument)
      try LogOpening.join(&request, options, store)
      log = try LogReading(request, watch: watch)
    } catch {
      files.removeUnpacked()
      throw LogOpening.failure(error, path: path, options)
    }
  }

  /// Reads it as a bundle is read.
  ///
  /// - Throws: What ``reading`` throws.
  public func reader() throws -> BundleReader { try bundle ?? reading.reader }

  /// What the log was taken for.
  ///
  /// - Throws: ``CommandFailure`` where it is a bundle.
  public var reading: LogReading {
    get throws {
      if let log { return log }
      throw CommandFailure(.usage, shown("\(path): holds a bundle, which says itself what its fields mean"))
    }
  }

  /// The log, where it is none of ours.
  var logOrNil: LogReading? { log }

  /// What was asked of DuckDB.
  var queries: [String] { files.queries }

  /// Takes away what archives were unpacked to.
  public func close() { files.removeUnpacked() }

  /// Refuses one file of a bundle where nobody says what it is: by itself it is less than the bundle, or nothing.
  ///
  /// - Throws: ``CommandFailure`` that names the folder.
  public static func refusePart(_ paths: [String], _ options: LogOptions) throws {
    let file = URL(fileURLWithPath: StoreLocation.resolved(paths[0]))
    let folder = file.deletingLastPathComponent().path
    guard paths.count == 1, options.format == nil, options.mapPath == nil, options.auditPath == nil,
      options.kind == nil, file.lastPathComponent == "audit.json" || BundleFiles.Kind(file: file.path) != nil,
      FileManager.default.fileExists(atPath: "\(folder)/audit.json"), !BundleFiles.holdOtherRows(in: folder)
    else { return }
    throw CommandFailure(
      .badData, shown("\(paths[0]): is one file of a bundle"),
      remedy: shown("name the folder that holds it, \(folder); --format or --as read one file by itself"))
  }

  /// What tells these files from others, wherever they were named from.
  static func source(of paths: [String]) -> String {
    paths.map { $0 == "-" ? $0 : StoreLocation.resolved($0) }.joined(separator: " and ")
  }

  /// The name of an audit that is made of them.
  static func name(of path: String) -> String {
    if path == "-" { return "standard-input" }
    let name = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
    let stem = name.firstIndex(of: ".").map { String(name[..<$0]) } ?? name
    return stem.isEmpty ? name : stem
  }

  /// A folder of logs may hold an `audit.json` that says what it is, as `walkaway init` writes it.
  private static func readOwnAudit(of paths: [String], _ options: inout LogOptions) throws {
    let path = "\(paths[0])/audit.json"
    guard options.auditPath == nil, !options.ignoresOwnAudit, paths[0] != "-",
      FileManager.default.fileExists(atPath: path)
    else { return }
    options.auditPath = path
  }

  /// What was said of the fields, by a file and over it by options.
  private static func map(_ options: LogOptions, _ request: inout LogRequest) throws {
    var (mapping, id, kind) = (Mapping(), String?.none, LogKind?.none)
    if let path = options.mapPath {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw CommandFailure(.noInput, shown("\(path): cannot be read"), remedy: "name a YAML file with --map")
      }
      do throws(MappingProblem) {
        (mapping, id, kind) = try MappingText.read(text)
      } catch {
        throw CommandFailure(.badData, shownLines("\(path): \(error.description)"))
      }
    }
    // What was said when the audit was begun still holds.
    if options.mapPath == nil, let text = try earlierMap(options) {
      (mapping, id, kind) = (try? MappingText.read(text)) ?? (mapping, id, kind)
    }
    request.mapping = mapping.overlaid(with: options.mapping)
    request.named = options.mapping
    request.kind = options.kind ?? kind ?? .conversations
    guard let id = options.format ?? id, id != "auto" else { return }
    guard let format = LogFormats.format(id) else {
      throw CommandFailure(
        .usage, shown("“\(id)” is no format"),
        remedy: "there are \(LogFormats.all.map(\.id).joined(separator: ", ")), and auto")
    }
    request.format = format
  }

  private static func earlierMap(_ options: LogOptions) throws -> String? {
    let audit: String? =
      if let path = options.auditPath {
        try AuditFile(path: path).text
      } else {
        try options.continuedStore.map { try AuditStore.open(at: $0).auditJSON }
      }
    return try audit.flatMap { try JSONValue(parsing: $0)["imported_with"]?.string }
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

  /// What the store knows of the rows.
  private static func join(_ request: inout LogRequest, _ options: LogOptions, _ store: String?) throws {
    if let path = options.auditPath { request.audit = try AuditFile(path: path).text }
    guard let store, FileManager.default.fileExists(atPath: store) else {
      if [.labels, .reviews, .simulations].contains(request.kind) {
        throw CommandFailure(
          .noInput,
          shown("\(store ?? "--into"): no store; \(request.kind.rawValue) are of conversations that are there"),
          remedy: "import the conversations first, then the \(request.kind.rawValue) into the same store")
      }
      return
    }
    let audit = try AuditStore.open(at: store)
    if options.auditPath == nil { request.audit = audit.auditJSON }
    // What was made of pairs is made of them again.
    request.joins = !LogRequest.isMadeOfPairs(audit.auditJSON)
    if request.kind == .simulations || request.kind == .pairs { request.prefixes = try StoredPrefixes.index(of: audit) }
  }

  private static func failure(_ error: any Error, path: String, _ options: LogOptions) -> any Error {
    switch error {
    case let problem as MappingProblem: CommandFailure(.badData, shownLines("\(path): \(problem.description)"))
    case let unknown as UnknownFormat: unknown.failure(path: path)
    case let mixed as MixedFormats: mixed.failure
    case let problems as DescriptionProblems:
      ImportError.description(path: options.auditPath ?? path, problems: problems.problems)
    default: error
    }
  }
}

extension MixedFormats {
  /// Which files differ, and what to do.
  fileprivate var failure: CommandFailure {
    CommandFailure(
      .badData, shown(found.map { "\($0.file) is \($0.title)" }.joined(separator: ", and ")),
      remedy: "files of different formats come in one after the other: import each by itself with the same --into STORE"
    )
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
      remedy: "`walkaway help formats` lists what is known; --format and --map say what it is")
  }
}
