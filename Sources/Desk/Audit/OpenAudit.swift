public import AuditStore
public import Cases
internal import Formats
internal import Foundation
public import Interchange

/// An audit on the way from its path to its store.
public struct OpenAudit: Sendable {
  public let store: AuditStore
  /// Where the bundle was imported from just now, with what became of it; `nil` where the store had it.
  public private(set) var imported: (folder: String, report: ImportReport)?
  /// What a log was taken for.
  public private(set) var note: String?
  /// Which other stores hold what may belong to one that was made just now.
  public private(set) var leftBehind: String?

  /// Opens the store at `path`, or the store of the bundle folder or the log at `path`, which takes in what has changed
  /// there.
  ///
  /// - Parameters:
  ///   - others: Further files of the log.
  ///   - choice: What becomes of what the store holds otherwise.
  ///   - patience: How many seconds to wait at once for another process that writes.
  ///   - environment: Says where stores are kept.
  ///   - progress: Told of a running import.
  /// - Throws: ``BundleContradiction`` where somebody has to choose, ``NothingTaken``.
  public static func open(
    _ path: String, and others: [String] = [], choice: ContradictionChoice = .ask, patience: Double = 5,
    environment: [String: String],
    progress: (ImportProgress) throws -> Void = { _ in }
  ) throws -> OpenAudit {
    var options = ImportOptions()
    options.terms.choice = choice
    let input = try NamedInput(path)
    for other in others where try input != .log || NamedInput(other) != .log {
      throw CommandFailure(
        .usage, shown("\(path) and \(other): several paths are the files of one log, and an audit is named alone"))
    }
    switch input {
    case .nothing: throw missing(path)
    case .store: return OpenAudit(store: try AuditStore.open(at: path))
    case .bundle:
      let reader = try BundleReader(folder: path, options: options)
      return try open(
        reader, path, StoreLocation.resolved(path), patience, environment: environment, progress: progress)
    case .log where path == "-":
      throw CommandFailure(
        .usage, "standard input is read by import", remedy: "walkaway import - --into STORE, then walkaway STORE")
    case .log:
      do {
        return try open(log: [path] + others, options, patience, environment: environment, progress: progress)
      } catch let contradiction as BundleContradiction {
        throw contradiction
      } catch {
        throw CommandFailure(error).sayingHowToImport([path] + others)
      }
    }
  }

  private static func open(
    log paths: [String], _ reading: ImportOptions, _ patience: Double, environment: [String: String],
    progress: (ImportProgress) throws -> Void
  ) throws -> OpenAudit {
    let source = LogOpening.source(of: paths)
    let held = StoreLocation(environment: environment).path(name: LogOpening.name(of: paths[0]), bundle: source)
    var options = LogOptions()
    options.continuedStore = FileManager.default.fileExists(atPath: held) ? held : nil
    try LogOpening.refusePart(paths, options)
    let log = try LogOpening(paths, options: options, reading: reading, into: options.continuedStore)
    defer { log.close() }
    var opened = try open(
      try log.reader(), log.path, source, patience, environment: environment, progress: progress)
    if opened.imported != nil { opened.note = log.recognitionText }
    return opened
  }

  public static func missing(_ path: String) -> CommandFailure {
    CommandFailure(
      .noInput, "\(path): no such file or folder", remedy: "name a store file, a bundle folder, or a log")
  }

  /// Numbers of the bundle as it was are not passed off as those of the bundle that was named.
  static func changed(_ folder: String, in store: String) -> CommandFailure {
    CommandFailure(
      .inputOutput, shown("\(folder): has changed since \(store) took it in, and that store can only be read"),
      remedy: shown(
        "name \(store) to see the bundle as it was, or import it anew: walkaway import \(folder) --into FILE"))
  }

  private static func open(
    _ reader: BundleReader, _ folder: String, _ bundle: String, _ patience: Double, environment: [String: String],
    progress: (ImportProgress) throws -> Void
  ) throws -> OpenAudit {
    let choice = reader.options.terms.choice
    let digest = try BundleDigest.hexadecimal(of: reader.files, environment: environment)
    let path = try StoreLocation(environment: environment)
      .store(name: reader.audit.description.name, bundle: bundle, digest: digest)
    if !FileManager.default.fileExists(atPath: path) {
      do {
        let report = try BundleImport.create(reader, digest: digest, at: path, progress: progress)
        let left = LeftBehind.text(
          besides: path, name: reader.audit.description.name, of: folder, environment: environment)
        return OpenAudit(store: try AuditStore.open(at: path), imported: (folder, report), leftBehind: left)
      } catch StoreError.alreadyExists {
        // Somebody else was as quick, and made the same.
      }
    }
    let store = try AuditStore.open(at: path, patience: patience)
    func isKnown() throws -> Bool { try choice == .ask && store.lastDigest(ofFolder: bundle) == digest }
    if try isKnown() { return OpenAudit(store: store) }
    if store.isReadOnly { throw changed(folder, in: path) }
    let report = try BundleImport.add(reader, digest: digest, to: store, isKnown: isKnown, progress: progress)
    guard let report else { return OpenAudit(store: try AuditStore.open(at: path, patience: patience)) }
    return OpenAudit(store: store, imported: (folder, report))
  }
}
