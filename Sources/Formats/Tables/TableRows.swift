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
  struct Row {
    /// One-based; the header is the first.
    var number: Int
    var fields: [String]
  }

  private var parser = csv_parser()
  private let collector = RowCollector()

  init(_ form: TableForm) {
    csv_init(&parser, 0)
    csv_set_delim(&parser, form.separator)
    // Blanks around a text belong to it.
    csv_set_space_func(&parser) { _ in 0 }
  }

  deinit { csv_free(&parser) }

  /// Rows that end in these bytes.
  func rows(in bytes: ArraySlice<UInt8>) -> [Row] {
    let context = Unmanaged.passUnretained(collector).toOpaque()
    bytes.withUnsafeBytes { buffer in
      _ = csv_parse(&parser, buffer.baseAddress, buffer.count, RowCollector.field, RowCollector.end, context)
    }
    return collector.take()
  }

  /// The row that no line feed ends; `nil` in the second place where a quote was never closed.
  func end() -> (rows: [Row], isWhole: Bool) {
    let context = Unmanaged.passUnretained(collector).toOpaque()
    // libcsv tells an open quote only where it forbids quotes inside of plain fields as well.
    let isOpen = parser.quoted != 0 && parser.pstate == TableRows.insideField
    csv_fini(&parser, RowCollector.field, RowCollector.end, context)
    return (collector.take(), !isOpen)
  }

  /// FIELD_BEGUN of libcsv.
  private static let insideField: Int32 = 2

  /// The row at hand, the first that is not given yet.
  var number: Int { collector.number + 1 }

  /// How long the row at hand is by now, in bytes.
  var pending: Int { parser.entry_pos + collector.pendingBytes }

  static func first(of text: String, _ form: TableForm, count: Int) -> [[String]] {
    let table = TableRows(form)
    var rows = table.rows(in: Array(text.utf8)[...])
    if rows.count < count { rows += table.end().rows }
    return rows.prefix(count).map(\.fields)
  }
}

/// Collects the fields that libcsv calls back with.
private final class RowCollector {
  private var rows: [TableRows.Row] = []
  private var fields: [String] = []
  private(set) var number = 0
  private(set) var pendingBytes = 0

  func take() -> [TableRows.Row] {
    defer { rows.removeAll(keepingCapacity: true) }
    return rows
  }

  static let field: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    text, count, context in
    guard let context else { return }
    let collector = Unmanaged<RowCollector>.fromOpaque(context).takeUnretainedValue()
    collector.fields.append(String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self))
    collector.pendingBytes += count
  }

  static let end: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
    guard let context else { return }
    let collector = Unmanaged<RowCollector>.fromOpaque(context).takeUnretainedValue()
    collector.number += 1
    collector.rows.append(TableRows.Row(number: collector.number, fields: collector.fields))
    collector.fields.removeAll(keepingCapacity: true)
    collector.pendingBytes = 0
  }
}
