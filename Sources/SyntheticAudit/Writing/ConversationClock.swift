/// When the turns of a conversation are written.
struct ConversationClock {
  /// The times of the turns, in order; empty where no times are written.
  private var times: [Timestamp] = []
  private var next = 0
  /// When a commitment would be recorded, after the last turn; nil where no times are written.
  private(set) var end: Timestamp?

  /// - Parameter isRunning: Whether times are written at all.
  init(_ draw: ConversationDraw, seed: UInt64, isRunning: Bool) {
    guard isRunning else { return }
    var random = Xoshiro256(seed: seed, unit: UInt64(draw.index), purpose: StreamPurpose.timeline.code)
    var now = Timestamp.first
    now.seconds += random.index(below: 90) * 86_400 + draw.ordinal * 100 * 86_400 + random.index(below: 36_000)

    func agent() {
      now.seconds += 15 + random.index(below: 90)
      times.append(now)
    }
    func user() {
      now.seconds += random.chance(0.15) ? 900 + random.index(below: 14_400) : 20 + random.index(below: 400)
      times.append(now)
    }
    func followUp() {
      now.seconds += 21_600 + random.index(below: 108_000)
      times.append(now)
    }

    for exchange in draw.exchanges {
      agent()
      if exchange.ignored != nil { followUp() }
      user()
    }
    for index in draw.unanswered.indices {
      if index == 0 { agent() } else { followUp() }
    }
    end = Timestamp(seconds: now.seconds + 60 + random.index(below: 900))
  }

  /// The time of the next turn.
  mutating func tick() -> Timestamp? {
    guard next < times.count else { return nil }
    next += 1
    return times[next - 1]
  }
}
