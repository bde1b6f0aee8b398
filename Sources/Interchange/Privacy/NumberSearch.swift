/// Finds telephone numbers and long runs of digits.
struct NumberSearch {
  /// A run of digits.
  private typealias Group = Range<Int>

  let text: FoldedText
  private var units: [UInt8] { text.units }

  /// The shortest run of digits that is masked whatever it means.
  static let longRun = 6

  /// What is found outside of `taken`, as ranges of units in order.
  func numbers(outside taken: TakenUnits) -> [(range: Range<Int>, isPhone: Bool)] {
    var found: [(range: Range<Int>, isPhone: Bool)] = []
    var place = 0
    while place < units.count {
      guard units[place].isDigitUnit, !taken[place] else {
        place += 1
        continue
      }
      let groups = groups(from: place, outside: taken)
      if let mobile = spacedMobile(from: place, outside: taken) {
        found.append((mobile, true))
        place = mobile.upperBound
      } else if let phone = phone(groups) {
        found.append(phone)
        place = phone.range.upperBound
      } else if isDate(groups) {
        place = groups[2].upperBound
      } else {
        if let number = longNumber(groups) { found.append((number, false)) }
        place = groups[0].upperBound
      }
    }
    return found
  }

  /// A long run, with the letter that ends some identity numbers; or a postal code of the United States with its second
  /// part.
  private func longNumber(_ groups: [Group]) -> Range<Int>? {
    let run = groups[0]
    let end = run.upperBound
    if groups.count > 1, run.count == 5, groups[1].count == 4, groups[1].lowerBound == end + 1, units[end] == 0x2D {
      return run.lowerBound..<groups[1].upperBound
    }
    guard run.count >= NumberSearch.longRun, !isAmount(run) else { return nil }
    return run.count == 17 && end < units.count && units[end] | 0x20 == 0x78 ? run.lowerBound..<end + 1 : run
  }

  private static let currencies: Set<UInt32> = Set("$€£¥￥₩₹".unicodeScalars.map(\.value))
  private static let amounts: TextWords = [
    "元", "块", "万", "亿", "円", "%", "percent", "rmb", "cny", "usd", "eur", "gbp", "jpy", "dollar", "euro", "yuan",
    "pound",
    "美元", "美金", "人民币", "人", "次", "字",
  ]

  /// Whether a run is an amount: round, or of a currency or what is counted.
  private func isAmount(_ run: Group) -> Bool {
    guard run.count <= 9, units[run.lowerBound] != 0x30 else { return false }
    if units[run].suffix(3).allSatisfy({ $0 == 0x30 }) { return true }
    var before = run.lowerBound
    while before > 0, before > run.lowerBound - 14, units[before - 1].isOne(of: " .,") || units[before - 1].isDigitUnit
    {
      before -= 1
    }
    if before > 0, NumberSearch.currencies.contains(text.codes[before - 1]) { return true }
    let after = text.end(of: { $0 == 0x20 }, from: run.upperBound, limit: 1)
    return NumberSearch.amounts.longest(in: text, at: after) != nil
  }

  /// What people put between the digits of their mobile number so that no program finds it.
  private static let spacers: StaticString = " -./(),_~*|:"

  /// A mobile number of China whose digits stand apart, or in the groups in which it is said, with whatever sign between
  /// all of them.
  private func spacedMobile(from start: Int, outside taken: TakenUnits) -> Range<Int>? {
    var (groups, gaps): ([Group], Set<[UInt8]>) = ([], [])
    var (place, count) = (start, 0)
    while place < units.count, units[place].isDigitUnit, !taken[place], count <= 13 {
      let end = text.end(of: \.isDigitUnit, from: place, limit: 14)
      groups.append(place..<end)
      count += end - place
      let next = text.end(of: { $0.isOne(of: NumberSearch.spacers) || $0 == FoldedText.other }, from: end, limit: 3)
      if next == end || next >= units.count || !units[next].isDigitUnit || count == 11 { break }
      gaps.insert(Array(units[end..<next]))
      place = next
    }
    let isSpelled = groups.allSatisfy { $0.count == 1 }
    guard groups.count > 1, gaps.count <= (isSpelled ? 2 : 1), count == 11, units[start] == 0x31, let last = groups.last
    else { return nil }
    let second = groups[0].count > 1 ? units[start + 1] : units[groups[1].lowerBound]
    guard second >= 0x33, last.upperBound == units.count || !units[last.upperBound].isDigitUnit else { return nil }
    return isSpelled || NumberSearch.groupings.contains(groups.map(\.count)) ? start..<last.upperBound : nil
  }

  private static let groupings: Set<[Int]> = [
    [3, 4, 4], [4, 4, 3], [3, 3, 5], [3, 8], [7, 4], [3, 2, 2, 2, 2], [3, 4, 2, 2],
  ]

