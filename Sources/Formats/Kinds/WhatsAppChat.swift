/// A chat before its dates are understood.
struct WhatsAppChat {
  struct Message {
    var line: Int
    var numbers: [Int]
    var timeOfDay: Int
    var date: String
    var sender: String?
    var text: String

    /// In RFC 3339, as if it were UTC; `nil` where the date is none.
    func time(_ order: Mapping.DateOrder) -> String? {
      let places =
        switch order {
        case .dmy: (2, 1, 0)
        case .mdy: (2, 0, 1)
        case .ymd: (0, 1, 2)
        }
      let year = numbers[places.0]
      func padded(_ number: Int, _ length: Int = 2) -> String {
        String(repeating: "0", count: max(0, length - String(number).count)) + String(number)
      }
      let date =
        "\(padded(year < 100 ? year + 2000 : year, 4))-\(padded(numbers[places.1]))-\(padded(numbers[places.2]))"
      let (hour, minute, second) = (timeOfDay / 3600, timeOfDay / 60 % 60, timeOfDay % 60)
      return LogTime.rfc3339("\(date)T\(padded(hour)):\(padded(minute)):\(padded(second))Z")
    }
  }

  private(set) var messages: [Message] = []
  /// In bytes.
  private(set) var size = 0
  /// Lines that belong to no message.
  private(set) var surplus = 0
  private var number = 0
  private var possible = Set(Mapping.DateOrder.allCases)

  mutating func add(_ raw: String) {
    number += 1
    size += raw.utf8.count
    guard let line = WhatsAppLine(raw) else {
      let text = raw.hasSuffix("\r") ? String(raw.dropLast()) : raw
      if messages.isEmpty {
        if !text.trimmed.isEmpty { surplus += 1 }
      } else {
        // A message goes on over lines that begin with no date.
        messages[messages.count - 1].text += "\n" + text
      }
      return
    }
    possible.formIntersection(WhatsAppChat.orders(of: line))
    messages.append(
      Message(
        line: number, numbers: line.numbers, timeOfDay: line.timeOfDay, date: line.date, sender: line.sender,
        text: line.text))
  }

  /// The orders in which a date is one.
  private static func orders(of line: WhatsAppLine) -> Set<Mapping.DateOrder> {
    let (first, second, third) = (line.numbers[0], line.numbers[1], line.numbers[2])
    if line.beginsWithYear { return [.ymd] }
    var orders: Set<Mapping.DateOrder> = []
    if (1...31).contains(first), (1...12).contains(second) { orders.insert(.dmy) }
    if (1...12).contains(first), (1...31).contains(second), !line.hasDots { orders.insert(.mdy) }
    if third < 32, (1...12).contains(second), !line.hasDots, first > 31 { orders.insert(.ymd) }
    return orders
  }

  /// The one order in which all dates are dates and follow each other; `nil` where there are several, or none.
  var dateOrder: Mapping.DateOrder? {
    if possible.count == 1 { return possible.first }
    let candidates = possible.sorted { $0.rawValue < $1.rawValue }
    let following = candidates.filter { order in
      let times = messages.map { $0.time(order) ?? "" }
      return zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
    }
    if following.count == 1 { return following.first }
    // 05/05 is the same in every order.
    let isSame = candidates.dropFirst().allSatisfy { order in
      messages.allSatisfy { $0.time(order) == $0.time(candidates[0]) }
    }
    return candidates.isEmpty || !isSame ? nil : candidates[0]
  }

  /// Who speaks, and how often, the most frequent first.
  var speakers: [(name: String, count: Int)] {
    var counts: [String: Int] = [:]
    for message in messages {
      if let sender = message.sender { counts[sender, default: 0] += 1 }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (name: $0.key, count: $0.value) }
  }
}
