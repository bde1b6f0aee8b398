/// Finds what leads to a place or a car: coordinates and the licence plates of China.
struct PlaceSearch {
  let text: FoldedText
  private var units: [UInt8] { text.units }

  private static let provinces: Set<UInt32> = Set(
    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使".unicodeScalars.map(\.value))
  private static let plateEndings: Set<UInt32> = Set("挂学警港澳领".unicodeScalars.map(\.value))

  private static let axes: TextWords = [
    "东经", "西经", "北纬", "南纬", "经度", "纬度", "lat", "lon", "lng", "long", "latitude", "longitude",
  ]

  /// Plates outside of `taken`: a province, a letter, five or six letters and digits with a digit among them.
  func plates(outside taken: TakenUnits) -> [Range<Int>] {
    units.indices.compactMap { place in
      guard let plate = plate(at: place), !taken.touch(plate) else { return nil }
      return plate
    }
  }

  private func plate(at place: Int) -> Range<Int>? {
    guard PlaceSearch.provinces.contains(text.codes[place]), place + 1 < units.count, units[place + 1].isLetterUnit
    else {
      return nil
    }
    // The dot in the middle, or what people type for it.
    let start = text.end(of: { $0.isOne(of: " -.") || $0 == FoldedText.other }, from: place + 2, limit: 2)
    let end = text.end(of: \.isWordUnit, from: start)
    guard units[start..<end].contains(where: \.isDigitUnit) else { return nil }
    if end - start == 4, end < units.count, PlaceSearch.plateEndings.contains(text.codes[end]) {
      return place..<end + 1
    }
    return (5...6).contains(end - start) ? place..<end : nil
  }

  /// Pairs of latitude and longitude outside of `taken`: decimal, three digits and more behind the point, or in degrees
  /// and minutes.
  func coordinates(outside taken: TakenUnits) -> [Range<Int>] {
    text.ranges(outside: taken) { pair(at: $0) }
  }

  private func pair(at place: Int) -> Range<Int>? {
    if place > 0, units[place - 1].isWordUnit || units[place - 1].isOne(of: ".,") { return nil }
    guard let first = angle(at: place) else { return nil }
    var second = text.end(of: { $0.isOne(of: " ,;/") }, from: first.end, limit: 4)
    if let word = PlaceSearch.axes.longest(in: text, at: second) {
      second = text.end(of: { $0.isOne(of: " :=") }, from: second + word.count, limit: 3)
    }
    guard second > first.end, let last = angle(at: second) else { return nil }
    let sizes = [first.degrees, last.degrees]
    guard sizes.allSatisfy({ $0 <= 180 }), sizes.contains(where: { $0 <= 90 }) else { return nil }
    return place..<last.end
  }

  /// One angle: `39.9042`, `-0.1276`, `N39.9042`, `39.9042°N`, `39°54'15"N`.
  private func angle(at start: Int) -> (end: Int, degrees: Int)? {
    var place = start
    let isDirected = place + 1 < units.count && isDirection(place) && !units[place + 1].isLetterUnit
    if isDirected { place += 1 }
    place = text.end(of: { $0.isOne(of: " -+") }, from: place, limit: 1)
    let whole = place..<text.end(of: \.isDigitUnit, from: place)
    guard (1...3).contains(whole.count) else { return nil }
    let degrees = units[whole].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    place = whole.upperBound
    var isExact = false
    if place < units.count, units[place] == 0x2E {
      let end = text.end(of: \.isDigitUnit, from: place + 1)
      isExact = end - place > 3
      guard end > place + 1 else { return nil }
      place = end
    }
    if place < units.count, isDegree(place) {
      let end = text.end(
        of: { $0.isDigitUnit || $0.isOne(of: " .'\"") || $0 == FoldedText.other }, from: place, limit: 14)
      isExact = isExact || units[place..<end].contains(where: \.isDigitUnit)
      place = end
      while place > whole.upperBound, units[place - 1] == 0x20 { place -= 1 }
    }
    guard isExact else { return nil }
    if isDirected { return (place, degrees) }
    let direction = text.end(of: { $0 == 0x20 }, from: place, limit: 1)
    if direction < units.count, isDirection(direction), direction + 1 >= units.count || !units[direction + 1].isWordUnit
    {
      place = direction + 1
    }
    return (place, degrees)
  }

  private func isDirection(_ place: Int) -> Bool { units[place].isOne(of: "NSEWnsew") }

  private func isDegree(_ place: Int) -> Bool { text.codes[place] == 0xB0 || text.codes[place] == 0x5EA6 }
}
