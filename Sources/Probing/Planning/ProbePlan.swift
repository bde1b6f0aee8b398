public import AuditStore
public import Cases

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

  /// Every count on the way from the store to the probes, for the receipt.
  public struct Counts: Sendable, Hashable, Codable {
    public var conversations = 0
    public var withoutUserTurn = 0
    /// With a probe point, but none that the filter means.
    public var notMeant = 0
    public var eligible = 0
    /// Eligible, but not drawn into the panel.
    public var notSampled = 0
    public var beyondLimit = 0
    public var planned = 0
    /// Fractions that meant a turn which another fraction had already taken.
    public var duplicateProbes = 0
    /// Probe points of planned conversations that the filter does not mean.
    public var probesNotMeant = 0
    public var probes = 0
    public var exitProbes = 0
    /// Planned conversations by stratum.
    public var plannedByStratum: [Int] = []

    public init() {}
  }

  public var probes: [PlannedProbe]
  public var counts: Counts

  /// Plans the probes of `candidates` by the audit's rule.
  ///
  /// - Parameters:
  ///   - isMeant: Whether a probe point is meant; a conversation without any is not eligible.
  ///   - limit: The largest number of conversations, taken after the panel is drawn.
  ///   - seed: Decides which conversations a balanced panel or a limit takes; equal seeds give equal plans.
  public init(
    candidates: [Candidate], rule: ProbeRule, strata: Int, panel: Panel, limit: Int? = nil, seed: UInt64,
    isMeant: ((PlannedProbe) -> Bool)? = nil
  ) {
    var counts = Counts()
    counts.conversations = candidates.count
    var generator = PlanGenerator(seed: seed)
    let probeable = candidates.filter { !ProbePlan.points(of: $0, rule: rule).isEmpty }
    counts.withoutUserTurn = candidates.count - probeable.count
    let eligible = isMeant.map { isMeant in
      probeable.filter { ProbePlan.points(of: $0, rule: rule).contains(where: isMeant) }
    }
    counts.notMeant = probeable.count - (eligible ?? probeable).count
    counts.eligible = probeable.count - counts.notMeant
    var chosen = ProbePlan.draw(eligible ?? probeable, panel: panel, strata: strata, using: &generator)
    counts.notSampled = counts.eligible - chosen.count
    if let limit, chosen.count > limit {
      counts.beyondLimit = chosen.count - limit
      chosen = Array(chosen.shuffled(using: &generator).prefix(max(0, limit)))
    }
    counts.planned = chosen.count
    counts.plannedByStratum = (0..<strata).map { stratum in chosen.count { $0.stratum == stratum } }
    var probes: [PlannedProbe] = []
    for candidate in chosen.sorted(by: { $0.key < $1.key }) {
      let points = ProbePlan.points(of: candidate, rule: rule)
      let userTurns = candidate.roles.count { $0 == .user }
      if userTurns >= 2 { counts.duplicateProbes += rule.fractions.count - points.count { !$0.isExit } }
      let meant = isMeant.map { points.filter($0) } ?? points
      counts.probesNotMeant += points.count - meant.count
      counts.exitProbes += meant.count { $0.isExit }
      probes += meant
    }
    counts.probes = probes.count
    self.probes = probes
    self.counts = counts
  }

  /// The conversations of a panel.
  private static func draw(
    _ candidates: [Candidate], panel: Panel, strata: Int, using generator: inout PlanGenerator
  ) -> [Candidate] {
    guard case .balanced(let wanted) = panel else { return candidates }
    let groups = (0..<strata).map { stratum in candidates.filter { $0.stratum == stratum } }
    let size = min(wanted ?? Int.max, groups.map(\.count).filter { $0 > 0 }.min() ?? 0)
    return groups.flatMap { group in group.shuffled(using: &generator).prefix(size) }
  }

  /// Fewer of the points that there are: those that are meant, of the conversations of a panel, up to a limit.
  ///
  /// - Parameter candidates: The conversations of `points`.
  public static func narrowed(
    _ points: [PlannedProbe], of candidates: [Candidate], strata: Int, panel: Panel, limit: Int?, seed: UInt64,
    isMeant: (PlannedProbe) -> Bool
  ) -> [PlannedProbe] {
    let meant = points.filter(isMeant)
    let keys = Set(meant.map(\.conversation))
    var generator = PlanGenerator(seed: seed)
    var chosen = draw(candidates.filter { keys.contains($0.key) }, panel: panel, strata: strata, using: &generator)
    if let limit, chosen.count > limit { chosen = Array(chosen.shuffled(using: &generator).prefix(limit)) }
    let wanted = Set(chosen.map(\.key))
    return meant.filter { wanted.contains($0.conversation) }
  }

  /// Every probe point of a conversation, by turn.
  public static func points(of candidate: Candidate, rule: ProbeRule) -> [PlannedProbe] {
    let userTurns = candidate.roles.indices.filter { candidate.roles[$0] == .user }
    var points = rule.places(userTurns: userTurns.count).map { userTurns[$0.place] }.sorted()
      .map { PlannedProbe(conversation: candidate.key, turn: $0, isExit: false) }
    if rule.exitProbe, endsUnanswered(candidate) {
      points.append(PlannedProbe(conversation: candidate.key, turn: candidate.roles.count, isExit: true))
    }
    return points
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