  /// Runs of digits with at most three signs between them, the first at `start`.
  private func groups(from start: Int, outside taken: TakenUnits) -> [Group] {
    var groups: [Group] = []
    var place = start
    while groups.count < 8 {
      var end = place
      while end < units.count, units[end].isDigitUnit { end += 1 }
      groups.append(place..<end)
      var next = end
      while next < units.count, next < end + 3, units[next].isOne(of: " -./()") { next += 1 }
      let goesOn = next > end && next < units.count && units[next].isDigitUnit
      guard goesOn, !taken[next] else { break }
      place = next
    }
    return groups
  }

  /// The longest number that the first groups make, with the sign or bracket before it.
  private func phone(_ groups: [Group]) -> (range: Range<Int>, isPhone: Bool)? {
    var start = groups[0].lowerBound
    if start > 0, units[start - 1] == 0x28 { start -= 1 }
    let hasPlus = start > 0 && units[start - 1] == 0x2B
    if hasPlus { start -= 1 }
    for count in stride(from: groups.count, to: 0, by: -1) {
      let some = Array(groups[..<count])
      let digits = some.flatMap { units[$0].map { Int($0) - 0x30 } }
      if isPhone(some, digits, hasPlus: hasPlus) { return (start..<some[count - 1].upperBound, true) }
      if count >= 3, digits.count > 15, isEvenlySpaced(some) {
        return (groups[0].lowerBound..<some[count - 1].upperBound, false)
      }
    }
    return nil
  }

  private func isPhone(_ groups: [Group], _ digits: [Int], hasPlus: Bool) -> Bool {
    let lengths = groups.map(\.count)
    let isEven = isEvenlySpaced(groups)
    if hasPlus { return (7...15).contains(digits.count) && lengths.allSatisfy { $0 > 0 } }
    if isDate(groups) { return false }
    if digits.starts(with: [0, 0]) && lengths[0] > 1 { return (9...17).contains(digits.count) }
    if isEven && isChineseMobile(digits) { return true }
    if digits[0] == 0 { return isNational(lengths, digits) }
    if digits.count == 10, [400, 800].contains(digits[0] * 100 + digits[1] * 10 + digits[2]), isEven { return true }
    if isAmerican(groups, lengths, digits) { return true }
    return groups.count >= 3 && isEven && (8...15).contains(digits.count) && lengths.allSatisfy { (2...5).contains($0) }
      && !isThousands(groups) && !groups.allSatisfy { units[$0.upperBound - 1] == 0x30 || isYear($0) }
  }

  private func isChineseMobile(_ digits: [Int]) -> Bool {
    let own = digits.count == 13 && digits.starts(with: [8, 6]) ? Array(digits[2...]) : digits
    return own.count == 11 && own[0] == 1 && own[1] >= 3
  }

  /// An area code with its zero.
  private func isNational(_ lengths: [Int], _ digits: [Int]) -> Bool {
    guard (7...12).contains(digits.count) else { return false }
    return lengths.count == 1
      ? digits.count >= 10 : (2...5).contains(lengths[0]) && lengths.dropFirst().allSatisfy { $0 >= 2 }
  }

  private func isAmerican(_ groups: [Group], _ lengths: [Int], _ digits: [Int]) -> Bool {
    if lengths == [3, 3, 4] || lengths == [1, 3, 3, 4] && digits[0] == 1 { return true }
    return lengths == [3, 4] && units[groups[0].upperBound] == 0x2D && groups[1].lowerBound == groups[0].upperBound + 1
  }

  /// Whether the same signs stand between all groups; brackets aside.
  private func isEvenlySpaced(_ groups: [Group]) -> Bool {
    let gaps = zip(groups, groups.dropFirst()).map {
      units[$0.upperBound..<$1.lowerBound].filter { !$0.isOne(of: "()") }
    }
    return gaps.dropFirst().allSatisfy { $0 == gaps[0] }
  }

  /// Whether the first three groups are year, month and day in one of the usual orders.
  private func isDate(_ groups: [Group]) -> Bool {
    guard groups.count >= 3 else { return false }
    let first = groups.prefix(3)
    for (one, next) in zip(first, first.dropFirst()) {
      guard next.lowerBound == one.upperBound + 1, units[one.upperBound].isOne(of: "-/.") else { return false }
    }
    let lengths = first.map(\.count)
    let values = first.map { units[$0].prefix(4).reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    func isDay(_ value: Int) -> Bool { (1...31).contains(value) }
    if lengths[0] == 4, lengths[1] <= 2, lengths[2] <= 2 { return (1...12).contains(values[1]) && isDay(values[2]) }
    return lengths[0] <= 2 && lengths[1] <= 2 && lengths[2] == 4 && isDay(values[0]) && isDay(values[1])
  }

  private func isYear(_ group: Group) -> Bool {
    group.count == 4 && (units[group].starts(with: [0x31, 0x39]) || units[group].starts(with: [0x32, 0x30]))
  }

  /// Whether the groups are one amount, set in thousands.
  private func isThousands(_ groups: [Group]) -> Bool {
    guard let first = groups.first, (1...3).contains(first.count), units[first.lowerBound] != 0x30 else { return false }
    return units[first.upperBound].isOne(of: " .") && groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
