internal import Files
internal import Foundation
internal import Interchange

/// Columnar files, workbooks and databases, which DuckDB reads for us where it is installed: `duckdb` on the path, or
/// Python's module.
enum DuckDB {
  /// What only DuckDB reads, by the first bytes.
  enum Source: String {
    case parquet = "a Parquet file"
    case arrow = "an Arrow file"
    case workbook = "a workbook"
    case sqlite = "an SQLite database"
    case duckdb = "a DuckDB database"

    init?(start: [UInt8]) {
      if start.starts(with: Array("PAR1".utf8)) {
        self = .parquet
      } else if start.starts(with: Array("ARROW1".utf8)) || start.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) {
        self = .arrow
      } else if start.starts(with: Array("SQLite format 3\0".utf8)) {
        self = .sqlite
      } else if start.count > 12, Array(start[8..<12]) == Array("DUCK".utf8) {
        self = .duckdb
      } else if start.starts(with: Array("PK".utf8)),
        start.firstRange(of: Array("[Content_Types].xml".utf8)) != nil
          || start.firstRange(of: Array("xl/workbook".utf8)) != nil
      {
        self = .workbook
      } else {
        return nil
      }
    }

    /// What selects all of it; `nil` where a table has to be named.
    func query(_ path: String) -> String? {
      let literal = DuckDB.literal(path)
      return switch self {
      case .parquet: "SELECT * FROM read_parquet(\(literal))"
      case .arrow: "SELECT * FROM read_arrow(\(literal))"
      case .workbook: "SELECT * FROM read_xlsx(\(literal), all_varchar = true)"
      case .sqlite, .duckdb: nil
      }
    }

    /// What `INSTALL` adds to DuckDB for it.
    var addition: String? {
      switch self {
      case .parquet, .duckdb: nil
      case .arrow: "arrow FROM community"
      case .workbook: "excel"
      case .sqlite: "sqlite"
      }
    }

    /// What comes before the query.
    func preparation(_ path: String) -> String {
      switch self {
      case .parquet: ""
      case .arrow: "INSTALL arrow FROM community; LOAD arrow;"
      case .workbook: "INSTALL excel; LOAD excel;"
      case .sqlite:
        "INSTALL sqlite; LOAD sqlite; ATTACH \(DuckDB.literal(path)) AS log (TYPE sqlite, READ_ONLY); USE log;"
      case .duckdb: "ATTACH \(DuckDB.literal(path)) AS log (READ_ONLY); USE log;"
      }
    }
  }

  static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

  /// What a file is, where only DuckDB reads it.
  static func source(of path: String) throws -> Source? {
    var source = try ByteSource(path: path, unpacking: false)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    defer { buffer.deallocate() }
    return Source(start: Array(buffer[..<(try source.read(into: buffer))]))
  }

  /// Writes what the query selects as JSON lines to `target`.
  ///
  /// - Parameter query: What a person asks for; all of the file where it is `nil`.
  /// - Returns: The query.
  static func export(_ path: String, _ source: Source, query: String?, to target: String) throws -> String {
    guard let query = query ?? source.query(path) else {
      throw ImportError.unmapped(
        path: path,
        explanation:
          "is \(source.rawValue); say what to read with --query 'SELECT … FROM TABLE ORDER BY …' (through DuckDB)")
    }
    let script = "\(source.preparation(path)) COPY (\(query)) TO \(literal(target)) (FORMAT json);"
    do {
      try run(script)
    } catch .notInstalled {
      throw ImportError.unmapped(
        path: path,
        explanation: "is \(source.rawValue), which is read through DuckDB, and DuckDB is not installed; "
          + "install it with: pip install duckdb")
    } catch .failed(let words) where words.lowercased().contains("extension") && source.addition != nil {
      let addition = source.addition ?? ""
      throw ImportError.unmapped(
        path: path,
        explanation: "is \(source.rawValue), which DuckDB reads with its extension "
          + "“\(addition.prefix { $0 != " " })”, and that cannot be loaded; where there is a network, run \(installation(of: addition)), or export it as CSV"
      )
    } catch .failed(let words) {
      throw ImportError.unmapped(path: path, explanation: "DuckDB could not read it: \(words); the query was: \(query)")
    }
    return query
  }

  private static func installation(of addition: String) -> String {
    command()?.isPython == true
      ? "python3 -c \"import duckdb; duckdb.execute('INSTALL \(addition)')\"" : "duckdb -c \"INSTALL \(addition)\""
  }

  enum Failure: Error {
    case notInstalled
    /// With the last of what it said.
    case failed(String)
  }

  /// Runs statements of SQL.
  static func run(_ script: String) throws(Failure) {
    guard let command = command() else { throw .notInstalled }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command.program)
    process.arguments = command.arguments(script)
    let errors = Pipe()
    (process.standardError, process.standardOutput, process.standardInput) = (errors, errors, FileHandle.nullDevice)
    do {
      try process.run()
    } catch {
      throw .failed("\(command.program) cannot be run")
    }
    let words = String(decoding: (try? errors.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus != 0 else { return }
    throw .failed(words.split(separator: "\n").suffix(3).joined(separator: " "))
  }

  private struct Command {
    var program: String
    var isPython: Bool

    func arguments(_ script: String) -> [String] {
      // Nothing of the person's own settings changes what is read.
      isPython
        ? ["-I", "-c", "import sys, duckdb; duckdb.execute(sys.argv[1])", script]
        : ["-batch", "-no-init", "-c", script]
    }
  }

  private static func command() -> Command? {
    if let program = onPath("duckdb") { return Command(program: program, isPython: false) }
    guard let python = onPath("python3") else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-I", "-c", "import duckdb"]
    (process.standardError, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Command(program: python, isPython: true) : nil
  }

  private static func onPath(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
