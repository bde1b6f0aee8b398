import Foundation
import Testing

@testable import TerminalScreen

struct ClipboardTests {
  @Test(arguments: ["", "a", "ab", "abc", "abcd", "c-0412:7:persona:0", "价格有点高 👋"])
  func textIsEncodedAsTheStandardSays(_ text: String) {
    #expect(String(decoding: base64(Array(text.utf8)), as: UTF8.self) == Data(text.utf8).base64EncodedString())
  }
}
