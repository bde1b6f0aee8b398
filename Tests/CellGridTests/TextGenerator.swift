/// Hostile and ordinary text, the same for the same seed.
struct TextGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func text(maximumPieces: Int = 40) -> String {
    var text = ""
    for _ in 0..<below(maximumPieces + 1) { text += piece() }
    return text
  }

  private mutating func piece() -> String {
    switch below(8) {
    case 0: return TextGenerator.pieces[below(TextGenerator.pieces.count)]
    case 1: return String(repeating: " ", count: below(4) + 1)
    case 2: return String(scalar(below(0x3000)))
    case 3: return String(scalar(below(0x110000)))
    case 4: return String(scalar(0x4E00 + below(0x5000)))
    case 5: return String(scalar(0x1F300 + below(0x400)))
    default: return String(scalar(0x20 + below(0x5F)))
    }
  }

  private func scalar(_ value: Int) -> String.UnicodeScalarView {
    var view = String.UnicodeScalarView()
    view.append(Unicode.Scalar(UInt32(value)) ?? "\u{FFFD}")
    return view
  }

  static let pieces: [String] = [
    "\u{1B}[31m", "\u{1B}]0;title\u{7}", "\u{202E}abc\u{202C}", "\u{2066}x\u{2069}", "\u{301}",
    "e\u{301}\u{302}\u{303}",
    "👨‍👩‍👧‍👦", "👍🏽", "🇫🇷", "🏴\u{E0067}\u{E0062}\u{E007F}", "❤️", "1️⃣", "\t", "\n", "\r\n", "\r", "\u{0}", "\u{9B}31m",
    "价格太高了，", "「你好」", "שלום עולם", "مرحبا بالعالم", "नमस्ते", "한국어", "\u{1112}\u{1161}\u{11AB}", "ｶﾀｶﾅ", "\u{FEFF}",
    "\u{200B}", "\u{200D}", "\u{AD}", "word", "long-hyphenated-word", "supercalifragilistic", "\u{FFFE}", "\u{E000}",
    "\u{2028}", "\u{3000}", "\u{A0}", "\u{1D165}\u{1D16E}",
  ]
}
