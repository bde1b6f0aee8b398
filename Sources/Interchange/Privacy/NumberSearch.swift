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
      if let phone = phone(groups) {
        found.append(phone)
        place = phone.range.upperBound
      } else if isDate(groups) {
        place = groups[2].upperBound
      } else {
        if groups[0].count >= NumberSearch.longRun { found.append((longNumber(groups[0]), false)) }
        place = groups[0].upperBound
      }
    }
    return found
  }

  /// A run, with the letter that ends some identity numbers.
  private func longNumber(_ run: Group) -> Range<Int> {
    let end = run.upperBound
    return run.count == 17 && end < units.count && units[end] | 0x20 == 0x78 ? run.lowerBound..<end + 1 : run
  }

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
      && !isThousands(groups)
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

  /// Whether the groups are one amount, set in thousands.
  private func isThousands(_ groups: [Group]) -> Bool {
    guard let first = groups.first, (1...3).contains(first.count), units[first.lowerBound] != 0x30 else { return false }
    return units[first.upperBound].isOne(of: " .") && groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
