import CTerminal

extension Screen {
  /// Lets the terminal put text on its clipboard (OSC 52). Whether it does so cannot be told: many ask, some refuse.
  public func copy(_ text: String) {
    let encoded = base64(Array(text.utf8))
    encoded.withUnsafeBytes { _ = cterminal_copy($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
  }
}

/// RFC 4648, section 4.
func base64(_ bytes: [UInt8]) -> [UInt8] {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var encoded: [UInt8] = []
  encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let part = bytes[start..<min(start + 3, bytes.count)]
    let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
    for place in 0..<4 {
      encoded.append(place <= part.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
    }
  }
  return encoded
}
