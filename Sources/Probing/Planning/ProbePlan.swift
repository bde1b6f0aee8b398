public import DecisionFidelity

/// Which conversations are probed, where, and how many fell away on the way; nothing is sent by planning.
public struct ProbePlan: Sendable, Hashable {
  /// Which conversations of the eligible ones are taken.
  public enum Panel: Sendable, Hashable {
    case full
    /// As many of each stratum as the smallest has, or as `perStratum` says.
    case balanced(perStratum: Int?)
  }

  /// What of a conversation planning needs.
  public struct Candidate: Sendable, Hashable {
    public var key: UInt32
    public var stratum: Int
    public var roles: [Role]

    public init(key: UInt32, stratum: Int, roles: [Role]) {
      self.key = key
      self.stratum = stratum
      self.roles = roles
    }
  }

  /// One turn that simulators are asked to write.
  public struct Probe: Sendable, Hashable {
    public var conversation: UInt32
    public var turn: Int
    public var isExit: Bool
  }

  /// Every count on the way from the store to the probes, for the receipt.
  public struct Counts: Sendable, Hashable, Codable {
    public var conversations = 0
    public var withoutUserTurn = 0
    public var eligible = 0
    /// Eligible, but not drawn into the panel.
    public var notSampled = 0
    public var beyondLimit = 0
    public var planned = 0
    /// Fractions that meant a turn which another fraction had already taken.
    public var duplicateProbes = 0
    public var probes = 0
    public var exitProbes = 0

    public init() {}
  }

  public var probes: [Probe]
  public var counts: Counts

  /// Plans the probes of `candidates` by the audit's rule.
  ///
  /// - Parameters:
  ///   - limit: The largest number of conversations, taken after the panel is drawn.
  ///   - seed: Decides which conversations a balanced panel or a limit takes; equal seeds give equal plans.
  public init(
    candidates: [Candidate], rule: ProbeRule, strata: Int, panel: Panel, limit: Int? = nil, seed: UInt64
  ) {
    var counts = Counts()
    counts.conversations = candidates.count
    var generator = PlanGenerator(seed: seed)
    let eligible = candidates.filter { candidate in
      ProbePlan.isEligible(candidate, rule: rule)
    }
    counts.eligible = eligible.count
    counts.withoutUserTurn = candidates.count - eligible.count
    var chosen = eligible
    if case .balanced(let wanted) = panel {
      let groups = (0..<strata).map { stratum in eligible.filter { $0.stratum == stratum } }
      let size = min(wanted ?? Int.max, groups.map(\.count).filter { $0 > 0 }.min() ?? 0)
      chosen = groups.flatMap { group in group.shuffled(using: &generator).prefix(size) }
    }
    counts.notSampled = eligible.count - chosen.count
    if let limit, chosen.count > limit {
      counts.beyondLimit = chosen.count - limit
      chosen = Array(chosen.shuffled(using: &generator).prefix(max(0, limit)))
    }
    counts.planned = chosen.count
    var probes: [Probe] = []
    for candidate in chosen.sorted(by: { $0.key < $1.key }) {
      let userTurns = candidate.roles.indices.filter { candidate.roles[$0] == .user }
      let places = rule.places(userTurns: userTurns.count)
      if userTurns.count >= 2 { counts.duplicateProbes += rule.fractions.count - places.count }
      for turn in places.map({ userTurns[$0.place] }).sorted() {
        probes.append(Probe(conversation: candidate.key, turn: turn, isExit: false))
      }
      if rule.exitProbe, ProbePlan.endsUnanswered(candidate) {
        probes.append(Probe(conversation: candidate.key, turn: candidate.roles.count, isExit: true))
        counts.exitProbes += 1
      }
    }
    counts.probes = probes.count
    self.probes = probes
    self.counts = counts
  }

  private static func isEligible(_ candidate: Candidate, rule: ProbeRule) -> Bool {
    let userTurns = candidate.roles.count { $0 == .user }
    return (userTurns >= 2 && !rule.fractions.isEmpty) || (rule.exitProbe && endsUnanswered(candidate))
  }

  /// Whether an agent turn stands after the last user turn.
  private static func endsUnanswered(_ candidate: Candidate) -> Bool {
    candidate.roles.last { $0 == .agent || $0 == .user } == .agent
  }
}

/// SplitMix64: the plan must be the same for the same seed on every machine.
///
/// > G. L. Steele, D. Lea, C. H. Flood. "Fast Splittable Pseudorandom Number Generators." 2014,
/// > doi:10.1145/2714064.2660195
struct PlanGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
