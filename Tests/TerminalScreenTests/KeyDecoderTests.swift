import CellGrid
import Testing

@testable import TerminalScreen

struct KeyDecoderTests {
  private func decode(_ text: String) -> [Event] {
    var decoder = KeyDecoder()
    return decoder.decode(text.utf8.map { .byte($0) })
  }

  private func keys(_ text: String) -> [Key] {
    decode(text).compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  @Test(arguments: [
    ("a", [Key.character("a")]),
    ("价é🎉", [.character("价"), .character("é"), .character("🎉")]),
    ("e\u{301}", [.character("e"), .character("\u{301}")]),
    ("\u{4}\u{15}\u{1A}", [.control("d"), .control("u"), .control("z")]),
    ("\u{0}\u{1C}\u{1F}", [.control(" "), .control("\\"), .control("_")]),
    ("\r\n\t\u{7F}\u{8}", [.enter, .enter, .tab, .backspace, .backspace]),
    ("\u{1B}", [.escape]),
    ("\u{1B}\u{1B}", [.escape, .escape]),
    ("\u{1B}x", [.alt("x")]),
    ("\u{1B}价x", [.alt("价"), .character("x")]),
    ("\u{1B}[", [.alt("[")]),
    ("\u{1B}O", [.alt("O")]),
    ("\u{1B}\r\u{1B}\u{7F}", [.altEnter, .altBackspace]),
    ("\u{1B}\u{4}", [.escape, .control("d")]),
    ("\u{1B}OP\u{1B}OSx", [.function(1), .function(4), .character("x")]),
    ("\u{1B}OM\u{1B}Op\u{1B}Ok", [.enter, .character("0"), .character("+")]),
    ("\u{1B}[99;7zx", [.character("x")]),
    ("\u{1B}[?1;2cx", [.character("x")]),
    ("\u{1B}[1;", []),
    ("\u{9B}", []),
  ])
  func decodes(_ text: String, to expected: [Key]) {
    #expect(keys(text) == expected)
  }

  @Test(arguments: [
    (RawInput.key(.up, []), Key.up), (.key(.up, .shift), .shiftUp), (.key(.left, .control), .controlLeft),
    (.key(.right, [.control, .shift]), .controlRight), (.key(.down, .alt), .altDown), (.key(.home, .alt), .home),
    (.key(.delete, .control), .controlDelete), (.key(.tab, .shift), .backTab), (.key(.function(12), []), .function(12)),
    (.key(.enter, []), .enter), (.key(.insert, .shift), .insert),
  ])
  func namesKeysWithTheirModifiers(input: RawInput, key: Key) {
    var decoder = KeyDecoder()
    #expect(decoder.decode([input]) == [.key(key)])
  }

  // MARK: What the terminal says of its background

  private func asked(_ batches: String...) -> (events: [Event], awaits: Bool) {
    var decoder = KeyDecoder()
    decoder.awaitsBackground = true
    let events = batches.flatMap { decoder.decode($0.utf8.map { .byte($0) }) }
    return (events, decoder.awaitsBackground)
  }

  @Test(arguments: [
    ("11;rgb:1e1e/1e1e/2e2e\u{7}", RGB(0x1E, 0x1E, 0x2E)), ("11;rgb:ffff/ffff/ffff\u{1B}\\", RGB(255, 255, 255)),
    ("11;rgb:f/8/0\u{7}", RGB(255, 136, 0)), ("11;rgb:800/0ff/fff\u{7}", RGB(128, 16, 255)),
    ("11;rgba:0000/0000/0000/ffff\u{1B}\\", RGB(0, 0, 0)),
  ])
  func readsABackground(_ answer: String, _ colour: RGB) {
    let whole = asked("\u{1B}]\(answer)x")
    #expect(whole.events == [.background(colour), .key(.character("x"))] && !whole.awaits)
    let half = answer.index(answer.startIndex, offsetBy: 9)
    #expect(
      asked("y\u{1B}]", String(answer[..<half]), String(answer[half...])).events.suffix(1) == [.background(colour)])
  }

  @Test func whatIsNoBackgroundIsPassedOver() {
    for answer in ["11;?\u{7}", "11;rgb:1/2\u{7}", "11;rgb:1/2/+3\u{7}", "11;rgb:12345/0/0\u{7}", "11;\u{7}"] {
      let seen = asked("\u{1B}]\(answer)x")
      #expect(seen.events == [.key(.character("x"))] && !seen.awaits, "\(answer)")
    }
    // Another report, one that does not end, and a terminal that answers the second question alone.
    #expect(asked("\u{1B}]4;x").events == [.key(.character(";")), .key(.character("x"))])
    #expect(asked("\u{1B}]11;" + String(repeating: "f", count: 40) + "x").events.last == .key(.character("x")))
    let last = asked("\u{1B}[?62;4c")
    #expect(last.events.isEmpty && !last.awaits)
    #expect(decode("\u{1B}]11;rgb:1/2/3").first == .key(.alt("]")))
  }

