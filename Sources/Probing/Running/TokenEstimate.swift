import ModelEndpoint

/// How many tokens a text has, roughly: a quarter of its ASCII characters, and every other character one.
///
/// Tokenizers differ by a third either way; limits a minute and the plan's estimate need no more.
enum TokenEstimate {
  static func tokens(in text: String) -> Int {
    var ascii = 0
    var others = 0
    for byte in text.utf8 {
      if byte < 0x80 { ascii += 1 } else if byte >= 0xC0 { others += 1 }
    }
    return ascii / 4 + others + 1
  }

  /// The prompt, and an answer of usual length.
  static func tokens(of composed: ProbeWork.Composed) -> Int {
    prompt(of: composed) + min(composed.sampling.maxTokens ?? 100, 100)
  }

  /// The prompt, and the answer that came.
  static func tokens(of composed: ProbeWork.Composed, answer: String) -> Int {
    prompt(of: composed) + tokens(in: answer)
  }

  private static func prompt(of composed: ProbeWork.Composed) -> Int {
    composed.texts.reduce(0) { $0 + tokens(in: $1) }
  }
}
