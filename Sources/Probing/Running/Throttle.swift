/// How many requests may be under way, and how fast they may follow each other, as an endpoint lets them: pure, so that
/// a test owns the clock.
///
/// Concurrency grows by addition and falls by multiplication, as TCP's does. Where an endpoint pushes back or cannot be
/// reached, all requests pause together, and then one alone finds out whether it is over. A rate that was too high is
/// learned from what came through around the pause.
///
/// > D.-M. Chiu, R. Jain. "Analysis of the increase and decrease algorithms for congestion avoidance in computer
/// > networks." Computer Networks and ISDN Systems 17, 1989.
struct Throttle: Sendable {
  /// What a request was let out under.
  struct Ticket: Sendable, Hashable {
    fileprivate var episode: Int
    fileprivate var isProbe: Bool
  }

  enum Admission: Sendable, Hashable {
    case now(Ticket)
    /// Not yet: look again after so many seconds.
    case later(Double)
  }

  /// How a request ended, as far as it tells of the endpoint.
  enum End: Sendable, Hashable {
    case answered
    /// No answer in time, or half of one.
    case broken
    /// The endpoint wants fewer requests.
    case busy
    /// There is no endpoint at the moment.
    case unreachable
  }

  private struct Pause: Sendable {
    var end: End
    var began: Double
    var until: Double
    /// How often one request alone has found that it is not over.
    var level = 0
    var isProbed = false
  }

  /// The most requests under way at once.
  private let most: Double
  private let firstPause: Double
  private let patience: Double
  private let start: Double
  private var window = 1.0
  /// Up to there the window grows by one an answer, above it by one a window.
  private var threshold: Double
  private var underWay = 0
  private var answers = 0
  private var episode = 0
  private var pause: Pause?
  /// Requests a second; `nil` while no endpoint has shown a limit.
  private var rate: Double?
  private var growth = 0.0
  private var nextAt = 0.0
  /// When the last answers came, the oldest first.
  private var answered: [Double] = []

  /// An endpoint that has answered so often without pushing back is trusted with more.
  private static let trusted = 64
  private static let firstThreshold = 6.0
  private static let longestPause: [End: Double] = [.busy: 60, .unreachable: 10]
  private static let mostRemembered = 8192

  /// - Parameters: Seconds; `now` is any clock's that never goes back.
  init(concurrency: Int, firstPause: Double, patience: Double, now: Double) {
    most = Double(max(1, concurrency))
    self.firstPause = firstPause
    self.patience = patience
    start = now
    threshold = min(most, Throttle.firstThreshold)
  }

  /// Requests that may be under way at once.
  var allowed: Int { Int(window) }

  /// How long everything pauses; `nil` where nothing does.
  func paused(now: Double) -> Double? { pause.map { max(0, $0.until - now) } }

  mutating func admit(now: Double) -> Admission {
    let aMoment = 0.05
    if let held = pause {
      if now < held.until { return .later(held.until - now) }
      if held.isProbed { return .later(aMoment) }
      pause?.isProbed = true
      underWay += 1
      return .now(Ticket(episode: episode, isProbe: true))
    }
    if underWay >= allowed { return .later(aMoment) }
    if let rate {
      if nextAt > now { return .later(nextAt - now) }
      nextAt = now + 1 / rate
    }
    underWay += 1
    return .now(Ticket(episode: episode, isProbe: false))
  }

  /// - Parameters:
  ///   - told: How many seconds the endpoint asks to wait.
  ///   - jitter: A uniform number in 0 ..< 1, so that several runs do not come back together.
  /// - Returns: Whether there is still patience.
  mutating func ended(_ ticket: Ticket, _ end: End, told: Double? = nil, jitter: Double, now: Double) -> Bool {
    underWay -= 1
    switch end {
    case .answered: succeeded(ticket, now: now)
    case .broken:
      if ticket.isProbe, ticket.episode == episode { pause?.isProbed = false }
      window = max(1, window / 2)
      threshold = window
    case .busy, .unreachable: return holdBack(ticket, end, told: told ?? 0, jitter: jitter, now: now)
    }
    return true
  }

  private mutating func succeeded(_ ticket: Ticket, now: Double) {
    answers += 1
    answered.append(now)
    if answered.count >= 2 * Throttle.mostRemembered { answered.removeFirst(Throttle.mostRemembered) }
    // Only what was sent after the pause tells that it is over.
    if let over = pause, ticket.episode == episode {
      pause = nil
      if over.end == .busy { learn(from: over, now: now) }
    }
    if answers == Throttle.trusted, episode == 0 { threshold = most }
    window = min(most, window + (window < threshold ? 1 : 1 / window))
    rate = rate.map { $0 * (1 + growth) }
  }

  /// Takes four fifths of what came through in the pause and three times as long before.
  private mutating func learn(from over: Pause, now: Double) {
    let from = max(start, now - 4 * (now - over.began), answered.count > Throttle.mostRemembered ? answered[0] : start)
    let count = answered.count { $0 > from }
    guard count > 5, now > from else { return }
    var learned = 0.8 * Double(count) / (now - from)
    if let rate { learned = min(learned, 0.9 * rate) }
    rate = learned
    nextAt = now + 1 / learned
    // A tenth more with as many answers again.
    growth = 0.1 / Double(min(max(count, 10), 60))
  }

  private mutating func holdBack(_ ticket: Ticket, _ end: End, told: Double, jitter: Double, now: Double) -> Bool {
    var held: Pause
    if let current = pause {
      held = current
      guard ticket.episode == episode else {
        // Sent before the pause: nothing new, but for what it asks.
        pause?.until = min(max(held.until, now + told), held.began + patience)
        return true
      }
      held.level += 1
      held.end = end
      held.isProbed = false
    } else {
      episode += 1
      held = Pause(end: end, began: now, until: now)
      threshold = end == .busy ? max(1, window / 2) : window
      window = end == .busy ? threshold : 1
    }
    var length = firstPause
    for _ in 0..<min(held.level, 20) { length *= 4 }
    length = min(length, Throttle.longestPause[end] ?? length) * (1 + 0.25 * jitter)
    let last = held.began + patience
    let isOver = now >= last
    held.until = min(now + max(told, length), max(last, now))
    pause = held
    return !isOver
  }
}
