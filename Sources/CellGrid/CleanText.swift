/// Strangers' text, made safe to show, styled, ready to be wrapped and written.
///
/// Controls, escape sequences and bidi overrides have become visible, tabs are spaces, line breaks are kept. Styles are
/// set by byte offsets of the original text, so that spans found elsewhere (a judge's signal, a search) can be marked.
public struct CleanText: Sendable, Equatable {
  var cells: [Cell]
  /// For each cell, the offset in the original's UTF-8 where it begins; one more for the end.
  var offsets: [Int32]
  /// The bytes of the original that were left out at the end because it is longer than the limit.
  public private(set) var omittedBytes = 0

  static let lineBreak: UInt32 = 0x0A

  /// The most characters that are kept by default.
  public static let defaultLimit = 200_000

  /// - Parameters:
  ///   - text: Any text, of any origin.
  ///   - limit: The most characters to keep; where the text is longer, a note of how much is left out takes the place
  ///     of the rest.
  public init(_ text: String, style: Style = .text, tabWidth: Int = 4, limit: Int = CleanText.defaultLimit) {
    cells = []
    offsets = []
    cells.reserveCapacity(min(text.utf8.count, limit))
    offsets.reserveCapacity(min(text.utf8.count, limit) + 1)
    let tabWidth = max(tabWidth, 1)
    var reader = ClusterReader(text, style: style)
    var offset = 0
    var column = 0
    while let cluster = reader.next() {
      guard cells.count < limit else {
        noteOmission(of: text.utf8.count - offset, at: offset, style: style)
        break
      }
      offset += cluster.skipped
      switch cluster.kind {
      case .character:
        append(cluster.cell, at: offset)
        column += cluster.cell.width
      case .tab:
        let size = tabWidth - column % tabWidth
        for _ in 0..<size { append(.blank(style), at: offset) }
        column += size
      case .lineBreak:
        append(Cell(scalar: CleanText.lineBreak, width: 0, style: style), at: offset)
        column = 0
      }
      offset += cluster.length
    }
    offsets.append(Int32(clamping: text.utf8.count))
  }

  private mutating func append(_ cell: Cell, at offset: Int) {
    cells.append(cell)
    offsets.append(Int32(clamping: offset))
  }

  private mutating func noteOmission(of bytes: Int, at offset: Int, style: Style) {
    omittedBytes = bytes
    var note = ClusterReader(" … (+\(bytes) bytes)", style: Style(.warning, on: style.surface))
    while let cluster = note.next() { append(cluster.cell, at: offset) }
  }

  /// The number of cells' worth of characters, line breaks included.
  public var count: Int { cells.count }

  /// The text as it will be shown.
  public var text: String {
    cells.reduce(into: "") { $0 += $1.scalarValue == CleanText.lineBreak ? "\n" : $1.text }
  }

  /// Changes the style of what stands for the bytes `range` of the original text.
  public mutating func restyle(utf8 range: Range<Int>, _ change: (inout Style) -> Void) {
    for index in cellRange(utf8: range) { change(&cells[index].style) }
  }

  /// The cells that stand for the bytes `range` of the original text.
  private func cellRange(utf8 range: Range<Int>) -> Range<Int> {
    let range = range.clamped(to: 0..<Int(offsets.last ?? 0))
    guard !range.isEmpty, !cells.isEmpty else { return 0..<0 }
    let start = max(firstIndex(after: range.lowerBound) - 1, 0)
    let end = max(firstIndex(after: range.upperBound - 1), start)
    return start..<min(end, cells.count)
  }

  /// The first cell that begins after the byte `offset`.
  private func firstIndex(after offset: Int) -> Int {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if Int(offsets[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
