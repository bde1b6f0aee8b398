internal import Files
internal import Foundation
internal import Interchange
internal import JSON

/// Puts the rows of each conversation together, however they lie in the file, in little memory.
///
/// What is more than fits is dealt out by conversation to temporary files, each of which fits.
final class TurnSpool {
  private static let memory = 16 << 20

  private let file: LogFile
  private var parts: [SpoolPart]
  /// Columns that change from turn to turn are no facts of the conversation.
  private(set) var changing: Set<String> = []

  /// How many rows came again later, with the same name.
  private(set) var repeated = 0
  /// Columns of which the last value is the fact, if it changes.
  private let latest: Set<String>

  /// - Parameters:
  ///   - size: About how many bytes will come.
  ///   - latest: Columns of which the last value counts.
  init(_ file: LogFile, size: Int, latest: Set<String> = []) {
    self.file = file
    self.latest = latest
    let count = min(256, 1 + size / (TurnSpool.memory / 2))
    parts = (0..<count).map { _ in SpoolPart() }
  }

  func add(_ row: TurnRow) throws(ImportError) {
    let part = parts.count == 1 ? 0 : Int(Fingerprint(row.conversation).value % UInt64(parts.count))
    row.append(to: &parts[part].bytes)
    guard parts.count > 1, parts[part].bytes.count > TurnSpool.memory / parts.count else { return }
    do {
      try parts[part].spill()
    } catch {
      throw .unreadable(path: file.path, explanation: "\(error)")
    }
  }

  /// Gives every conversation to `body`, in the order in which they begin where all fit into memory.
  func forEachConversation(
    _ body: (inout LogConversation) throws(ImportError) -> Void
  ) throws(ImportError) {
    var conversation = LogConversation()
    try forEachGroup { (rows: [TurnRow]) throws(ImportError) in
      fill(&conversation, with: rows)
      try body(&conversation)
    }
  }

  /// The same, as rows in their order.
  func forEachGroup(_ body: ([TurnRow]) throws(ImportError) -> Void) throws(ImportError) {
    for part in parts.indices {
      let bytes: [UInt8]
      do {
        bytes = try parts[part].takeAll()
      } catch {
        throw .unreadable(path: file.path, explanation: "\(error)")
      }
      var groups: [String: Int] = [:]
      var rows: [[TurnRow]] = []
      bytes.withUnsafeBytes { buffer in
        var place = 0
        var last = ""
        var group = 0
        while place < buffer.count {
          let row = TurnRow(buffer, at: &place)
          // Rows of one conversation mostly follow each other.
          if row.conversation != last || rows.isEmpty {
            last = row.conversation
            group = groups[last] ?? rows.count
            if group == rows.count {
              groups[last] = group
              rows.append([])
            }
          }
          rows[group].append(row)
        }
      }
      for index in rows.indices {
        try body(TurnSpool.sorted(withoutRepeated(rows[index])))
        rows[index] = []
      }
    }
  }

  private func withoutRepeated(_ rows: [TurnRow]) -> [TurnRow] {
    guard rows.contains(where: { !$0.name.isEmpty }) else { return rows }
    var last: [String: Int] = [:]
    for (place, row) in rows.enumerated() { last[row.name] = place }
    let kept = rows.enumerated().filter { $0.element.name.isEmpty || last[$0.element.name] == $0.offset }
    repeated += rows.count - kept.count
    return kept.map(\.element)
  }

  private func fill(_ conversation: inout LogConversation, with rows: [TurnRow]) {
    conversation.begin(file, line: rows[0].line)
    conversation.id = rows[0].conversation
    var facts: [(name: String, value: String)] = []
    for row in rows {
      if !row.isFact, !row.text.isEmpty || row.sides.isEmpty || rows.count > 1 {
        conversation.add(
          row.speaker, row.text.utf8, at: row.at.isEmpty ? nil : row.at, kind: row.isNote ? .note : .said)
      }
      for (column, side) in row.sides.enumerated() where !side.value.isEmpty {
        // Rows of a file name their columns in one order.
        let isSame = column < facts.count && facts[column].name == side.name
        guard let place = isSame ? column : facts.firstIndex(where: { $0.name == side.name }) else {
          facts.append(side)
          continue
        }
        if facts[place].value == side.value { continue }
        if latest.contains(side.name) { facts[place].value = side.value } else { changing.insert(side.name) }
      }
    }
    for fact in facts where !changing.contains(fact.name) {
      conversation.side(fact.name, JSONValue.string(fact.value))
    }
  }

  /// By their order where all have one: as numbers where all are, as texts else.
  private static func sorted(_ all: [TurnRow]) -> [TurnRow] {
    let facts = all.filter(\.isFact)
    if !facts.isEmpty { return facts + sorted(all.filter { !$0.isFact }) }
    let rows = all
    guard rows.count > 1, rows.allSatisfy({ !$0.order.isEmpty }) else { return rows }
    let numbers = rows.map { Double($0.order) ?? .nan }
    let isNumeric = numbers.allSatisfy { !$0.isNaN }
    return rows.indices.sorted {
      if isNumeric { return (numbers[$0], $0) < (numbers[$1], $1) }
      return (rows[$0].order, $0) < (rows[$1].order, $1)
    }.map { rows[$0] }
  }
}

/// A part of the rows: in memory, and what was too much for it in a file without a name.
private struct SpoolPart {
  var bytes: [UInt8] = []
  private var handle: FileHandle?

  mutating func spill() throws {
    let handle = try self.handle ?? SpoolPart.open()
    self.handle = handle
    try handle.write(contentsOf: bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func takeAll() throws -> [UInt8] {
    defer { (bytes, handle) = ([], nil) }
    guard let handle else { return bytes }
    try handle.seek(toOffset: 0)
    return Array(try handle.readToEnd() ?? Data()) + bytes
  }

  /// A file that is gone when it is closed, whatever ends the program.
  private static func open() throws -> FileHandle {
    let folder = try Temporaries.makeFolder()
    defer { Temporaries.remove(folder) }
    let descriptor = Glibc.open("\(folder)/rows", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutputError(path: folder, explanation: systemError()) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
