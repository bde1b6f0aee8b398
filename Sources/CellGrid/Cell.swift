/// One cell of the screen: a scalar with up to four combining marks, its width, its style.
///
/// A wide character takes two cells, itself and a continuation that holds nothing. Sixteen bytes, no references:
/// comparing two frames is comparing memory.
public struct Cell: Sendable, Hashable {
  // Bits 0–20 the scalar, 21–24 a plane bit for each mark, 25–26 the width, 32–55 the style.
  private var head: UInt64
  // Four times 16 bits: marks lie in planes 0 and 1; 0 is none.
  private var markBits: UInt64

  init(scalar: UInt32, width: Int, style: Style) {
    head = UInt64(scalar) | UInt64(width) << 25 | UInt64(style.bits) << 32
    markBits = 0
  }

  /// An empty cell.
  public static func blank(_ style: Style = .text) -> Cell {
    Cell(scalar: 0x20, width: 1, style: style)
  }

  /// The right half of a wide character.
  static func continuation(_ style: Style) -> Cell {
    Cell(scalar: 0, width: 0, style: style)
  }

  /// The most marks that a cell keeps; further ones are left out.
  static let markLimit = 4

  /// The character without its marks; NUL in the right half of a wide character.
  public var scalar: Unicode.Scalar {
    Unicode.Scalar(scalarValue) ?? "\u{FFFD}"
  }

  var scalarValue: UInt32 { UInt32(truncatingIfNeeded: head & 0x1F_FFFF) }

  /// The cells that the character takes: 1, 2, or 0 in the right half of a wide character.
  public var width: Int { Int(head >> 25 & 3) }

  /// Whether this is the right half of a wide character.
  public var isContinuation: Bool { width == 0 }

  public var style: Style {
    get { Style(bits: UInt32(truncatingIfNeeded: head >> 32)) }
    set { head = head & 0xFFFF_FFFF | UInt64(newValue.bits) << 32 }
  }

  /// Whether the character carries combining marks.
  public var hasMarks: Bool { markBits != 0 }

  /// The combining marks, in order.
  public var marks: [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for index in 0..<Cell.markLimit {
      let low = UInt32(truncatingIfNeeded: markBits >> (16 * UInt64(index)) & 0xFFFF)
      let plane = UInt32(truncatingIfNeeded: head >> (21 + UInt64(index)) & 1)
      guard low != 0, let scalar = Unicode.Scalar(plane << 16 | low) else { break }
      result.append(scalar)
    }
    return result
  }

  /// What the cell shows, as text; empty in the right half of a wide character.
  public var text: String {
    guard !isContinuation else { return "" }
    var view = String.UnicodeScalarView()
    view.append(scalar)
    if hasMarks { view.append(contentsOf: marks) }
    return String(view)
  }

  mutating func append(mark: UInt32) {
    for index in 0..<UInt64(Cell.markLimit) where markBits >> (16 * index) & 0xFFFF == 0 {
      markBits |= UInt64(mark & 0xFFFF) << (16 * index)
      head |= UInt64(mark >> 16 & 1) << (21 + index)
      return
    }
  }

  mutating func replace(scalar: UInt32, width: Int) {
    head = head & ~0x7FF_FFFF | UInt64(scalar) | UInt64(width) << 25
    markBits = 0
  }
}
