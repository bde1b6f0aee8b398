import Testing

@testable import Probing

/// An endpoint on a clock of its own: when a request is answered, and how.
private protocol Endpoint {
  mutating func end(at time: Double) -> (end: Throttle.End, told: Double?)
}

/// What it took until every job had its answer.
private struct Course {
  var requests = 0
  var wasted = 0
  var seconds = 0.0
  var isPatient = true

  var share: Double { Double(wasted) / Double(max(requests, 1)) }
}

/// Asks for `jobs` answers of an endpoint, on a clock that nobody waits for.
private func run(
  _ endpoint: some Endpoint, jobs: Int, concurrency: Int = 16, latency: Double = 0.01, patience: Double = 900,
  seed: UInt64 = 1
) -> Course {
  var endpoint = endpoint
  var generator = PlanGenerator(seed: seed)
  var throttle = Throttle(concurrency: concurrency, firstPause: 0.75, patience: patience, now: 0)
  var now = 0.0
  var course = Course()
  var underWay: [(at: Double, ticket: Throttle.Ticket, end: Throttle.End, told: Double?)] = []
  var left = jobs
  while left > 0, course.isPatient, now < 10_000 {
    var next = Double.infinity
    while underWay.count < left {
      guard case .now(let ticket) = throttle.admit(now: now) else { break }
      let (end, told) = endpoint.end(at: now)
      course.requests += 1
      underWay.append((now + latency * Double.random(in: 0.5..<1.5, using: &generator), ticket, end, told))
    }
    if underWay.count < left, case .later(let seconds) = throttle.admit(now: now) { next = now + max(seconds, 0.001) }
    guard let first = underWay.indices.min(by: { underWay[$0].at < underWay[$1].at }) else {
      now = next
      continue
    }
    guard underWay[first].at <= next else {
      now = next
      continue
    }
    let finished = underWay.remove(at: first)
    now = finished.at
    if finished.end == .answered { left -= 1 } else { course.wasted += 1 }
    let jitter = Double.random(in: 0..<1, using: &generator)
    course.isPatient = throttle.ended(finished.ticket, finished.end, told: finished.told, jitter: jitter, now: now)
  }
  course.seconds = now
  return course
}

private struct Always: Endpoint {
  var end = Throttle.End.answered
  var until = Double.infinity
  var from = 0.0
  var told: Double?

  func end(at time: Double) -> (end: Throttle.End, told: Double?) {
    (from..<until).contains(time) ? (end, told) : (.answered, nil)
  }
}

/// So many a minute of the clock on the wall.
private struct PerMinute: Endpoint {
  var limit: Int
  /// Seconds into a minute at the start.
  var offset: Double
  private var minute = -1
  private var count = 0

  init(limit: Int, offset: Double) { (self.limit, self.offset) = (limit, offset) }

  mutating func end(at time: Double) -> (end: Throttle.End, told: Double?) {
    let now = Int((time + offset) / 60)
    if now != minute { (minute, count) = (now, 0) }
    count += 1
    return (count <= limit ? .answered : .busy, nil)
  }
}

/// A bucket that leaks, as a proxy's limiter is.
private struct Leaking: Endpoint {
  var perSecond: Double
  var burst: Double
  private var level = 0.0
  private var last = 0.0

  init(perSecond: Double, burst: Double) { (self.perSecond, self.burst) = (perSecond, burst) }

  mutating func end(at time: Double) -> (end: Throttle.End, told: Double?) {
    level = max(0, level - (time - last) * perSecond)
    last = time
    if level > burst { return (.busy, nil) }
    level += 1
    return (.answered, nil)
  }
}

