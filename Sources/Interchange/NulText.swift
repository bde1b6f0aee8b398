internal import JSON

/// A line of JSON in which U+FFFD stands for every U+0000, escaped or not.
struct NulText {
  /// With ``JSONParser/padding`` bytes behind it.
  private(set) var padded: [UInt8] = []
  /// Without the padding.
  private(set) var count = 0
  private(set) var replaced = 0
  /// Where the first stands, in bytes.
  private(set) var first = 0

  init(_ line: UnsafeBufferPointer<UInt8>) {
    padded.reserveCapacity(line.count + JSONParser.padding)
    let escape = Array("\\u0000".utf8)
    var place = 0
    while place < line.count {
      let byte = line[place]
      if byte == 0 {
        add(Array("\u{FFFD}".utf8))
      } else if byte == 92, place + 1 < line.count {
        if place + 6 <= line.count, line[place..<place + 6].elementsEqual(escape) {
          add(Array("\\ufffd".utf8))
          place += 6
          continue
        }
        // The second of two backslashes begins no escape.
        padded.append(byte)
        place += 1
        padded.append(line[place])
      } else {
        padded.append(byte)
      }
      place += 1
    }
    count = padded.count
    padded.append(contentsOf: repeatElement(0, count: JSONParser.padding))
  }

  private mutating func add(_ replacement: [UInt8]) {
    if replaced == 0 { first = padded.count }
    replaced += 1
    padded.append(contentsOf: replacement)
  }
}
