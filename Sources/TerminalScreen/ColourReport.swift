import CellGrid

/// A terminal's answer to the question which colour its background has, as far as it has come: `11;rgb:1e1e/1e1e/2e2e` and
/// BEL or ST, between `ESC ]` and the end.
///
/// > "XTerm Control Sequences", Operating System Commands, Ps = 11; XParseColor(3) for the colour.
struct ColourReport: Sendable, Equatable {
  enum Progress: Equatable {
    case unfinished
    /// `nil` where it names no colour.
    case ended(RGB?)
    /// It is no such answer.
    case other
  }

  private static let start = Array("11;".utf8)
  /// No answer is longer: `rgba:` and four times four digits.
  private static let limit = 32

  private var bytes: [UInt8] = []

  mutating func take(_ byte: UInt8) -> Progress {
    let isEnd = byte == 0x07 || byte == 0x5C && bytes.last == 0x1B
    if isEnd { return .ended(colour) }
    bytes.append(byte)
    let isLike = zip(bytes, ColourReport.start).allSatisfy { $0 == $1 }
    return isLike && bytes.count <= ColourReport.limit ? .unfinished : .other
  }

  private var colour: RGB? {
    let text = String(decoding: bytes.dropFirst(ColourReport.start.count).filter { $0 != 0x1B }, as: UTF8.self)
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0] == "rgb" || parts[0] == "rgba" else { return nil }
    let levels = parts[1].split(separator: "/", omittingEmptySubsequences: false).prefix(3).map(ColourReport.level)
    guard levels.count == 3, let red = levels[0], let green = levels[1], let blue = levels[2] else { return nil }
    return RGB(red, green, blue)
  }

  /// One to four hexadecimal digits, as a share of what so many can say.
  private static func level(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.count), digits.allSatisfy(\.isHexDigit), let value = Int(digits, radix: 16) else {
      return nil
    }
    let most = 1 << (4 * digits.count) - 1
    return UInt8(clamping: (value * 255 + most / 2) / most)
  }
}
