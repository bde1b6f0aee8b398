/// Finds dates of birth: a date beside a word that says so.
struct BirthSearch {
  let text: FoldedText
  private var units: [UInt8] { text.units }

  private static let before: TextWords = [
    "出生日期", "出生年月", "出生于", "出生", "生日", "生于", "生辰", "date of birth", "birth date", "birthdate", "birthday", "birthday's",
    "birthday’s", "b-day",
    "bday",
    "born", "d.o.b.", "d.o.b", "dob",
  ]
  private static let after: TextWords = ["出生", "生日", "生人", "的生日", "生的"]
  private static let links: TextWords = [
    "日期", "是", "为", "于", "在", "on", "is", "was", "the", "in", "公历", "农历", "阳历", "阴历",
  ]
  private static let months: TextWords = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
  ]

  /// Dates of birth outside of `taken`.
  func dates(outside taken: TakenUnits) -> [Range<Int>] {
    text.ranges(outside: taken) { told(at: $0) ?? telling(at: $0) }
  }

  /// A date behind a word of birth that stands at `place`.
  private func told(at place: Int) -> Range<Int>? {
    guard let word = BirthSearch.before.longest(in: text, at: place), isWhole(word, at: place) else { return nil }
    var start = place + word.count
    let limit = start + 12
    while start < units.count, start < limit {
      if let link = BirthSearch.links.longest(in: text, at: start), isWhole(link, at: start) {
        start += link.count
      } else if units[start].isOne(of: " :=-,(") {
        start += 1
      } else {
        break
      }
    }
    return (dateEnd(from: start) ?? dayAndMonthEnd(from: start)).map { start..<$0 }
  }

  /// A date at `place` that a word of birth follows at once.
  private func telling(at place: Int) -> Range<Int>? {
    guard units[place].isDigitUnit, place == 0 || !units[place - 1].isDigitUnit, let end = dateEnd(from: place) else {
      return nil
    }
    let word = text.end(of: { $0 == 0x20 }, from: end, limit: 2)
    if BirthSearch.after.longest(in: text, at: word) != nil { return place..<end }
    // 生 alone ends the words: 生效 and 生意 are others.
    let isLast = word + 1 >= units.count || units[min(word + 1, units.count - 1)] != FoldedText.letter
    return text.has("生", at: word) && isLast ? place..<end : nil
  }

  private func isWhole(_ word: TextWord, at place: Int) -> Bool {
    guard word.codes[0] < 0x80 else { return true }
    let end = place + word.count
    return (place == 0 || !units[place - 1].isLetterUnit) && (end >= units.count || !units[end].isLetterUnit)
  }

  /// Where a date ends that begins at `start`: 1990年5月12日, 5月12日, 1990-05-12, 12.5.1990, 19900512, May 12, 1990, 12 May
  /// 1990.
  private func dateEnd(from start: Int) -> Int? {
    guard start < units.count else { return nil }
    if let month = BirthSearch.months.longest(in: text, at: start), isWhole(month, at: start) {
      return dayEnd(behindMonth: start + month.count)
    }
    let first = digits(from: start)
    guard first.count >= 1 else { return nil }
    if first.count == 8 { return first.upperBound }
    if let end = chineseEnd(first) { return end }
    if let end = end(ofParts: first) { return end }
    // The day before the name of its month.
    guard first.count <= 2 else { return nil }
    var place = first.upperBound
    for ending: TextWord in ["st", "nd", "rd", "th"] where text.has(ending, at: place) { place += 2 }
    place = text.end(of: { $0.isOne(of: " .-/") }, from: place, limit: 3)
    if text.has("of ", at: place) { place += 3 }
    guard let month = BirthSearch.months.longest(in: text, at: place), isWhole(month, at: place) else { return nil }
    return yearEnd(behind: place + month.count) ?? place + month.count
  }

  /// 5/12, where it is said what it is.
  private func dayAndMonthEnd(from start: Int) -> Int? {
    let first = digits(from: start)
    guard (1...2).contains(first.count), first.upperBound < units.count, units[first.upperBound].isOne(of: "-/.") else {
      return nil
    }
    let second = digits(from: first.upperBound + 1)
    return (1...2).contains(second.count) ? second.upperBound : nil
  }

  private func digits(from place: Int) -> Range<Int> { place..<text.end(of: \.isDigitUnit, from: place) }

  /// Year, month and day with their signs; the year may be missing, and so may the day.
  private func chineseEnd(_ first: Range<Int>) -> Int? {
    var group = first
    var end: Int?
    for sign: TextWord in ["年", "月", "日"] {
      guard !group.isEmpty else { break }
      let place = text.end(of: { $0 == 0x20 }, from: group.upperBound, limit: 1)
      let stands = text.has(sign, at: place) || sign == "日" && text.has("号", at: place)
      guard stands else {
        if sign == "年" { continue }
        // "5月12" without the day's sign.
        return sign == "日" && end != nil ? group.upperBound : end
      }
      end = place + 1
      group = digits(from: text.end(of: { $0 == 0x20 }, from: place + 1, limit: 1))
    }
    return end
  }

  /// Three numbers with the same sign between them, one of them a year; or year and month.
  private func end(ofParts first: Range<Int>) -> Int? {
    guard first.upperBound < units.count, units[first.upperBound].isOne(of: "-/.") else { return nil }
    let sign = units[first.upperBound]
    let second = digits(from: first.upperBound + 1)
    guard (1...2).contains(second.count) else { return nil }
    if second.upperBound < units.count, units[second.upperBound] == sign {
      let third = digits(from: second.upperBound + 1)
      let lengths = [first.count, third.count]
      if lengths[0] == 4, (1...2).contains(lengths[1]) || lengths[0] <= 2 && [2, 4].contains(lengths[1]) {
        return third.upperBound
      }
      if lengths[0] <= 2, [2, 4].contains(lengths[1]) { return third.upperBound }
    }
    return first.count == 4 ? second.upperBound : nil
  }

  private func dayEnd(behindMonth place: Int) -> Int? {
    let start = text.end(of: { $0.isOne(of: " .") }, from: place, limit: 3)
    let day = digits(from: start)
    guard (1...2).contains(day.count) else { return yearEnd(behind: place) }
    var end = day.upperBound
    for ending: TextWord in ["st", "nd", "rd", "th"] where text.has(ending, at: end) { end += 2 }
    return yearEnd(behind: end) ?? end
  }

  private func yearEnd(behind place: Int) -> Int? {
    let year = digits(from: text.end(of: { $0.isOne(of: " ,.-/") }, from: place, limit: 3))
    return year.count == 4 ? year.upperBound : nil
  }
}
