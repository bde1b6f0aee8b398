import Cases

/// The stages that every rater gave to the turns of the selected pairs, and to turns without a pair.
struct RaterLabels {
  /// Of real or of simulated turns.
  struct Source {
    /// The first rater against every other.
    var pairs: [LabelPairs]
    /// All labels of a turn, ascending.
    var turns = KindTable()
    /// The kinds of ``turns`` by cluster.
    var kinds = ClusteredCounts()

    mutating func add(_ labels: [UInt8], stages: Int, cluster: Int) {
      for index in pairs.indices { pairs[index].add(labels[0], labels[index + 1], cluster: cluster) }
      let present = labels.filter { Int($0) < stages }.map { UInt32($0) }.sorted()
      if !present.isEmpty { kinds.add(turns.add(present), cluster: cluster) }
    }
  }

  private(set) var real: Source
  private(set) var simulated: Source

  private typealias Draw = LoneLabels.Source

  init(_ table: CaseTable, _ rows: RowSet, raters: [String], options: AnalysisOptions) {
    let stages = table.description.schema.stages.count
    let empty = Source(pairs: raters.dropFirst().map { _ in LabelPairs(stages: stages) })
    (real, simulated) = (empty, empty)
    guard raters.count > 1 else { return }
    // The place of every series' instrument among the raters, and a number for its simulator and draw.
    let raterOf = table.series.map { raters.firstIndex(of: $0.instrument) }
    let draws = Draws(table)
    let drawOf = table.series.map { draws.number(simulator: $0.simulator, draw: $0.draw) }
    var lone = LoneTurns(table, raters: raters, draws: draws)
    let pairs = table.pairs
    var labels = Array(repeating: Code.missing, count: raters.count)
    let clusters = Clusters(table, unit: options.cluster)
    for conversation in 0..<table.conversations.count {
      let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
      let all = Int(range.lowerBound)..<Int(range.upperBound)
      lone.advance(to: conversation)
      func add(_ turn: Turn) {
        for rater in labels.indices { labels[rater] = Code.missing }
        for row in RaterLabels.rows(pairs.turn, turn.number, all) {
          guard let rater = raterOf[Int(pairs.series[row])] else { continue }
          if turn.isReal {
            labels[rater] = pairs.realStage[row]
          } else if drawOf[Int(pairs.series[row])] == turn.draw {
            labels[rater] = pairs.simulatedStage[row]
          }
        }
        for label in lone.labels where label.turn == turn { labels[label.rater] = label.stage }
        let cluster = clusters.map { Int($0.column[conversation]) } ?? conversation
        if turn.isReal {
          real.add(labels, stages: stages, cluster: cluster)
        } else {
          simulated.add(labels, stages: stages, cluster: cluster)
        }
      }
      var last: UInt16?
      for row in all where rows.contains(row) {
        add(Turn(number: pairs.turn[row], draw: drawOf[Int(pairs.series[row])]))
        if pairs.turn[row] != last { add(Turn(number: pairs.turn[row])) }
        last = pairs.turn[row]
      }
      // A filter selects pairs: what has none is not selected.
      guard options.filterText == nil, table.conversations.stratum[conversation] != Code.missing else { continue }
      for label in lone.labels where label.rater == 0 && draws.isMeant(label.turn, by: options) { add(label.turn) }
    }
  }

  struct Turn: Equatable {
    static let real = -1

    var number: UInt16
    /// Of ``Draws``.
    var draw = Turn.real

    var isReal: Bool { draw == Turn.real }
  }

  /// The rows of a turn, which stand beside each other.
  private static func rows(_ turns: [UInt16], _ turn: UInt16, _ range: Range<Int>) -> Range<Int> {
    guard let first = range.first(where: { turns[$0] >= turn }), turns[first] == turn else {
      return range.lowerBound..<range.lowerBound
    }
    return first..<(range.first { turns[$0] > turn } ?? range.upperBound)
  }
}

/// A number for every simulator's draw.
private struct Draws {
  private let all: [LoneLabels.Source]

  init(_ table: CaseTable) {
    var seen: Set<LoneLabels.Source> = []
    all = (table.series.map { .init(simulator: $0.simulator, draw: $0.draw) } + table.loneLabels.sources)
      .filter { seen.insert($0).inserted }
  }

  func number(simulator: String, draw: Int) -> Int {
    all.firstIndex(of: .init(simulator: simulator, draw: draw)) ?? all.count
  }

  /// Whether the turn is real, or one of the draws that a report is about.
  func isMeant(_ turn: RaterLabels.Turn, by options: AnalysisOptions) -> Bool {
    guard !turn.isReal else { return true }
    guard turn.draw < all.count, all[turn.draw].simulator == options.simulator else { return false }
    if case .single(let number) = options.draws { return all[turn.draw].draw == number }
    return true
  }
}

/// Walks over the labels without a pair, conversation by conversation.
private struct LoneTurns {
  private let lone: LoneLabels
  private let raterOf: [Int?]
  private let drawOf: [Int]
  private var next = 0
  /// Those of the conversation at hand, by raters.
  private(set) var labels: [(turn: RaterLabels.Turn, rater: Int, stage: UInt8)] = []

  init(_ table: CaseTable, raters: [String], draws: Draws) {
    lone = table.loneLabels
    raterOf = table.description.instruments.map { raters.firstIndex(of: $0.id) }
    drawOf = lone.sources.map { draws.number(simulator: $0.simulator, draw: $0.draw) }
  }

  mutating func advance(to conversation: Int) {
    labels.removeAll(keepingCapacity: true)
    while next < lone.count, Int(lone.conversation[next]) <= conversation {
      defer { next += 1 }
      guard Int(lone.conversation[next]) == conversation, let rater = raterOf[Int(lone.instrument[next])] else {
        continue
      }
      let source = lone.source[next]
      let draw = source == LoneLabels.real ? RaterLabels.Turn.real : drawOf[Int(source)]
      labels.append((RaterLabels.Turn(number: lone.turn[next], draw: draw), rater, lone.stage[next]))
    }
  }
}
