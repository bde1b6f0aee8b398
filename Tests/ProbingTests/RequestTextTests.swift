import Testing

@testable import Probing

/// Texts that are told to be plain by their bytes come out as they do character by character.
@Suite struct RequestTextTests {
  /// All of the blocks that are treated apart, and some of every other.
  private static let scalars: [Unicode.Scalar] = (0..<0x11_0000).compactMap { value in
    let isOfInterest = value < 0x0800 || 0x2000...0x30FF ~= value || 0xFE00...0xFFFF ~= value
    return isOfInterest || value % 251 == 0 ? Unicode.Scalar(value) : nil
  }

  @Test func everyCharacterIsQuotedByTheSameRule() {
    func expected(_ scalar: Unicode.Scalar) -> String {
      switch scalar {
      case "\"", "\\": return "\\\(scalar)"
      case "\n": return "\\n"
      case "\r": return "\\r"
      case "\t": return "\\t"
      default: break
      }
      let isEscaped =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: "<>`{}|".unicodeScalars.contains(scalar)
        }
      guard isEscaped else { return String(scalar) }
      return Character(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
    var others: [String] = []
    for scalar in RequestTextTests.scalars {
      let words = TranscriptText.quoted("价a\(scalar)\(scalar)b钱")
      let once = expected(scalar)
      if !words.utf8.elementsEqual("\"价a\(once)\(once)b钱\"".utf8) { others.append(words) }
    }
    #expect(others == [])
    #expect(TranscriptText.quoted("") == "\"\"")
  }

  /// A second line has a text looked at line by line.
  @Test func everyCharacterIsShownByTheSameRule() {
    var others: [String] = []
    for scalar in RequestTextTests.scalars {
      for text in ["价a\(scalar)b钱", "a\(scalar)", "\(scalar)价", " \(scalar) 钱x\(scalar)z "]
      where !text.contains(where: \.isNewline) {
        let (alone, inLines) = (ShownTurn.text(text), ShownTurn.text("\(text)\nz"))
        if !inLines.utf8.elementsEqual("\(alone)\nz".utf8) { others.append(text) }
      }
    }
    #expect(others == [])
  }
}
