/// Numbers that JSON does not have and Python writes: NaN and Infinity become null.
enum MendedNumbers {
  private static let words = ["NaN", "Infinity", "-Infinity"].map { Array($0.utf8) }

  /// The text with null in their place; `nil` where there is none.
  static func mended(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var place = 0
    var isInString = false
    var isMended = false
    while place < bytes.count {
      let byte = bytes[place]
      if isInString {
        if byte == 92, place + 1 < bytes.count {
          text.append(byte)
          place += 1
        } else if byte == 34 {
          isInString = false
        }
      } else if byte == 34 {
        isInString = true
      } else if byte == 78 || byte == 73 || byte == 45,
        let word = words.first(where: { bytes[place...].starts(with: $0) })
      {
        text.append(contentsOf: Array("null".utf8))
        place += word.count
        isMended = true
        continue
      }
      text.append(bytes[place])
      place += 1
    }
    return isMended ? text : nil
  }
}
