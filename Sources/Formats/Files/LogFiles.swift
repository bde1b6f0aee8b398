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
  /// Files in folders that are passed over, because the others are of another kind.
  public private(set) var passedOver = 0
  /// What was asked of DuckDB, where it read something.
  public private(set) var queries: [String] = []
  private let query: String?
  /// Whether an `audit.json` beside the files is passed by.
  private let ignoresOwnAudit: Bool
  /// Temporary folders that hold what archives held; they go with ``removeUnpacked()``.
  private var unpacked: [String] = []

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
      throw error
    }
  }

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
      queries.append(try DuckDB.export(path, source, query: query, to: target))
      files.append(LogFile(path: target, name: name, size: try RegularFile.size(of: target) ?? 0))
    } else if try Archive.isArchive(path) {
      try addArchive(path, options)
    } else {
      files.append(LogFile(path: path, name: name, size: size))
    }
  }

  /// - Parameter name: What its files are called after; empty where it alone was named.
  private mutating func addArchive(_ path: String, _ options: ImportOptions, as name: String = "") throws {
    let folder = try Temporaries.makeFolder()
    unpacked.append(folder)
    try Archive.unpack(path, into: folder, limit: options.maximumExpanded)
    if let inside = LogFiles.bundles(in: folder).first {
      bundle = inside.isEmpty ? folder : "\(folder)/\(inside)"
      return
    }
    let start = files.count
    try addFolder(folder, options, named: path)
    guard !name.isEmpty else { return }
    for place in start..<files.count { files[place].name = "\(name)/\(files[place].name)" }
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

  /// Files of one kind: where there is any JSON, that, else tables, else texts.
  @discardableResult
  private mutating func addFolder(
    _ folder: String, _ options: ImportOptions, named name: String? = nil
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
    var archives: [LogFile] = []
    for case let name as String in walk where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
      let path = "\(root)/\(name)"
      // What says how the others are read is none of them.
      if name.split(separator: "/").last == "audit.json" { continue }
      guard walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      let file = LogFile(path: path, name: name, size: (walk.fileAttributes?[.size] as? Int) ?? 0)
      // What Inspect writes, into one folder for all runs.
      if name.hasSuffix(".eval"), try Archive.isArchive(path) {
        archives.append(file)
      } else if let kind = try FileKind(of: path) {
        found[kind, default: []].append(file)
      }
    }
    if !archives.isEmpty {
      passedOver += found.values.reduce(0) { $0 + $1.count }
      for archive in archives.sorted(by: { LogFiles.isBefore($0.name, $1.name) }) {
        try addArchive(archive.path, options, as: archive.name)
      }
      return archives
    }
    let kind = FileKind.allCases.first { found[$0] != nil }
    guard let kind, let chosen = found[kind] else {
      throw ImportError.unmapped(
        path: folderName, explanation: "holds no file that is read: no JSON, no table, no chat, no Parquet file")
    }
    passedOver += found.values.reduce(0) { $0 + $1.count } - chosen.count
    let sorted = chosen.sorted { LogFiles.isBefore($0.name, $1.name) }
    guard kind == .columns else {
      files += sorted
      return sorted
    }
    for file in sorted { try addFile(file.path, named: file.name, size: file.size, options) }
    return []
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

/// What a file in a folder is at the first look, in the order of what is preferred.
private enum FileKind: CaseIterable {
  case columns, json, table, text

  /// `nil` where it is nothing that is read.
  init?(of path: String) throws(ImportError) {
    var source = try ByteSource(path: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
    defer { buffer.deallocate() }
    let count: Int
    do throws(ImportError) { count = try source.read(into: buffer) } catch { return nil }
    let bytes = Array(buffer[..<count])
    if let source = DuckDB.Source(start: bytes), source == .parquet || source == .arrow {
      self = .columns
      return
    }
    guard let first = bytes.drop(while: { [32, 9, 10, 13, 0xEF, 0xBB, 0xBF].contains($0) }).first else { return nil }
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    if first == 123 || first == 91, ["json", "jsonl", "ndjson", "gz"].contains(ending) || first == 123 {
      self = .json
    } else if bytes.contains(0), TextEncoding(of: bytes[...]) == nil {
      return nil
    } else if ["csv", "tsv"].contains(ending) {
      self = .table
    } else if ending == "txt", path.hasSuffix("_chat.txt") || path.contains("WhatsApp") {
      self = .text
    } else {
      return nil
    }
  }
}
