/// The tags of a page as a browser's tokenizer would find them: enough of the rules to see what became markup.
struct HTMLTokens {
  struct Tag: Equatable {
    var name: String
    var attributes: [String] = []
    var values: [String: String] = [:]
    var isEnd = false
  }

  private(set) var tags: [Tag] = []
  private let page: [UInt8]
  private var place = 0

  init(_ page: String) {
    self.page = Array(page.utf8)
    while let start = self.page[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = start + 1
      guard place < self.page.count, opensTag(self.page[place]) else { continue }
      let tag = nextTag()
      tags.append(tag)
      // What is inside is no markup until the element's own end.
      if !tag.isEnd, tag.name == "style" || tag.name == "script" { skip(to: "</\(tag.name)") }
    }
  }

  private func opensTag(_ byte: UInt8) -> Bool {
    byte == 0x2F || byte == 0x21 || byte == 0x3F || (0x61...0x7A).contains(byte | 0x20)
  }

  private mutating func skip(to end: String) {
    let end = Array(end.utf8)
    while place < page.count, !page[place...].starts(with: end) { place += 1 }
  }

  private mutating func nextTag() -> Tag {
    var tag = Tag(name: "")
    if page[place] == 0x2F {
      tag.isEnd = true
      place += 1
    }
    tag.name = word(until: " \t\n/>").lowercased()
    while place < page.count, page[place] != 0x3E {
      if " \t\n/".utf8.contains(page[place]) {
        place += 1
        continue
      }
      let name = word(until: " \t\n/>=").lowercased()
      tag.attributes.append(name)
      if place < page.count, page[place] == 0x3D {
        place += 1
        tag.values[name] = value()
      }
    }
    place += 1
    return tag
  }

  private mutating func value() -> String {
    guard place < page.count, page[place] == 0x22 || page[place] == 0x27 else { return word(until: " \t\n>") }
    let quote = page[place] == 0x22 ? "\"" : "'"
    place += 1
    defer { place += 1 }
    return word(until: quote)
  }

  private mutating func word(until ends: String) -> String {
    let start = place
    while place < page.count, !ends.utf8.contains(page[place]) { place += 1 }
    return String(decoding: page[start..<place], as: UTF8.self)
  }
}
