/// A text as units that can be compared: one a character, digits and letters of every width as ASCII.
///
/// What joins without being seen (zero-width spaces and joiners, soft hyphens) makes no unit, so that it cannot break up
/// a number.
struct FoldedText {
  /// A letter beyond ASCII.
  static let letter: UInt8 = 0x80
  /// Anything else beyond ASCII.
  static let other: UInt8 = 0x81

  private(set) var units: [UInt8] = []
  /// Each unit as it can be compared with a word: ASCII in lower case, anything else as it is written.
  private(set) var codes: [UInt32] = []
  /// Where each unit begins in the UTF-8 of the text; one more for the end.
  private(set) var offsets: [Int] = []
  /// Whether each unit is written as the one byte that it is.
  private(set) var isPlain: [Bool] = []

  init(_ text: String) {
    units.reserveCapacity(text.utf8.count)
    codes.reserveCapacity(text.utf8.count)
    offsets.reserveCapacity(text.utf8.count + 1)
    isPlain.reserveCapacity(text.utf8.count)
    var offset = 0
    for scalar in text.unicodeScalars {
      if let unit = FoldedText.unit(of: scalar) {
        units.append(unit)
        codes.append(unit >= 0x80 ? scalar.value : UInt32(unit.isUpperUnit ? unit | 0x20 : unit))
        offsets.append(offset)
        isPlain.append(scalar.isASCII)
      }
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
  }

  var count: Int { units.count }

  /// The bytes of the text that the units stand for.
  func bytes(of range: Range<Int>) -> Range<Int> { offsets[range.lowerBound]..<offsets[range.upperBound] }

  /// Whether `word` stands at `place`, in whatever case.
  func has(_ word: TextWord, at place: Int) -> Bool {
    guard place + word.count <= codes.count else { return false }
    return word.codes.indices.allSatisfy { codes[place + $0] == word.codes[$0] }
  }

  /// The place behind what `isPart` takes from `place` on, at most `limit` units.
  func end(of isPart: (UInt8) -> Bool, from place: Int, limit: Int = .max) -> Int {
    var end = place
    while end < units.count, end - place < limit, isPart(units[end]) { end += 1 }
    return end
  }

  /// The unit of a character; `nil` for one that cannot be seen.
  private static func unit(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0..<0x80: return UInt8(scalar.value)
    // The frame of a keycap goes with them: its digit stands alone then.
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0x20E3, 0xFE00...0xFE0F, 0xFEFF: return nil
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return 0x20
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: return 0x2D
    // Full width: digits, letters, and the signs that hold numbers and addresses together.
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: return UInt8(scalar.value - 0xFEE0)
    case 0xFF20, 0xFF0E, 0xFF0B, 0xFF0C, 0xFF0D, 0xFF1A, 0xFF1D, 0xFF0F, 0xFF08, 0xFF09, 0xFF3B, 0xFF3D, 0xFF3F:
      return UInt8(scalar.value - 0xFEE0)
    case 0x3001: return 0x2C
    case 0x3010: return 0x5B
    case 0x3011: return 0x5D
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3: return letter
    default: return unit(ofRare: scalar)
    }
  }

  private static func unit(ofRare scalar: Unicode.Scalar) -> UInt8 {
    let properties = scalar.properties
    // Other scripts' digits, and digits in circles, brackets and high up.
    if let type = properties.numericType, type != .numeric, let value = properties.numericValue {
      return 0x30 + UInt8(value)
    }
    return properties.isAlphabetic ? letter : other
  }
}

/// A word to look for, in lower case.
struct TextWord: Hashable, ExpressibleByStringLiteral {
  let codes: [UInt32]

  init(stringLiteral text: String) { codes = text.unicodeScalars.map(\.value) }

  var count: Int { codes.count }
}

/// Words to look for, all at once.
struct TextWords: ExpressibleByArrayLiteral {
  /// By their first codes, the longest first.
  private let words: [UInt32: [TextWord]]

  init(arrayLiteral words: TextWord...) {
    self.words = Dictionary(grouping: words) { $0.codes[0] }.mapValues { $0.sorted { $0.count > $1.count } }
  }

  /// The longest of the words that stands at `place`.
  func longest(in text: FoldedText, at place: Int) -> TextWord? {
    guard place < text.count else { return nil }
    return words[text.codes[place]]?.first { text.has($0, at: place) }
  }
}

/// Which units of a text have been found to be part of something.
struct TakenUnits {
  private var isTaken: [Bool]

  init(count: Int) { isTaken = Array(repeating: false, count: count) }

  mutating func insert(_ ranges: [Range<Int>]) {
    for range in ranges { for place in range { isTaken[place] = true } }
  }

  subscript(place: Int) -> Bool { isTaken[place] }

  func touch(_ range: Range<Int>) -> Bool { isTaken[range].contains(true) }
}

extension FoldedText {
  /// What `find` gives for places from left to right, each behind the one before and outside of `taken`.
  func ranges(outside taken: TakenUnits, _ find: (Int) -> Range<Int>?) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = 0
    while place < units.count {
      if let range = find(place), !taken.touch(range) {
        found.append(range)
        place = range.upperBound
      } else {
        place += 1
      }
    }
    return found
  }
}

extension UInt8 {
  var isDigitUnit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetterUnit: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }
  var isUpperUnit: Bool { self >= 0x41 && self <= 0x5A }
  var isWordUnit: Bool { isDigitUnit || isLetterUnit }

  func isOne(of signs: StaticString) -> Bool {
    self < 0x80 && UnsafeBufferPointer(start: signs.utf8Start, count: signs.utf8CodeUnitCount).contains(self)
  }
}
