internal import Files
internal import Foundation
public import Interchange

/// The files of a log: those that were named, those in folders, those in archives.
public struct LogFiles: Sendable {
  public private(set) var files: [LogFile] = []
  /// What they were taken out of: archives and databases as they are, else the files themselves.
  public private(set) var originals: [LogFile] = []
  /// Where a bundle lies that an archive held; it goes with the process.
  public private(set) var bundle: String?
  /// Files in folders that are not read.
  public private(set) var passedOver: [PassedFile] = []
  /// What was asked of DuckDB, where it read something.
  public private(set) var queries: [String] = []
  private let query: String?
  /// Whether an `audit.json` beside the files is passed by.
  private let ignoresOwnAudit: Bool
  /// Temporary folders that hold what archives held; they go with ``removeUnpacked()``.
  private var unpacked: [String] = []
  /// Where standard input is kept.
  private var inputPath: String?

  /// Finds the files at `paths`. `-` is standard input, which is kept in a temporary file.
  ///
  /// - Parameters:
  ///   - query: What is read of a database, in SQL.
  ///   - ignoresOwnAudit: Whether the rows of a bundle are taken for a log, because its `audit.json` is made anew.
  public init(
    _ paths: [String], options: ImportOptions, query: String? = nil, ignoresOwnAudit: Bool = false
  ) throws {
    self.query = query
    self.ignoresOwnAudit = ignoresOwnAudit
    do {
      for path in paths {
        if path == "-" {
          try addInput(options)
        } else {
          try add(path, options)
        }
      }
    } catch {
      removeUnpacked()
      throw named(error)
    }
  }

  /// An error in which what came from standard input is called so, and not by where it is kept meanwhile.
  private func named(_ error: any Error) -> any Error {
    guard let inputPath, case ImportError.unmapped(let path, let explanation) = error else { return error }
    return ImportError.unmapped(
      path: path.replacing(inputPath, with: LogFiles.inputName),
      explanation: explanation.replacing(inputPath, with: LogFiles.inputName))
  }

  private static let inputName = "standard input"

  public func removeUnpacked() {
    for folder in unpacked { Temporaries.remove(folder) }
  }

  private mutating func add(_ path: String, _ options: ImportOptions) throws {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isThere, isFolder.boolValue {
      originals += try addFolder(path, options)
    } else {
      guard let size = try RegularFile.size(of: path) else {
        throw ImportError.unmapped(path: path, explanation: "no such file or folder")
      }
      let name = URL(fileURLWithPath: path).lastPathComponent
      try addFile(path, named: name, size: size, options)
    }
  }

  private mutating func addFile(_ path: String, named name: String, size: Int, _ options: ImportOptions) throws {
    originals.append(LogFile(path: path, name: name, size: size))
    if let source = try DuckDB.source(of: path) {
      let folder = try Temporaries.makeFolder()
      unpacked.append(folder)
      let target = "\(folder)/rows.jsonl"
      let asked = try DuckDB.export(path, source, query: query, to: target)
      queries.append(inputPath.map { asked.replacing($0, with: LogFiles.inputName) } ?? asked)
      files.append(LogFile(path: target, name: name, size: try RegularFile.size(of: target) ?? 0))
    } else if try Archive.isArchive(path) {
      try addArchive(path, options)
    } else {
      files.append(LogFile(path: path, name: name, size: size))
    }
  }

  private mutating func addArchive(_ path: String, _ options: ImportOptions) throws {
    let folder = try unpack(path, options)
    if let inside = LogFiles.bundles(in: folder).first {
      bundle = inside.isEmpty ? folder : "\(folder)/\(inside)"
    } else {
      try addFolder(folder, options, named: path, archive: path)
    }
  }

  /// - Returns: The folder.
  private mutating func unpack(_ path: String, _ options: ImportOptions) throws -> String {
    let folder = try Temporaries.makeFolder()
    unpacked.append(folder)
    try Archive.unpack(path, into: folder, limit: options.maximumExpanded)
    return folder
  }

