/// Finds links and e-mail addresses.
struct AddressSearch {
  let text: FoldedText
  private var units: [UInt8] { text.units }

  /// Links that begin with `scheme://` or `www.`, as ranges of units.
  var schemedLinks: [Range<Int>] {
    var found: [Range<Int>] = []
    var place = 0
    while place < units.count {
      if let link = schemedLink(at: place) {
        found.append(link)
        place = link.upperBound
      } else {
        place += 1
      }
    }
    return found
  }

  private func schemedLink(at place: Int) -> Range<Int>? {
    if matches("://", at: place) {
      var start = place
      while start > 0, units[start - 1].isWordUnit || units[start - 1].isOne(of: "+.-") { start -= 1 }
      return link(start, from: place + 3)
    }
    guard matches("www.", at: place), place == 0 || !units[place - 1].isWordUnit else { return nil }
    return link(place, from: place + 4)
  }

  /// E-mail addresses outside of `taken`.
  func addresses(outside taken: TakenUnits) -> [Range<Int>] {
    units.indices.compactMap { place in
      units[place] == 0x40 && !taken[place] ? address(around: place) : nil
    }
  }

  private func address(around sign: Int) -> Range<Int>? {
    var start = sign
    while start > 0, units[start - 1].isWordUnit || units[start - 1].isOne(of: "._%+-'") { start -= 1 }
    while start < sign, units[start].isOne(of: "._%+-'") { start += 1 }
    // A name in another script, where no other stands before the sign.
    if start == sign { while start > 0, units[start - 1] == FoldedText.letter { start -= 1 } }
    var end = sign + 1
    let isForeign = end < units.count && units[end] == FoldedText.letter
    while end < units.count, units[end].isWordUnit || units[end].isOne(of: ".-") || isForeign && units[end] == 0x80 {
      end += 1
    }
    while end > sign, units[end - 1].isOne(of: ".-") { end -= 1 }
    guard start < sign, end > sign + 1, units[sign + 1..<end].contains(0x2E) else { return nil }
    return start..<end
  }

  /// Names of hosts without a scheme, such as `t.cn/abc`, outside of `taken`.
  func bareLinks(outside taken: TakenUnits) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = 0
    while place < units.count {
      var end = place
      while end < units.count, units[end].isWordUnit || units[end].isOne(of: ".-") { end += 1 }
      if end > place, !taken.touch(place..<end), let link = bareLink(in: place..<end) {
        found.append(link)
        end = max(end, link.upperBound)
      }
      place = max(end, place + 1)
    }
    return found
  }

  private func bareLink(in run: Range<Int>) -> Range<Int>? {
    var end = run.upperBound
    while end > run.lowerBound, units[end - 1].isOne(of: ".-") { end -= 1 }
    guard let dot = units[run.lowerBound..<end].lastIndex(of: 0x2E) else { return nil }
    let domain = units[dot + 1..<end]
    guard domain.count >= 2, domain.allSatisfy(\.isLetterUnit) else { return nil }
    let hasPath = end == run.upperBound && end + 1 < units.count && units[end] == 0x2F && units[end + 1].isWordUnit
    let name = String(decoding: domain.map { $0 | 0x20 }, as: UTF8.self)
    guard hasPath || AddressSearch.domains.contains(name) else { return nil }
    // The labels before the domain, up to one that is empty.
    var start = dot
    while start > run.lowerBound, !(units[start - 1] == 0x2E && units[start] == 0x2E) { start -= 1 }
    while start < dot, units[start].isOne(of: ".-") { start += 1 }
    guard start < dot else { return nil }
    guard end < units.count, units[end].isOne(of: "/?:#") else { return start..<end }
    return start..<max(end, linkEnd(from: end))
  }

  private static let domains: Set<String> = ["com", "cn", "net", "org", "edu", "gov", "io", "info"]

  private func link(_ start: Int, from body: Int) -> Range<Int>? {
    let end = linkEnd(from: body)
    return end > body ? start..<end : nil
  }

  /// Where a link ends whose host begins at `start`.
  private func linkEnd(from start: Int) -> Int {
    var end = start
    while end < units.count {
      if isLinkUnit(end) {
        end += 1
      } else if units[end] == FoldedText.letter, end == start || units[end - 1].isOne(of: "/=-_?&#.%") {
        // Names in another script begin a host or a part of the path; behind other signs the sentence goes on.
        while end < units.count, units[end] == FoldedText.letter { end += 1 }
      } else {
        break
      }
    }
    // A bracket at the end belongs to the link where it is opened inside.
    var unopened = units[start..<end].reduce(0) { $0 + ($1 == 0x29 ? 1 : $1 == 0x28 ? -1 : 0) }
    while end > start, units[end - 1].isOne(of: ".,;:!?)]}'*") {
      if units[end - 1] == 0x29 {
        guard unopened > 0 else { break }
        unopened -= 1
      }
      end -= 1
    }
    return end
  }

  private func isLinkUnit(_ place: Int) -> Bool {
    let unit = units[place]
    if unit.isWordUnit || unit.isOne(of: "./:-_@") { return true }
    return text.isPlain[place] && unit.isOne(of: "~?#[]!$&'()*+,;=%")
  }

  private func matches(_ word: StaticString, at place: Int) -> Bool {
    let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard place + word.count <= units.count else { return false }
    return word.indices.allSatisfy { index in
      let unit = units[place + index]
      return unit == word[index] || unit.isLetterUnit && unit | 0x20 == word[index]
    }
  }
}
