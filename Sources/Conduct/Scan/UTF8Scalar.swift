/// Characters of UTF-8 that may be broken anywhere.
enum UTF8Scalar {
  enum Kind { case han, latin, otherLetter, apostrophe, question, mark }

  /// The scalar at a byte of 0x80 or above, and its bytes; 0 where the bytes are no UTF-8.
  @inline(__always)
  static func at(_ place: Int, in text: UnsafeRawBufferPointer) -> (scalar: UInt32, length: Int) {
    let first = text[place]
    let wanted: Int
    var scalar: UInt32
    switch first {
    case 0xC2...0xDF: (wanted, scalar) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (wanted, scalar) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (wanted, scalar) = (4, UInt32(first & 0x07))
    default: return (0, 1)
    }
    var length = 1
    while length < wanted, place &+ length < text.count, text[place &+ length] & 0xC0 == 0x80 {
      scalar = scalar << 6 | UInt32(text[place &+ length] & 0x3F)
      length &+= 1
    }
    return length == wanted ? (scalar, length) : (0, length)
  }

  @inline(__always)
  static func kind(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x323AF, 0xF900...0xFAFF, 0x3005, 0x3007: .han
    case 0xFF1F, 0x37E, 0x61F: .question
    case 0x2019, 0x2018, 0x2BC: .apostrophe
    case 0xC0...0x24F where scalar != 0xD7 && scalar != 0xF7, 0x1E00...0x1EFF, 0xFF21...0xFF3A, 0xFF41...0xFF5A: .latin
    case 0x0...0xBF, 0xD7, 0xF7, 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFE6F, 0xFF00...0xFF20, 0xFF3B...0xFF40,
      0xFF5B...0xFF65, 0xFFF0...0xFFFF, 0x1F000...0x1FBFF, 0xE0000...0xE0FFF, 0x200B...0x200F:
      .mark
    default: .otherLetter
    }
  }
}
