/// How a turn's words are put down: as a person types them, or as they stand in the phrase book.
struct Manner: Sendable {
  /// Commas become spaces (Chinese).
  var spacesForCommas = false
  /// A question gets its mark.
  var marksQuestions = true
  /// Everything in small letters (English).
  var small = false
  /// Apostrophes are left out (English).
  var dropsApostrophes = false
  /// The first letter of each sentence is a capital (English).
  var capitals = false
  /// Ends with a full stop.
  var stops = false
  /// How often a letter is swapped with the next, or a character with one that sounds the same.
  var slips = 0.0

  /// The agent and the simulators: as written.
  static let careful = Manner(capitals: true, stops: true)

  /// A real user's own way of typing.
  static func person(_ language: Vocabulary.Language, _ random: inout Xoshiro256) -> Manner {
    var manner = Manner()
    switch language {
    case .chinese:
      manner.spacesForCommas = random.chance(0.25)
      manner.marksQuestions = random.chance(0.4)
      manner.slips = random.chance(0.3) ? 0.04 : 0
    case .english:
      manner.small = random.chance(0.4)
      manner.dropsApostrophes = random.chance(0.4)
      manner.capitals = !manner.small && random.chance(0.5)
      manner.stops = manner.capitals && random.chance(0.3)
      manner.slips = random.chance(0.3) ? 0.008 : 0
    }
    return manner
  }

  var isPlain: Bool { !spacesForCommas && !small && !dropsApostrophes && slips == 0 }
}

extension Manner {
  /// Appends `literal` as this manner writes it.
  func append(_ literal: [UInt8], to bytes: inout [UInt8], _ random: inout Xoshiro256) {
    var index = 0
    while index < literal.count {
      let byte = literal[index]
      if byte < 0x80 {
        index += 1
        if dropsApostrophes, byte == UInt8(ascii: "'") { continue }
        if slips > 0, isLetter(byte), index < literal.count, isLetter(literal[index]), random.chance(slips) {
          bytes.append(lowered(literal[index]))
          index += 1
        }
        bytes.append(small ? lowered(byte) : byte)
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      let end = min(index + length, literal.count)
      let character = literal[index..<end]
      index = end
      if spacesForCommas, character.elementsEqual(Manner.comma) {
        bytes.append(UInt8(ascii: " "))
      } else if slips > 0, let same = Manner.homophones[Array(character)], random.chance(slips) {
        bytes.append(contentsOf: same)
      } else {
        bytes.append(contentsOf: character)
      }
    }
  }

  /// Makes the first letter of each sentence in `range` a capital.
  func capitalize(_ range: Range<Int>, of bytes: inout [UInt8]) {
    guard capitals else { return }
    var isStart = true
    var ended = false
    for index in range {
      let byte = bytes[index]
      if isStart, byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") { bytes[index] = byte - 32 }
      if byte == UInt8(ascii: " ") {
        isStart = ended || (isStart && index == range.lowerBound)
      } else {
        isStart = false
        ended = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
      }
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  private func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  private static let comma = Array("，".utf8)

  /// Characters that are typed for each other, by sound.
  private static let homophones: [[UInt8]: [UInt8]] = {
    let pairs: [(String, String)] = [
      ("的", "得"), ("在", "再"), ("做", "作"), ("那", "哪"), ("他", "她"), ("她", "他"), ("吗", "嘛"), ("吧", "把"), ("已", "以"),
      ("定", "订"), ("账", "帐"),
    ]
    return Dictionary(pairs.map { (Array($0.0.utf8), Array($0.1.utf8)) }, uniquingKeysWith: { first, _ in first })
  }()
}
