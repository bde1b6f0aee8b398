internal import CTables
internal import Interchange

/// What separates the fields of a table.
struct TableForm: Sendable, Hashable {
  let separator: UInt8

  init(separator: UInt8) { self.separator = separator }

  private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")]

  /// The separator by which the first rows have the same number of fields, and the most; `nil` where there is none.
  init?(_ start: [UInt8]) {
    let text = DecodedText(start).text
    var best: (separator: UInt8, count: Int)?
    for separator in TableForm.separators {
      let form = TableForm(separator: separator)
      var rows = TableRows.first(of: text, form, count: 20)
      // The last row may be cut off.
      if rows.count > 2 { rows.removeLast() }
      guard let count = rows.first?.count, count > 1 else { continue }
      // WeChat's older files have one name fewer than values.
      guard rows.dropFirst().allSatisfy({ $0.count == count || $0.count == count + 1 }) else { continue }
      if count > best?.count ?? 1 { best = (separator, count) }
    }
    guard let best else { return nil }
    separator = best.separator
  }
}

/// The rows of a table in CSV (RFC 4180), through libcsv, which reads pieces of any length.
final class TableRows {
  /// A row, which keeps the text of all that were read with it.
  struct Row {
    /// One-based; the header is the first.
    let number: Int
    fileprivate let text: TableText
    fileprivate let places: Range<Int>

    var count: Int { places.count }
    var fields: [String] { withFields { fields in (0..<count).map { String(decoding: fields[$0], as: UTF8.self) } } }

    /// Whether it is UTF-8.
    var isText: Bool {
      withFields { fields in (try? UTF8Span(validating: fields.all.span)) != nil }
    }

    func withFields<Result, Failure: Error>(
      _ body: (Fields) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      try text.bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
        try body(Fields(bytes: bytes, ends: text.ends[places], start: text.start(of: places.lowerBound)))
      }
    }
  }

  /// The fields of a row as bytes; they live as long as the call that gives them.
  struct Fields {
    fileprivate let bytes: UnsafeBufferPointer<UInt8>
    fileprivate let ends: ArraySlice<Int>
    fileprivate let start: Int

    subscript(place: Int) -> UnsafeRawBufferPointer {
      let start = place == 0 ? start : ends[ends.startIndex + place - 1]
      return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<ends[ends.startIndex + place]])
    }

    fileprivate var all: UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[start..<(ends.last ?? start)])
    }
  }

  private var parser = csv_parser()
  /// What libcsv calls back with its fields; at one place in memory, as a pointer is what it passes on.
  private let collector = UnsafeMutablePointer<RowCollector>.allocate(capacity: 1)

  init(_ form: TableForm) {
    collector.initialize(to: RowCollector())
    csv_init(&parser, 0)
    csv_set_delim(&parser, form.separator)
    // Blanks around a text belong to it.
    csv_set_space_func(&parser) { _ in 0 }
  }

  deinit {
    csv_free(&parser)
    collector.deinitialize(count: 1)
    collector.deallocate()
  }

  /// Rows that end in these bytes.
  func rows(in bytes: ArraySlice<UInt8>) -> [Row] {
    bytes.withUnsafeBytes { buffer in
      _ = csv_parse(&parser, buffer.baseAddress, buffer.count, RowCollector.field, RowCollector.end, collector)
    }
    return collector.pointee.take()
  }

  /// The row that no line feed ends; `nil` in the second place where a quote was never closed.
  func end() -> (rows: [Row], isWhole: Bool) {
    // libcsv tells an open quote only where it forbids quotes inside of plain fields as well.
    let isOpen = parser.quoted != 0 && parser.pstate == TableRows.insideField
    csv_fini(&parser, RowCollector.field, RowCollector.end, collector)
    return (collector.pointee.take(), !isOpen)
  }

  /// FIELD_BEGUN of libcsv.
  private static let insideField: Int32 = 2

  /// The row at hand, the first that is not given yet.
  var number: Int { collector.pointee.number + 1 }

  /// How long the row at hand is by now, in bytes.
  var pending: Int { parser.entry_pos + collector.pointee.pendingBytes }

  static func first(of text: String, _ form: TableForm, count: Int) -> [[String]] {
    let table = TableRows(form)
    var rows = table.rows(in: Array(text.utf8)[...])
    if rows.count < count { rows += table.end().rows }
    return rows.prefix(count).map(\.fields)
  }
}

/// The fields of some rows, one behind the other.
private final class TableText: Sendable {
  let bytes: [UInt8]
  let ends: [Int]

  init(bytes: [UInt8], ends: [Int]) { (self.bytes, self.ends) = (bytes, ends) }

  func start(of field: Int) -> Int { field == 0 ? 0 : ends[field - 1] }
}

/// Collects the fields that libcsv calls back with.
private struct RowCollector {
  private var bytes: [UInt8] = []
  private var fields: [Int] = []
  /// The number of fields before the end of each row.
  private var rows: [Int] = []
  private(set) var number = 0

  private var wholeFields: Int { rows.last ?? 0 }
  private var wholeBytes: Int { wholeFields == 0 ? 0 : fields[wholeFields - 1] }
  /// What the row at hand holds by now.
  var pendingBytes: Int { bytes.count - wholeBytes }

  /// The rows that are whole.
  mutating func take() -> [TableRows.Row] {
    if rows.isEmpty { return [] }
    let (whole, size) = (wholeFields, wholeBytes)
    let text = TableText(bytes: bytes, ends: fields)
    let first = number - rows.count + 1
    let taken = rows.enumerated().map { place, end in
      TableRows.Row(number: first + place, text: text, places: (place == 0 ? 0 : rows[place - 1])..<end)
    }
    bytes = Array(bytes[size...])
    fields = fields[whole...].map { $0 - size }
    rows.removeAll(keepingCapacity: true)
    return taken
  }

  static let field: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    text, count, collector in
    guard let collector = collector?.assumingMemoryBound(to: RowCollector.self) else { return }
    collector.pointee.bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: count))
    collector.pointee.fields.append(collector.pointee.bytes.count)
  }

  static let end: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, collector in
    guard let collector = collector?.assumingMemoryBound(to: RowCollector.self) else { return }
    collector.pointee.number += 1
    collector.pointee.rows.append(collector.pointee.fields.count)
  }
}
