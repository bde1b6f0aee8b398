/// The time until something happened, or until one stopped looking.
public struct SurvivalTime: Sendable, Hashable {
  /// ≥ 0, in any one unit (user turns).
  public var time: Double
  /// Whether it happened at that time; otherwise the time is censored, it had not happened by then.
  public var isEvent: Bool

  public init(time: Double, isEvent: Bool) {
    self.time = time
    self.isEvent = isEvent
  }
}

func requireSurvivalTimes(_ durations: some Sequence<SurvivalTime>) throws(StatisticsError) {
  for duration in durations {
    try requireFinite(duration.time, "a time")
    guard duration.time >= 0 else { throw .outOfRange(what: "a time", value: duration.time, allowed: "≥ 0") }
  }
}
