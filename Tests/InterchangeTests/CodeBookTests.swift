import Testing

@testable import Interchange

@Suite struct CodeBookTests {
  /// Names that are alike in their length, their first or their last bytes.
  private static let names: [String] = {
    var names = ["", "a", "b", "ab", "ba", "aba", "no", "nö"]
    for length in [3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 18, 24, 40] {
      let name = String(repeating: "x", count: length)
      names.append(name)
      for place in [0, 1, length / 2, length - 2, length - 1] {
        var other = Array(name)
        other[place] = "y"
        names.append(String(other))
      }
    }
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }()

  private func code(_ book: CodeBook, _ name: String, guess: Int? = nil) -> Int? {
    var name = name
    return name.withUTF8 { book.code(of: $0, guess: guess) }
  }

  @Test func everyNameHasItsOwnCode() {
    let book = CodeBook(Self.names)
    for (number, name) in Self.names.enumerated() {
      #expect(code(book, name) == number && book[number] == name)
      // Whatever was expected.
      for guess in Self.names.indices { #expect(code(book, name, guess: guess) == number) }
    }
  }

  @Test func whatIsNoNameHasNone() {
    for missing in Self.names.indices {
      var names = Self.names
      let name = names.remove(at: missing)
      #expect(code(CodeBook(names), name) == nil, "\(name)")
    }
    #expect(code(CodeBook([]), "a") == nil)
  }
}