  @Test func escapeBeforeANamedKeyIsAlt() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.byte(0x1B), .key(.up, [])]) == [.key(.altUp)])
    #expect(decoder.decode([.byte(0x1B)]) + decoder.decode([.key(.up, [])]) == [.key(.escape), .key(.up)])
  }

  @Test(arguments: [
    ("\u{1B}[<0;3;2M", MouseEvent(row: 1, column: 2, action: .press)),
    ("\u{1B}[<0;1;1m", MouseEvent(row: 0, column: 0, action: .release)),
    ("\u{1B}[<64;9;9M", MouseEvent(row: 8, column: 8, action: .wheelUp)),
    ("\u{1B}[<65;9;9M", MouseEvent(row: 8, column: 8, action: .wheelDown)),
  ])
  func readsReportsOfTheMouse(text: String, event: MouseEvent) {
    #expect(decode(text + "x") == [.mouse(event), .key(.character("x"))])
  }

  @Test(arguments: [
    "\u{1B}[<0;0;1M", "\u{1B}[<0;1M", "\u{1B}[<0;1;1;1M", "\u{1B}[<2;1;1M", "\u{1B}[<0;-1;1M", "\u{1B}[<;;M",
    "\u{1B}[<0;99999999999999999999;1M", "\u{1B}[0;1;1M",
  ])
  func passesOverOtherReports(text: String) {
    #expect(decode(text + "x") == [.key(.character("x"))])
  }

  @Test func putsTogetherCharactersThatArriveInPieces() {
    let bytes = Array("价🎉".utf8)
    var decoder = KeyDecoder()
    let events = bytes.flatMap { decoder.decode([.byte($0)]) }
    #expect(events == [.key(.character("价")), .key(.character("🎉"))])
  }

  @Test func leavesOutWhatIsNotUTF8() {
    var decoder = KeyDecoder()
    let bytes: [UInt8] = [0xFF, 0xC0, 0x80, 0xE4, 0xBB, 0x61, 0xED, 0xA0, 0x80, 0x62, 0xF5, 0x63]
    #expect(decoder.decode(bytes.map { .byte($0) }) == ["a", "b", "c"].map { .key(.character($0)) })
  }

  @Test func aPasteIsOneEventHoweverItArrives() {
    let text = "价格\r\nx\ry\u{1B}[31m"
    var whole = KeyDecoder()
    let input: [RawInput] = [.pasteStart] + text.utf8.map { .byte($0) } + [.pasteEnd, .byte(0x61)]
    let expected: [Event] = [.paste("价格\nx\ny\u{1B}[31m"), .key(.character("a"))]
    #expect(whole.decode(input) == expected)
    var pieces = KeyDecoder()
    #expect(input.flatMap { pieces.decode([$0]) } == expected)
  }

  @Test func aPasteKeepsAMarkOfKeysThatCursesSawInIt() {
    var decoder = KeyDecoder()
    let input: [RawInput] = [.pasteStart, .byte(0x61), .key(.up, []), .byte(0x62), .pasteStart, .pasteEnd, .pasteEnd]
    #expect(decoder.decode(input) == [.paste("a\u{FFFD}b")])
  }

  @Test func aPasteThatDoesNotEndCanBeEnded() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.pasteStart, .byte(0x61)]).isEmpty)
    #expect(decoder.isPasting)
    #expect(decoder.endPaste() == [.paste("a")])
    #expect(decoder.endPaste().isEmpty && !decoder.isPasting)
  }

  @Test func aHugePasteComesInSeveralEvents() {
    var decoder = KeyDecoder(pasteLimit: 1_000)
    let count = 2_007
    let input = [RawInput.pasteStart] + Array(repeating: .byte(0x61), count: count) + [.pasteEnd]
    let sizes = decoder.decode(input).map { if case .paste(let text) = $0 { text.utf8.count } else { 0 } }
    #expect(sizes == [1_000, 1_000, 7])
  }

  @Test func survivesAnyInputAndYieldsNoControlCharacters() {
    var state: UInt64 = 42
    func random(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    var decoder = KeyDecoder()
    for _ in 0..<3_000 {
      let batch = (0..<random(12)).map { _ -> RawInput in
        switch random(12) {
        case 0: .byte(0x1B)
        case 1: .byte(UInt8([0x5B, 0x4F, 0x3B, 0x31, 0x7E][Int(random(5))]))
        case 2: random(8) == 0 ? .pasteStart : .pasteEnd
        case 3: .key([.up, .delete, .tab, .function(0)][Int(random(4))], .init(rawValue: Int(random(8))))
        case 4: .unknown
        default: .byte(UInt8(random(256)))
        }
      }
      for event in decoder.decode(batch) {
        guard case .key(.character(let character)) = event else { continue }
        for scalar in character.unicodeScalars { #expect(scalar.properties.generalCategory != .control) }
      }
    }
  }
}
