import Cases

/// What is known at a probe of the labelled turns before it, as the columns of a regression.
struct HistoryFeatures: Sendable {
  private let positions: Int
  private let previous: Int
  private let actions: Int
  private let profiles: [Profile]
  private let resistance: [Bool]
  /// Depths, moved and scaled to 0 … 1.
  private let depths: [Double]
  private let noPrevious: Int
  let count: Int

  /// Values of a field beyond which it is no column: each would stand for a handful of conversations.
  private static let mostValues = 12
  private static let numbers = 6

  private struct Profile: Sendable {
    var codes: [UInt32]
    var first: Int
  }

  init(_ table: CaseTable, cells: ProbeCells) {
    let schema = table.description.schema
    func told(_ values: Int) -> Int { values <= HistoryFeatures.mostValues ? values : 0 }
    positions = told(table.positions.names.count)
    previous = told(schema.stages.count + 1)
    actions = told(schema.actions.count)
    noPrevious = cells.noPrevious
    let members = Set(schema.stageIndices(schema.resistance))
    resistance = schema.stages.indices.map(members.contains)
    let raw = schema.stages.map(\.depth)
    let (low, high) = (raw.min() ?? 0, raw.max() ?? 1)
    depths = raw.map { high > low ? ($0 - low) / (high - low) : 0 }
    var next = positions + previous + actions + HistoryFeatures.numbers
    var profiles: [Profile] = []
    for column in table.conversations.profile where column.values.count > 1 && told(column.values.count) > 0 {
      profiles.append(Profile(codes: column.codes, first: next))
      next += column.values.count
    }
    self.profiles = profiles
    count = next
  }

  /// The columns of every probe of a conversation, one after the other.
  func append(_ conversation: Int, _ probes: [RealProbe], to rows: inout [Double]) {
    let start = rows.count
    rows.append(contentsOf: repeatElement(0, count: probes.count * count))
    forEach(conversation, probes) { probe, column, value in rows[start + probe * count + column] = value }
  }

  /// Calls `body` with the columns of every probe of a conversation, ascending, but for most that are 0.
  @inline(__always)
  func forEach(
    _ conversation: Int, _ probes: [RealProbe], _ body: (_ probe: Int, _ column: Int, _ value: Double) -> Void
  ) {
    var history = History()
    for (place, probe) in probes.enumerated() {
      forEach(probe, history, conversation) { body(place, $0, $1) }
      history.add(probe.stage, depth: depths[probe.stage], resists: resistance[probe.stage])
    }
  }

  @inline(__always)
  private func forEach(
    _ probe: RealProbe, _ history: History, _ conversation: Int, _ body: (_ column: Int, _ value: Double) -> Void
  ) {
    if probe.position < positions { body(probe.position, 1) }
    var next = positions
    if probe.previous < previous { body(next + probe.previous, 1) }
    next += previous
    if probe.action < actions { body(next + probe.action, 1) }
    next += actions
    let before = probe.previous == noPrevious ? history.meanDepth : depths[probe.previous]
    // The wider a column, the less one penalty binds it: what surely matters goes first, a profile last.
    body(next, 6 * before)
    body(next + 1, 4 * history.meanDepth)
    body(next + 2, min(Double(probe.userTurn), 40) / 5)
    body(next + 3, min(Double(history.resisting), 8) / 4)
    body(next + 4, min(Double(history.longestRun), 8) / 4)
    body(next + 5, history.fell ? 1 : 0)
    for place in profiles.indices {
      let code = profiles[place].codes[conversation]
      if code != ProfileColumn.missing { body(profiles[place].first + Int(code), 0.3) }
    }
  }

  /// A summary of the labelled turns so far.
  private struct History {
    private var sum = 0.0
    private var count = 0.0
    private var last: (stage: Int, depth: Double)?
    private var run = 0
    private(set) var resisting = 0
    private(set) var longestRun = 0
    /// Whether the last turn was shallower than the one before.
    private(set) var fell = false

    /// The middle of the scale before anything is known.
    var meanDepth: Double { count > 0 ? sum / count : 0.5 }

    mutating func add(_ stage: Int, depth: Double, resists: Bool) {
      sum += depth
      count += 1
      if resists { resisting += 1 }
      run = last?.stage == stage ? run + 1 : 1
      longestRun = max(longestRun, run)
      fell = last.map { depth < $0.depth } ?? false
      last = (stage, depth)
    }
  }
}
