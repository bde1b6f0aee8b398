import Foundation
import Interchange
import Testing

@Suite struct MaskedTextTests {
  @Test(arguments: [
    // Mobile numbers of China, bare, grouped, with the country, in full width and behind words.
    ("我的电话13800138000，下午打", "我的电话[phone]，下午打"),
    ("138 0013 8000", "[phone]"), ("138-0013-8000。", "[phone]。"),
    ("加我 +86 138 0013 8000 吧", "加我 [phone] 吧"), ("8613800138000", "[phone]"),
    ("１３８００１３８０００谢谢", "[phone]谢谢"), ("138\u{200B}0013\u{200B}8000", "[phone]"),
    ("座机010-12345678转1", "座机[phone]转1"), ("(021) 6234 5678", "[phone]"), ("400-800-1234", "[phone]"),
    // Elsewhere.
    ("call +49 30 901820 now", "call [phone] now"), ("(415) 555-2671", "[phone]"), ("1-800-555-0199.", "[phone]."),
    ("555-0123", "[phone]"), ("020 7946 0958", "[phone]"), ("0044 20 7946 0958", "[phone]"),
    ("٠١٢٣٤٥٦٧٨٩", "[phone]"), ("dial 12.34.56.78.90", "dial [phone]"),
    // Long runs.
    ("order 123456", "order [digits]"), ("身份证11010119900307888X", "身份证[digits]"),
    ("٩٩٩٩٩٩", "[digits]"), ("۱۲۳۴۵۶۷", "[digits]"), ("４５６７８９", "[digits]"),
    ("4111 1111 1111 1111", "[digits]"), ("QQ 987654321", "QQ [account]"),
  ])
  func masksNumbers(text: String, masked: String) {
    #expect(MaskedText(text).text == masked)
  }

  @Test(arguments: [
    ("mail ann.lee+x@mail.example.co.uk.", "mail [e-mail]."), ("邮箱是zhang_3@qq.com，谢谢", "邮箱是[e-mail]，谢谢"),
    ("zhang＠qq．com", "[e-mail]"), ("张三@例子.中国", "[e-mail]"), ("<a@b.de>", "<[e-mail]>"),
    ("see https://x.example/a?b=1&c=(2).", "see [link]."), ("看https://t.cn/A6abc，谢谢", "看[link]，谢谢"),
    ("http://例子.中国/路", "[link]"), ("www.taobao.com有货", "[link]有货"), ("weixin.qq.com/r/abc!", "[link]!"),
    ("HTTP://EXAMPLE.ORG", "[link]"), ("ftp://u:p@h/x", "[link]"), ("go to bit.ly/3xYz ok", "go to [link] ok"),
    ("https://x.cn/user/13800138000", "[link]"), ("https://x.cn/用户/张三 好", "[link] 好"),
  ])
  func masksAddresses(text: String, masked: String) {
    #expect(MaskedText(text).text == masked)
  }

  @Test(arguments: [
    "3000-5000 元", "2026-03-01", "01.02.2026", "12/31/2025 10:20", "一共12800块", "1,234,567.89", "1 000 000",
    "9:30-10:15", "30 %", "e.g. this", "Hello.World", "and/or", "a@b", "Q3 2025", "7.5 / 10", "3.14", "24/7",
    "三万五", "", "i.e. 5 of 12", "0.5-1.5", "2-3-4", "version 10.15.7",
  ])
  func leavesWhatIsNoContact(text: String) {
    #expect(MaskedText(text).text == text)
  }

  @Test func quotationsAreFoundInEitherCase() {
    func found(_ words: String, _ text: String) -> [Range<Int>] {
      Quotation.occurrences(of: Array(words.utf8), in: Array(text.utf8))
    }
    #expect(found("aab", "AaAaB aab") == [2..<5, 6..<9])
    #expect(found("aa", "aaaaa") == [0..<2, 2..<4])
    #expect(found("忙", "很忙") == [3..<6])
    #expect(found("", "a").isEmpty && found("ab", "a").isEmpty && found("É", "é").isEmpty)
  }

  @Test func countsEachKind() {
    let masks = MaskedText("13800138000, a@b.de, www.x.de, 999999, 888888").masks.map(\.kind)
    #expect(masks == [.phone, .email, .link, .digits, .digits])
  }

  /// Random pieces put together: whatever is masked leaves no long run of digits, no address, and masks do not overlap.
  @Test func nothingWithAFormIsLeftInRandomText() {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "13800138000", "１２", "٣", "45", " ", "-", ".", "@", "qq.com", "www.", "://", "https", "忙", "，", "a", "X", "+86",
      "(", ")", "\u{200B}", "999999", "/", "\n", "👨‍👩‍👧", "é", "2026-03-01", "\u{202E}",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      let masked = MaskedText(text)
      let digits = masked.text.unicodeScalars.split { $0.properties.numericType != .decimal }.map(\.count).max() ?? 0
      #expect(digits < 6, "\(text)")
      #expect(!masked.text.contains("13800138000") && !masked.text.contains("a@qq.com"), "\(text)")
      for (one, next) in zip(masked.masks, masked.masks.dropFirst()) {
        #expect(one.range.upperBound <= next.range.lowerBound, "\(text)")
      }
      #expect(MaskedText(masked.text).masks.allSatisfy { $0.kind != .digits }, "\(text)")
    }
  }
}

extension MaskedTextTests {
  /// Long texts made to make a search go back and forth; each would take minutes if the work grew with the square.
  @Test(arguments: [
    "https://x/" + String(repeating: ")", count: 20_000), String(repeating: "a@", count: 10_000),
    String(repeating: "x.com 123456 ", count: 2_000), String(repeating: "1 ", count: 5_000),
    String(repeating: "9", count: 30_000), String(repeating: "a.", count: 10_000) + "com",
    String(repeating: "http://", count: 3_000), String(repeating: "忙", count: 6_000) + "@x.y",
  ])
  func hostileTextsTakeNoLongerThanOthers(text: String) {
    let masked = MaskedText(text)
    #expect(masked.original.count == text.utf8.count)
    let longest = masked.text.split { !$0.isNumber }.map(\.count).max() ?? 0
    #expect(longest < 6)
  }
}