@Suite struct ThrottleTests {
  @Test(arguments: 1...5 as ClosedRange<UInt64>) func oneMinuteOfRefusalsEndsWithEveryAnswer(_ seed: UInt64) {
    for jobs in [100, 336] {
      let course = run(Always(end: .busy, until: 60), jobs: jobs, seed: seed)
      #expect(course.requests - course.wasted == jobs && course.share <= 0.1, "\(course)")
      #expect(course.seconds < 130)
      let later = run(Always(end: .busy, until: 64, from: 0.1), jobs: jobs, latency: 0.1, seed: seed)
      #expect(later.requests - later.wasted == jobs && later.share <= 0.1, "\(later)")
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>) func anOutageEndsWithEveryAnswer(_ seed: UInt64) {
    for (from, jobs) in [(0.0, 336), (1.0, 336), (1.0, 1_000)] {
      let course = run(Always(end: .unreachable, until: from + 25, from: from), jobs: jobs, latency: 0.1, seed: seed)
      #expect(course.requests - course.wasted == jobs && course.share <= 0.1, "\(course)")
      #expect(course.seconds < 60)
    }
  }

  @Test(arguments: [0, 10, 20, 30, 40, 45, 50, 55, 58]) func aLimitAMinuteIsLearned(_ offset: Double) {
    for seed in 1...5 as ClosedRange<UInt64> {
      for latency in [0.01, 0.25] {
        let course = run(PerMinute(limit: 60, offset: offset), jobs: 201, latency: latency, seed: seed)
        #expect(course.requests - course.wasted == 201 && course.share <= 0.1, "\(course)")
        #expect(course.seconds < 420, "\(course)")
      }
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>) func aLimitASecondIsLearned(_ seed: UInt64) {
    for latency in [0.005, 0.05, 0.5] {
      let course = run(Leaking(perSecond: 20, burst: 5), jobs: 335, latency: latency, seed: seed)
      #expect(course.requests - course.wasted == 335 && course.share <= 0.1, "\(course)")
      #expect(course.seconds < 60, "\(course)")
    }
  }

  @Test func anEndpointThatKeepsUpIsFilled() {
    var throttle = Throttle(concurrency: 64, firstPause: 0.75, patience: 900, now: 0)
    #expect(throttle.allowed == 1)
    var most = 0
    for _ in 0..<200 {
      var tickets: [Throttle.Ticket] = []
      while case .now(let ticket) = throttle.admit(now: 0) { tickets.append(ticket) }
      most = max(most, tickets.count)
      for ticket in tickets { _ = throttle.ended(ticket, .answered, jitter: 0, now: 0) }
    }
    #expect(most == 64)
    let course = run(Always(), jobs: 2_000, concurrency: 64, latency: 0.1)
    #expect(course.wasted == 0 && course.seconds < 2 * 2_000 * 0.1 / 64)
  }

  @Test func everythingPausesTogetherAndOneAloneFindsOut() {
    var throttle = Throttle(concurrency: 8, firstPause: 1, patience: 900, now: 0)
    func ticket(at time: Double) -> Throttle.Ticket? {
      if case .now(let ticket) = throttle.admit(now: time) { ticket } else { nil }
    }
    for _ in 0..<4 { if let one = ticket(at: 0) { _ = throttle.ended(one, .answered, jitter: 0, now: 0) } }
    let (one, other) = (ticket(at: 0), ticket(at: 0))
    guard let one, let other else {
      Issue.record("two may be under way")
      return
    }
    _ = throttle.ended(one, .busy, told: 7, jitter: 0, now: 1)
    // What was sent before the pause says nothing of it, either way.
    _ = throttle.ended(other, .answered, jitter: 0, now: 2)
    #expect(throttle.paused(now: 2) == 6)
    #expect(throttle.admit(now: 7.5) == .later(0.5))
    let probe = ticket(at: 8)
    #expect(probe != nil && ticket(at: 8) == nil)
    if let probe { _ = throttle.ended(probe, .answered, jitter: 0, now: 9) }
    #expect(throttle.paused(now: 9) == nil && ticket(at: 9) != nil)
  }

  @Test func patienceIsATime() {
    let course = run(Always(end: .busy), jobs: 10, patience: 90)
    #expect(!course.isPatient && course.seconds >= 90 && course.seconds < 91)
    // Whoever asks for hours is asked again before patience is over.
    let told = run(Always(end: .busy, told: 3_600), jobs: 10, patience: 90)
    #expect(!told.isPatient && told.seconds >= 90 && told.seconds < 91 && told.requests == 2)
  }
}
