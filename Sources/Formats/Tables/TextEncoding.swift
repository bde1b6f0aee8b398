internal import CTables
internal import Interchange

/// The encoding of a text, by its name for iconv.
struct TextEncoding: Sendable, Hashable {
  let name: String

  static let utf8 = TextEncoding(name: "UTF-8")

  init(name: String) { self.name = name }

  /// Tells UTF-8, UTF-16 and GB18030 by the first bytes; `nil` where it is none of them.
  ///
  /// GB18030 is believed where every byte fits and what comes out is Chinese for the most part: texts in Latin-1 do not.
  init?(of start: ArraySlice<UInt8>) {
    if start.starts(with: [0xFF, 0xFE]) {
      self.init(name: "UTF-16LE")
    } else if start.starts(with: [0xFE, 0xFF]) {
      self.init(name: "UTF-16BE")
    } else if TextEncoding.isUTF8(start) {
      self = .utf8
    } else if TextEncoding.isChinese(start) {
      self.init(name: "GB18030")
    } else {
      return nil
    }
  }

  /// Whether all but a character that is cut off at the end is UTF-8.
  private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    for cut in 0..<min(4, max(1, bytes.count)) where String(validating: bytes.dropLast(cut), as: UTF8.self) != nil {
      return true
    }
    return false
  }

  private static func isChinese(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let converter = TextConverter(from: TextEncoding(name: "GB18030")) else { return false }
    var text: [UInt8] = []
    guard converter.convert(Array(bytes), isLast: false, into: &text) else { return false }
    let foreign = String(decoding: text, as: UTF8.self).unicodeScalars.filter { !$0.isASCII }
    let chinese = foreign.filter {
      (0x4E00...0x9FFF).contains($0.value) || (0x3000...0x303F).contains($0.value)
        || (0xFF00...0xFFEF).contains($0.value)
    }
    return !foreign.isEmpty && chinese.count * 10 >= foreign.count * 9
  }
}

/// Turns bytes of another encoding into UTF-8, piece by piece.
final class TextConverter {
  private let handle: iconv_t
  /// Bytes of a character whose rest lies in the next piece.
  private var rest: [UInt8] = []

  init?(from encoding: TextEncoding) {
    guard let handle = iconv_open("UTF-8", encoding.name), handle != iconv_t(bitPattern: -1) else { return nil }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// Returns false where bytes are no text of the encoding.
  func convert(_ bytes: [UInt8], isLast: Bool, into target: inout [UInt8]) -> Bool {
    var input = rest + bytes
    rest = []
    var output = [UInt8](repeating: 0, count: input.count * 4 + 16)
    var isRight = true
    let (used, made) = input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { room in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = source.count
        var to = room.baseAddress?.assumingMemoryBound(to: CChar.self)
        var space = room.count
        // Short of a character's end is no mistake before the last piece.
        if iconv(handle, &from, &left, &to, &space) == Int.max.unsignedMinusOne, left >= 4 || isLast { isRight = false }
        return (source.count - left, room.count - space)
      }
    }
    rest = Array(input[used...])
    target.append(contentsOf: output[..<made])
    return isRight
  }
}

extension Int {
  /// What iconv returns where it fails: (size_t)-1.
  fileprivate var unsignedMinusOne: Int { -1 }
}
