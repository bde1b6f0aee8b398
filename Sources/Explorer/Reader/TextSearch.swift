/// Where a text occurs in another, as ranges of UTF-8 bytes; ASCII letters match in either case.
///
/// Overlapping occurrences count once. An empty needle occurs nowhere.
func occurrences(of needle: String, in text: String) -> [Range<Int>] {
  let pattern = needle.utf8.map(lowercased)
  guard let first = pattern.first else { return [] }
  var text = text
  return text.withUTF8 { bytes in
    var ranges: [Range<Int>] = []
    var index = 0
    while index + pattern.count <= bytes.count {
      if lowercased(bytes[index]) == first, matches(pattern, bytes, at: index) {
        ranges.append(index..<index + pattern.count)
        index += pattern.count
      } else {
        index += 1
      }
    }
    return ranges
  }
}

private func matches(_ pattern: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
  for offset in 1..<max(pattern.count, 1) where lowercased(bytes[start + offset]) != pattern[offset] { return false }
  return true
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}
