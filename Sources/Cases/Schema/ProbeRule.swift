/// Where simulators are asked to replace the user: fractions of a conversation's user turns, and after its end.
public struct ProbeRule: Sendable, Hashable, Codable {
  /// Fractions of the user turns, each in 0 … 1, as `audit.json` orders them.
  public var fractions: [Double]
  /// Whether the last agent turn that nobody answered is probed too.
  public var exitProbe: Bool

  enum CodingKeys: String, CodingKey {
    case fractions
    case exitProbe = "exit_probe"
  }

  public init(fractions: [Double], exitProbe: Bool) {
    self.fractions = fractions
    self.exitProbe = exitProbe
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    fractions = try container.decodeIfPresent([Double].self, forKey: .fractions) ?? []
    exitProbe = try container.decodeIfPresent(Bool.self, forKey: .exitProbe) ?? false
  }

  /// The zero-based place among the user turns that a fraction means: `⌊f · U⌋`, the opening greeting skipped.
  ///
  /// - Parameter userTurns: The number of user turns, at least 2 (the opening greeting is never probed).
  public static func place(of fraction: Double, userTurns: Int) -> Int {
    min(max(Int((fraction * Double(userTurns)).rounded(.down)), 1), userTurns - 1)
  }

  /// The probes of a conversation: `(index of the fraction, place among the user turns)`, duplicates dropped.
  ///
  /// Empty where there is nothing after the opening greeting.
  public func places(userTurns: Int) -> [(fraction: Int, place: Int)] {
    guard userTurns >= 2 else { return [] }
    var taken: Set<Int> = []
    var places: [(fraction: Int, place: Int)] = []
    for (index, fraction) in fractions.enumerated() {
      let place = ProbeRule.place(of: fraction, userTurns: userTurns)
      if taken.insert(place).inserted { places.append((index, place)) }
    }
    return places
  }
}
