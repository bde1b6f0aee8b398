/// The first line of a message: `[05/03/2025, 10:14:33] Name: text` on iOS, `05/03/2025, 10:14 - Name: text` on Android.
struct WhatsAppLine {
  /// The three numbers of its date, as they stand there.
  var numbers: [Int]
  /// Whether the first of them has four digits.
  var beginsWithYear: Bool
  /// `.` is written between day, month and year only in this order.
  var hasDots: Bool
  /// In seconds.
  var timeOfDay: Int
  /// As it was written.
  var date: String
  /// `nil` where the program itself speaks.
  var sender: String?
  var text: String

  init?(_ line: String) {
    var reader = WhatsAppReader(line)
    let isBracketed = reader.skip("[")
    let start = reader.place
    guard let first = reader.number(), let separator = reader.one(of: "/.-"), let second = reader.number(),
      reader.skip(separator), let third = reader.number(), first.digits <= 4, second.digits <= 2, third.digits <= 4
    else { return nil }
    date = reader.text(from: start)
    numbers = [first.value, second.value, third.value]
    beginsWithYear = first.digits == 4
    hasDots = separator == "."
    guard beginsWithYear || third.digits == 4 || third.digits == 2 else { return nil }
    _ = reader.skip(".")
    _ = reader.skip(",")
    reader.skipBlanks()
    let before = reader.halfOfDay()
    reader.skipBlanks()
    guard let hour = reader.number(), let colon = reader.one(of: ":."), let minute = reader.number(),
      hour.value < 24, minute.value < 60, minute.digits == 2
    else { return nil }
    var second60 = 0
    if reader.skip(colon) {
      guard let seconds = reader.number(), seconds.value <= 60 else { return nil }
      second60 = seconds.value
    }
    reader.skipBlanks()
    let isAfternoon = before ?? reader.halfOfDay()
    reader.skipBlanks()
    var hours = hour.value
    if let isAfternoon { hours = hours % 12 + (isAfternoon ? 12 : 0) }
    timeOfDay = hours * 3600 + minute.value * 60 + min(second60, 59)
    guard reader.skip(isBracketed ? "]" : "-") else { return nil }
    let rest = reader.rest
    if let colon = rest.firstRange(of: ": ")
      ?? (rest.hasSuffix(":") ? rest.index(before: rest.endIndex)..<rest.endIndex : nil)
    {
      let name = rest[..<colon.lowerBound].filter { !WhatsAppReader.marks.contains($0) }
      sender = String(name).trimmed.trimmingTilde
      text = String(rest[colon.upperBound...])
    } else {
      text = rest
    }
    if sender?.isEmpty == true { sender = nil }
  }
}

extension String {
  /// Names that are in nobody's address book stand behind a tilde.
  fileprivate var trimmingTilde: String { hasPrefix("~") ? String(dropFirst()).trimmed : self }
}

/// Walks over the start of a line.
private struct WhatsAppReader {
  static let marks: Set<Character> = ["\u{200E}", "\u{200F}", "\u{FEFF}", "\u{202A}", "\u{202C}"]

  private let scalars: [Unicode.Scalar]
  private(set) var place = 0

  init(_ line: String) {
    var scalars = Array(line.unicodeScalars)
    if scalars.last == "\r" { scalars.removeLast() }
    self.scalars = scalars
    while place < scalars.count, WhatsAppReader.marks.contains(Character(scalars[place])) { place += 1 }
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    place += 1
    return true
  }

  mutating func one(of characters: String) -> Unicode.Scalar? {
    guard let next, characters.unicodeScalars.contains(next) else { return nil }
    place += 1
    return next
  }

  mutating func number() -> (value: Int, digits: Int)? {
    var (value, digits) = (0, 0)
    while let next, ("0"..."9").contains(next), digits < 6 {
      value = value * 10 + Int(next.value - 48)
      digits += 1
      place += 1
    }
    return digits == 0 ? nil : (value, digits)
  }

  /// Blanks of every width: clocks have U+202F in front of AM.
  mutating func skipBlanks() {
    while let next, next.properties.isWhitespace || next == "\u{200E}" { place += 1 }
  }

  private static let halves: [(String, Bool)] = [
    ("am", false), ("pm", true), ("a.m.", false), ("p.m.", true), ("a. m.", false), ("p. m.", true),
    ("a.\u{A0}m.", false),
    ("p.\u{A0}m.", true), ("上午", false), ("凌晨", false), ("早上", false), ("中午", true), ("下午", true), ("傍晚", true),
    ("晚上", true), ("오전", false), ("오후", true), ("午前", false), ("午後", true),
  ]

  /// Whether the time is in the afternoon, where the clock has twelve hours.
  mutating func halfOfDay() -> Bool? {
    for (word, isAfternoon) in WhatsAppReader.halves {
      let count = word.unicodeScalars.count
      guard place + count <= scalars.count else { continue }
      let here = String(String.UnicodeScalarView(scalars[place..<(place + count)])).lowercased()
      if here == word {
        place += count
        return isAfternoon
      }
    }
    return nil
  }

  func text(from start: Int) -> String { String(String.UnicodeScalarView(scalars[start..<place])) }

  /// What follows, without the blank in front.
  var rest: String {
    let start = place < scalars.count && scalars[place] == " " ? place + 1 : place
    return String(String.UnicodeScalarView(scalars[start...]))
  }
}