  /// The folders in which a bundle lies, as paths inside of `folder`.
  private static func bundles(in folder: String) -> [String] {
    // A link to a folder is not walked through.
    let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0 == "audit.json" || $0.hasSuffix("/audit.json") }
      .map { String($0.dropLast("/audit.json".count)) }.sorted()
      .filter { inside in
        ["conversations.jsonl", "conversations.jsonl.gz"].contains {
          FileManager.default.fileExists(atPath: "\(folder)/\(inside)/\($0)")
        } && !BundleFiles.holdOtherRows(in: "\(folder)/\(inside)")
      }
  }

  /// All files of a folder that hold anything which is read; the others are noted.
  ///
  /// - Parameter archive: What the folder was unpacked from.
  @discardableResult
  private mutating func addFolder(
    _ folder: String, _ options: ImportOptions, named name: String? = nil, archive: String? = nil
  ) throws -> [LogFile] {
    if let bundle = LogFiles.bundles(in: folder).first(where: { !$0.isEmpty || !ignoresOwnAudit }) {
      throw ImportError.unmapped(
        path: folder, explanation: "holds a bundle\(bundle.isEmpty ? "" : " in \(bundle); name that folder")")
    }
    let folderName = name ?? folder
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    guard let walk = FileManager.default.enumerator(atPath: root) else {
      throw ImportError.unreadable(path: folderName, explanation: "the folder cannot be listed")
    }
    var found: [FileKind: [LogFile]] = [:]
    for case let name as String in walk where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
      let path = "\(root)/\(name)"
      // What says how the others are read is none of them.
      if name.split(separator: "/").last == "audit.json" { continue }
      guard walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      var file = LogFile(path: path, name: name, size: (walk.fileAttributes?[.size] as? Int) ?? 0)
      file.origin = archive.map(LogFile.Origin.archive) ?? .folder
      if let kind = try FileKind(of: path) {
        file.kind = kind
        found[kind, default: []].append(file)
      } else {
        passedOver.append(PassedFile(name: name, reason: "they hold no log"))
      }
    }
    for kind in found.keys { found[kind]?.sort { LogFiles.isBefore($0.name, $1.name) } }
    let start = files.count
    for file in found[.archive] ?? [] { try addMember(file, options) }
    for file in found[.columns] ?? [] {
      try addFile(file.path, named: file.name, size: file.size, options)
      files[files.count - 1].origin = file.origin
      files[files.count - 1].kind = .columns
    }
    for kind in [FileKind.json, .table, .text] { files += found[kind] ?? [] }
    if files.count == start {
      let reasons = passedOver.last { $0.reason != "they hold no log" }.map { " (\($0.name): \($0.reason))" } ?? ""
      throw ImportError.unmapped(
        path: folderName,
        explanation: "holds no file that is read: no JSON, no table, no chat, no Parquet file\(reasons)")
    }
    return found.filter { $0.key != .columns }.flatMap(\.value).sorted { LogFiles.isBefore($0.name, $1.name) }
  }

  /// What an archive in a folder holds, such as Inspect writes one a run. One that cannot be read is noted.
  private mutating func addMember(_ archive: LogFile, _ options: ImportOptions) throws {
    let start = files.count
    do {
      let folder = try unpack(archive.path, options)
      if !LogFiles.bundles(in: folder).isEmpty {
        passedOver.append(PassedFile(name: archive.name, reason: "they hold bundles; import each of them alone"))
        return
      }
      try addFolder(folder, options, named: archive.name, archive: archive.name)
    } catch ImportError.unmapped(_, let explanation) {
      files.removeSubrange(start...)
      passedOver.append(PassedFile(name: archive.name, reason: explanation))
    } catch ImportError.tooLarge(_, let limit) {
      files.removeSubrange(start...)
      let reason = "they come to more than \(limit >> 20) MiB; import each of them alone"
      passedOver.append(PassedFile(name: archive.name, reason: reason))
    }
    for place in start..<files.count { files[place].name = "\(archive.name)/\(files[place].name)" }
  }

  /// By name, numbers in it by their value: `2.json` before `10.json`.
  private static func isBefore(_ left: String, _ right: String) -> Bool {
    let order = left.compare(right, options: [.numeric, .literal])
    return order == .orderedSame ? left < right : order == .orderedAscending
  }

  private mutating func addInput(_ options: ImportOptions) throws {
    let folder = try Temporaries.makeFolder()
    unpacked.append(folder)
    let path = "\(folder)/standard-input"
    inputPath = path
    let file = try OutputFile(path)
    var size = 0
    let limit = options.maximumExpanded ?? 64 << 30
    let input = FileHandle.standardInput
    while let piece = try input.read(upToCount: 1 << 20), !piece.isEmpty {
      size += piece.count
      if size > limit { throw ImportError.tooLarge(path: "-", limit: limit) }
      try file.write(Array(piece))
    }
    try file.finish()
    if size == 0 { throw ImportError.unmapped(path: "-", explanation: "nothing came from standard input") }
    try addFile(path, named: "standard-input", size: size, options)
  }
}
