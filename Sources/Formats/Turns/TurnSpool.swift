internal import Foundation
internal import Interchange
internal import JSON

/// Puts the rows of each conversation together, however they lie in the file, in little memory.
///
/// What is more than fits is dealt out by conversation to temporary files, each of which fits.
final class TurnSpool {
  private static let memory = 16 << 20
  /// In bytes: what all parts together hold back before they are written.
  private static let heldBack = 8 << 20

  private let file: LogFile
  private var parts: [SpoolPart]
  /// The names of sides, and their numbers.
  private var names: [String] = []
  private var numbers: [String: Int] = [:]
  private var changingNumbers: Set<Int> = []
  /// Columns that change from turn to turn are no facts of the conversation.
  var changing: Set<String> { Set(changingNumbers.map { names[$0] }) }

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
    var conversation = row.conversation
    let part = conversation.withUTF8 { self.part(of: UnsafeRawBufferPointer($0)) }
    let sides = row.sides.map { (number(ofSide: $0.name), $0.value) }
    try write(to: part) { rows in
      rows.begin(line: row.line, isNote: row.isNote, isFact: row.isFact)
      for text in [row.conversation, row.order, row.name, row.speaker, row.text, row.at] { rows.add(text) }
      for (name, value) in sides { rows.side(name, value) }
    }
  }

  /// Adds a row, which `body` writes from ``PackedTurn/Writer/begin(line:isNote:isFact:)`` on.
  ///
  /// - Parameter conversation: `nil` where all rows are of one.
  func add(conversation: UnsafeRawBufferPointer?, _ body: (inout PackedTurn.Writer) -> Void) throws(ImportError) {
    try write(to: conversation.map(part(of:)) ?? 0, body)
  }

  /// The number of a name of sides.
  func number(ofSide name: String) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }

  private func part(of conversation: UnsafeRawBufferPointer) -> Int {
    parts.count == 1 ? 0 : Int(Fingerprint(conversation).value % UInt64(parts.count))
  }

  private func write(to part: Int, _ body: (inout PackedTurn.Writer) -> Void) throws(ImportError) {
    body(&parts[part].rows)
    parts[part].rows.end()
    guard parts.count > 1, parts[part].rows.bytes.count > TurnSpool.heldBack / parts.count else { return }
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
    try forEachPackedGroup { (rows: [PackedTurn]) throws(ImportError) in
      fill(&conversation, with: rows)
      try body(&conversation)
    }
  }

  /// The same, as rows in their order.
  func forEachGroup(_ body: ([TurnRow]) throws(ImportError) -> Void) throws(ImportError) {
    try forEachPackedGroup { (rows: [PackedTurn]) throws(ImportError) in
      try body(rows.map { TurnRow($0, names: names) })
    }
  }

  private func forEachPackedGroup(_ body: ([PackedTurn]) throws(ImportError) -> Void) throws(ImportError) {
    for part in parts.indices {
      let bytes: [UInt8]
      do {
        bytes = try parts[part].takeAll()
      } catch {
        throw .unreadable(path: file.path, explanation: "\(error)")
      }
      try bytes.withUnsafeBufferPointer { (buffer) throws(ImportError) in
        for rows in TurnSpool.groups(in: UnsafeRawBufferPointer(buffer)) {
          try body(TurnSpool.sorted(withoutRepeated(rows)))
        }
      }
    }
  }

  /// The rows of each conversation, in the order in which they begin.
  private static func groups(in buffer: UnsafeRawBufferPointer) -> [[PackedTurn]] {
    var groups: [String: Int] = [:]
    var rows: [[PackedTurn]] = []
    var place = 0
    var last = UnsafeRawBufferPointer(start: nil, count: 0)
    var group = 0
    while place < buffer.count {
      let row = PackedTurn(buffer, at: place)
      place += row.size
      let name = row[.conversation]
      // Rows of one conversation mostly follow each other.
      if rows.isEmpty || !last.elementsEqual(name) {
        last = name
        let text = String(decoding: name, as: UTF8.self)
        group = groups[text] ?? rows.count
        if group == rows.count {
          groups[text] = group
          rows.append([])
        }
      }
      rows[group].append(row)
    }
    return rows
  }

  private func withoutRepeated(_ rows: [PackedTurn]) -> [PackedTurn] {
    guard rows.contains(where: { !$0[.name].isEmpty }) else { return rows }
    let names = rows.map { $0.string(.name) }
    var last: [String: Int] = [:]
    for (place, name) in names.enumerated() { last[name] = place }
    let kept = rows.indices.filter { names[$0].isEmpty || last[names[$0]] == $0 }
    repeated += rows.count - kept.count
    return kept.map { rows[$0] }
  }

  private func fill(_ conversation: inout LogConversation, with rows: [PackedTurn]) {
    conversation.begin(file, line: rows[0].line)
    conversation.id = rows[0].string(.conversation)
    var facts: [(name: Int, value: UnsafeRawBufferPointer)] = []
    for row in rows {
      let text = row[.text]
      if !row.isFact, !text.isEmpty || row.sides == 0 || rows.count > 1 {
        conversation.add(
          row.string(.speaker), text, at: row[.at].isEmpty ? nil : row.string(.at), kind: row.isNote ? .note : .said)
      }
      var column = 0
      row.forEachSide { name, value in
        defer { column += 1 }
        if value.isEmpty { return }
        // Rows of a file name their columns in one order.
        let isSame = column < facts.count && facts[column].name == name
        guard let place = isSame ? column : facts.firstIndex(where: { $0.name == name }) else {
          facts.append((name, value))
          return
        }
        if facts[place].value.elementsEqual(value) { return }
        if latest.contains(names[name]) { facts[place].value = value } else { changingNumbers.insert(name) }
      }
    }
    for fact in facts where !changingNumbers.contains(fact.name) {
      conversation.side(names[fact.name], JSONValue.string(String(decoding: fact.value, as: UTF8.self)))
    }
  }

  /// By their order where all have one: as numbers where all are, as texts else.
  private static func sorted(_ all: [PackedTurn]) -> [PackedTurn] {
    let facts = all.filter(\.isFact)
    if !facts.isEmpty { return facts + sorted(all.filter { !$0.isFact }) }
    let rows = all
    guard rows.count > 1, rows.allSatisfy({ !$0[.order].isEmpty }) else { return rows }
    let orders = rows.map { $0.string(.order) }
    let numbers = orders.map { Double($0) ?? .nan }
    let isNumeric = numbers.allSatisfy { !$0.isNaN }
    return rows.indices.sorted {
      if isNumeric { return (numbers[$0], $0) < (numbers[$1], $1) }
      return (orders[$0], $0) < (orders[$1], $1)
    }.map { rows[$0] }
  }
}
