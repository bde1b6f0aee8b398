/// Reads the words of a filter, scalar by scalar.
struct FilterCursor {
  /// A test without its values.
  enum Test: Equatable {
    case equals, contains
    case compares(FilterTerm.Order)
  }

  private let scalars: [Unicode.Scalar]
  private(set) var place = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  var count: Int { scalars.count }
  var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  mutating func advance() { place += 1 }

  mutating func skipSpace() {
    while let scalar = peek, FilterScalar.isSpace(scalar) { place += 1 }
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    place += 1
    return true
  }

  mutating func takeSeparator() -> Bool {
    guard let scalar = peek, FilterScalar.separatesValues(scalar) else { return false }
    place += 1
    return true
  }

  /// Whether `word`, in any letter case, stands here on its own.
  func isAtKeyword(_ word: String) -> Bool {
    let end = place + word.unicodeScalars.count
    guard end <= scalars.count else { return false }
    for (scalar, expected) in zip(scalars[place..<end], word.unicodeScalars)
    where scalar.properties.lowercaseMapping != String(expected) { return false }
    guard end < scalars.count else { return true }
    return FilterScalar.isSpace(scalars[end]) || FilterScalar.opensGroup(scalars[end])
      || FilterScalar.closesGroup(scalars[end])
  }

  mutating func takeKeyword(_ word: String) -> Range<Int>? {
    guard isAtKeyword(word) else { return nil }
    let start = place
    place += word.unicodeScalars.count
    return start..<place
  }

  mutating func takeField() throws(FilterProblem) -> (FilterField, Range<Int>) {
    let start = place
    var name = takeWord(stoppingAt: FilterScalar.beginsTest)
    if name.lowercased() == FilterField.profilePrefix, let scalar = peek, FilterScalar.isQuote(scalar) {
      return (.profile(try takeQuoted()), start..<place)
    }
    if name.isEmpty, let scalar = peek, FilterScalar.isQuote(scalar) {
      name = try takeQuoted()
      let word = FilterText.quoted(name)
      throw FilterProblem(
        range: start..<place, message: "a term is field:value; \(word) has no field", allowed: [],
        suggestion: "text~\(word)")
    }
    guard !name.isEmpty else {
      let end = min(place + 1, count)
      throw FilterProblem(
        range: start..<end, message: "a field is expected here", allowed: FilterField.all.map(\.name))
    }
    guard let field = FilterField(name: name), field != .profile("") else {
      throw unknownField(name, at: start..<place)
    }
    return (field, start..<place)
  }

  private func unknownField(_ name: String, at range: Range<Int>) -> FilterProblem {
    let names = FilterField.all.map(\.name)
    let word = FilterText.quoted(name)
    if name.lowercased() == FilterField.profilePrefix || name.lowercased() == "profile" {
      return FilterProblem(
        range: range, message: "which field of the profile?", allowed: ["profile.name"], suggestion: nil)
    }
    if let scalar = peek, FilterScalar.beginsTest(scalar) {
      return FilterProblem(
        range: range, message: "there is no field \(word)", allowed: names + ["profile.…"],
        suggestion: name.nearest(in: names))
    }
    return FilterProblem(
      range: range, message: "a term is field:value; \(word) has no field", allowed: [],
      suggestion: name.nearest(in: names).map { $0 + ":" } ?? "text~\(word)")
  }

  mutating func takeTest(of field: FilterField) throws(FilterProblem) -> (Test, Range<Int>) {
    let start = place
    let next = place + 1 < scalars.count ? scalars[place + 1] : " "
    let test: (Test, length: Int)? =
      switch peek {
      case ":", "：": (.equals, 1)
      case "=": (.equals, next == "=" ? 2 : 1)
      case "~", "～": (.contains, 1)
      case "<": next == "=" ? (.compares(.lessOrEqual), 2) : (.compares(.less), 1)
      case ">": next == "=" ? (.compares(.greaterOrEqual), 2) : (.compares(.greater), 1)
      default: nil
      }
    if let test {
      place += test.length
      return (test.0, start..<place)
    }
    if peek == "!" {
      throw FilterProblem(
        range: start..<start + 1, message: "\"not\" is written before the field", suggestion: "-\(field):…")
    }
    throw FilterProblem(range: start..<start, message: "a test is expected after \(field)", allowed: field.kind.tests)
  }

  mutating func takeValue(of field: FilterField) throws(FilterProblem) -> (String, Range<Int>) {
    let start = place
    if let scalar = peek, FilterScalar.isQuote(scalar) {
      return (try takeQuoted(), start..<place)
    }
    let word = takeWord { _ in false }
    guard !word.isEmpty else {
      throw FilterProblem(range: start..<start, message: "a value is expected here, directly after the sign")
    }
    return (word, start..<place)
  }

  mutating func takeNumber() throws(FilterProblem) -> (Double, Range<Int>) {
    let start = place
    let word = takeWord { _ in false }
    guard let number = FilterText.number(in: word) else {
      throw FilterProblem(
        range: start..<place,
        message: word.isEmpty ? "a number is expected here" : "\(FilterText.quoted(word)) is not a number")
    }
    // Compared as the nearest double, a larger whole number would let its neighbours in.
    if number.magnitude >= 0x1p53, DecimalNumber(word) != DecimalNumber(FilterText.number(number)) {
      throw FilterProblem(
        range: start..<place, message: "\(word) cannot be compared exactly: whole numbers end at 9007199254740992")
    }
    return (number, start..<place)
  }

  private mutating func takeWord(stoppingAt stops: (Unicode.Scalar) -> Bool) -> String {
    var word = String.UnicodeScalarView()
    while let scalar = peek, !FilterScalar.endsWord(scalar), !stops(scalar) {
      word.append(scalar)
      place += 1
    }
    return String(word)
  }

  /// Reads from one quote to the one that closes it.
  private mutating func takeQuoted() throws(FilterProblem) -> String {
    let start = place
    guard let opening = peek, let closing = FilterScalar.closingQuote(of: opening) else {
      throw FilterProblem(range: start..<start + 1, message: "this quote was not opened")
    }
    place += 1
    var value = String.UnicodeScalarView()
    while let scalar = peek {
      place += 1
      if scalar == closing { return String(value) }
      value.append(scalar == "\\" ? try takeEscape() : scalar)
    }
    throw FilterProblem(
      range: start..<count, message: "this quote is not closed", allowed: [String(Character(closing))])
  }

  /// Reads what follows a backslash.
  private mutating func takeEscape() throws(FilterProblem) -> Unicode.Scalar {
    let start = place - 1
    let escape = peek
    place = min(place + 1, count)
    switch escape {
    case "\"", "\\", "”": return escape ?? "\\"
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "u":
      guard take("{") else { break }
      var digits = ""
      while let scalar = peek, scalar != "}", digits.utf8.count < 8 {
        digits.unicodeScalars.append(scalar)
        place += 1
      }
      if take("}"), let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) { return scalar }
    default: break
    }
    throw FilterProblem(
      range: start..<place, message: "there is no such escape in quotes",
      allowed: ["\\\"", "\\\\", "\\n", "\\t", "\\r", "\\u{1F600}"])
  }
}

extension FilterText {
  /// A finite decimal number, as people write it.
  static func number(in word: String) -> Double? {
    let allowed = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    guard allowed, let number = Double(word), number.isFinite else { return nil }
    return number
  }

  static func shown(_ scalar: Unicode.Scalar) -> String {
    FilterScalar.isHidden(scalar) ? "character" : "\"\(scalar)\""
  }
}
