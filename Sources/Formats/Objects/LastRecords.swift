internal import Cases

/// Which record of each conversation is the last, where each repeats what stands in those before, or takes their place.
///
/// A first reading shows it all records, a second one asks which to take: nothing of their content is kept.
struct LastRecords {
  private struct Place {
    var rank: Int
    var order: String
    var number: Int
  }

  private var last: [String: Place] = [:]

  /// - Parameters:
  ///   - rank: Records of a higher one come before all others.
  ///   - order: What records are sorted by; of two that are equal the later one in the file is the last.
  ///   - number: The record's own, the same in both readings.
  mutating func see(_ conversation: String, rank: Int = 0, order: String = "", number: Int) {
    if let held = last[conversation], (held.rank, held.order) > (rank, order) { return }
    last[conversation] = Place(rank: rank, order: order, number: number)
  }

  func isLast(_ number: Int, of conversation: String) -> Bool { last[conversation]?.number == number }

  func rank(of conversation: String) -> Int { last[conversation]?.rank ?? 0 }

  var isEmpty: Bool { last.isEmpty }
}

extension LogTime {
  /// A text by which times sort, however they are written; what is no time sorts as it stands.
  static func order(of text: String) -> String {
    guard let time = rfc3339(text).flatMap({ Timestamp($0) }) else { return text }
    func padded(_ number: some BinaryInteger, to length: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
    return "\(padded(max(0, time.seconds), to: 12)).\(padded(time.nanoseconds, to: 9))"
  }
}
