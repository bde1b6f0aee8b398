public import Cases
import Statistics

/// Draws the turns of a round of blind review.
///
/// The turns of labelled pairs are the population, a real turn once however many simulators answered there. Half of the
/// sample goes to real turns and half to simulated ones, an equal part of each to every outcome and simulator. Within
/// these, strata are the instrument's stages: each gets what its size asks for, but two turns as long as that takes no more
/// than half. So a turn's probability differs by stratum, and every label counts 1 ÷ its probability. At most one turn of
/// a conversation is drawn, with the probabilities as they are and as many of each stratum as they come to, one more or
/// less (``dependentRounding``); where a conversation's come to more than one they are lowered, and the others of their
/// strata raised. Of very many conversations a simple random sample is taken first.
public struct RoundSampling: Sendable {
  /// One turn of the population.
  struct Candidate: Sendable {
    var row: Int
    var isReal: Bool
    var conversation: Int
    var stratum: Int
  }

  /// A turn that was drawn.
  public struct Drawn: Sendable, Hashable {
    /// Of a pair in the ``CaseTable`` with this turn.
    public var row: Int
    public var isReal: Bool
    public var probability: Double
  }

  private let table: CaseTable
  private var candidates: [Candidate] = []
  /// In the order of outcomes, sources and stages; `drawn` is not told yet.
  private var strata: [ReviewRound.Stratum] = []
  /// By stratum a number for its outcome and source.
  private var groups: [Int] = []
  private let simulators: [String]

  /// The conversations of an outcome that are looked at, for each turn of the sample.
  private static let conversationsPerItem = 20
  private static let fewestOfStratum = 2.0

  /// - Parameters:
  ///   - rows: What of the table is meant.
  ///   - series: The simulators' draws, all labelled by one instrument.
  public init(_ table: CaseTable, _ rows: RowSet, series: [CaseTable.Series]) {
    self.table = table
    var seen: Set<String> = []
    simulators = series.map(\.simulator).filter { seen.insert($0).inserted }
    let isMeant = table.series.map { series.contains($0) }
    let (pairs, stages, outcomes) = (table.pairs, table.description.schema.stages, table.description.outcome.strata)
    // 0 is real.
    let sources = table.series.map { (simulators.firstIndex(of: $0.simulator) ?? 0) + 1 }
    var all = Array(repeating: 0, count: outcomes.count * (simulators.count + 1) * stages.count)
    var last: (conversation: UInt32, turn: UInt16)?
    for row in 0..<table.count where isMeant[Int(pairs.series[row])] && rows.contains(row) {
      let (real, simulated) = (Int(pairs.realStage[row]), Int(pairs.simulatedStage[row]))
      let conversation = Int(pairs.conversation[row])
      let outcome = Int(table.conversations.stratum[conversation])
      guard real < stages.count, simulated < stages.count, outcome < outcomes.count else { continue }
      let place = (conversation: pairs.conversation[row], turn: pairs.turn[row])
      var turns = [(source: sources[Int(pairs.series[row])], stage: simulated)]
      if last.map({ $0 != place }) ?? true { turns.append((0, real)) }
      last = place
      for turn in turns {
        let stratum = (outcome * (simulators.count + 1) + turn.source) * stages.count + turn.stage
        all[stratum] += 1
        candidates.append(
          Candidate(row: row, isReal: turn.source == 0, conversation: conversation, stratum: stratum))
      }
    }
    // Only strata that have a turn.
    var numbers: [Int: Int] = [:]
    for (stratum, population) in all.enumerated() where population > 0 {
      let group = stratum / stages.count
      let source = group % (simulators.count + 1)
      numbers[stratum] = strata.count
      groups.append(group)
      strata.append(
        ReviewRound.Stratum(
          outcome: outcomes[group / (simulators.count + 1)].id, source: source == 0 ? "real" : simulators[source - 1],
          stage: stages[stratum % stages.count].id, population: population, drawn: 0))
    }
    for index in candidates.indices { candidates[index].stratum = numbers[candidates[index].stratum] ?? 0 }
  }

  /// How many conversations have a turn to be drawn: the most that a round can ask about.
  public var conversations: Int { Set(candidates.map(\.conversation)).count }

  /// Draws about `size` turns, at most one of a conversation.
  ///
  /// - Returns: The turns, in random order, and the strata with how many were drawn of each.
  public func draw(size: Int, seed: UInt64) -> (items: [Drawn], strata: [ReviewRound.Stratum]) {
    var generator = SeededGenerator(seed: seed, stream: RoundSampling.stream)
    let size = min(size, conversations)
    guard size > 0 else { return ([], strata) }
    let (looked, firstProbability) = lookedAt(size: size, using: &generator)
    var counts = Array(repeating: 0, count: strata.count)
    for candidate in looked { counts[candidate.stratum] += 1 }
    let wanted = allocation(among: counts, parts: parts(of: size, looked))
    var probabilities = looked.map { wanted[$0.stratum] / Double(counts[$0.stratum]) }
    let rows = Dictionary(
      uniqueKeysWithValues: Set(looked.map(\.conversation)).sorted().enumerated().map { ($1, $0) })
    let rowOf = looked.map { rows[$0.conversation] ?? 0 }
    keepToOne(&probabilities, looked, rowOf, rows: rows.count, wanted: wanted)
    var entries = looked.indices.map { (row: rowOf[$0], column: looked[$0].stratum, probability: probabilities[$0]) }
    // What each stratum lacks of a whole number stands in a row of its own: so that the whole comes out as it was asked for.
    var sums = Array(repeating: 0.0, count: strata.count)
    for entry in entries { sums[entry.column] += entry.probability }
    for (stratum, sum) in sums.enumerated() { entries.append((rows.count, stratum, (sum - 1e-9).rounded(.up) - sum)) }
    let taken = dependentRounding(entries, rows: rows.count + 1, columns: strata.count, using: &generator)
    var strata = strata
    var items: [Drawn] = []
    for (place, candidate) in looked.enumerated() where taken[place] {
      strata[candidate.stratum].drawn += 1
      let first = firstProbability[Int(table.conversations.stratum[candidate.conversation])]
      items.append(
        Drawn(row: candidate.row, isReal: candidate.isReal, probability: min(first * probabilities[place], 1)))
    }
    items.shuffle(using: &generator)
    return (items, strata)
  }

  /// Tells this use of a seed from others.
  private static let stream: UInt64 = 0x524F_554E

  /// The candidates of the conversations that are looked at, and by outcome how likely it was to be looked at.
  private func lookedAt(size: Int, using generator: inout SeededGenerator) -> ([Candidate], [Double]) {
    var byOutcome: [[Int]] = table.description.outcome.strata.map { _ in [] }
    for conversation in Set(candidates.map(\.conversation)).sorted() {
      byOutcome[Int(table.conversations.stratum[conversation])].append(conversation)
    }
    let most = size * RoundSampling.conversationsPerItem
    var kept: Set<Int> = []
    let probabilities = byOutcome.map { conversations in
      guard conversations.count > most else {
        kept.formUnion(conversations)
        return 1.0
      }
      var shuffled = conversations
      shuffled.shuffle(using: &generator)
      kept.formUnion(shuffled.prefix(most))
      return Double(most) / Double(conversations.count)
    }
    return (candidates.filter { kept.contains($0.conversation) }, probabilities)
  }

  /// How many turns each outcome is to give: all alike, but none more than it has conversations.
  private func parts(of size: Int, _ looked: [Candidate]) -> [Double] {
    var conversations: [Set<Int>] = table.description.outcome.strata.map { _ in [] }
    for candidate in looked {
      conversations[Int(table.conversations.stratum[candidate.conversation])].insert(candidate.conversation)
    }
    var parts = Array(repeating: 0.0, count: conversations.count)
    var left = Double(size)
    let order = conversations.indices.filter { !conversations[$0].isEmpty }
      .sorted { (conversations[$0].count, $0) < (conversations[$1].count, $1) }
    for (place, outcome) in order.enumerated() {
      parts[outcome] = min(left / Double(order.count - place), Double(conversations[outcome].count))
      left -= parts[outcome]
    }
    return parts
  }

  /// How many turns each stratum is to give, at most as many as it has; a part of one is a turn in so many rounds.
  ///
  /// - Parameter parts: What each outcome gives.
  private func allocation(among counts: [Int], parts: [Double]) -> [Double] {
    let sources = simulators.count + 1
    let present = counts.indices.filter { counts[$0] > 0 }
    var wanted = Array(repeating: 0.0, count: counts.count)
    for (number, group) in Dictionary(grouping: present, by: { groups[$0] }) {
      // Half for real turns, where there are simulated ones; the other half for all simulators alike.
      let others = Set(present.map { groups[$0] }.filter { $0 / sources == number / sources && $0 % sources > 0 }).count
      let part = parts[number / sources] / 2 / Double(number % sources == 0 ? 1 : others)
      let least = group.map { min(RoundSampling.fewestOfStratum, Double(counts[$0])) }
      let sure = least.reduce(0, +)
      let scale = min(part / 2 / sure, 1)
      let all = Double(group.reduce(0) { $0 + counts[$1] })
      for (place, stratum) in group.enumerated() {
        let share = least[place] * scale + (part - sure * scale) * Double(counts[stratum]) / all
        wanted[stratum] = min(share, Double(counts[stratum]))
      }
    }
    return wanted
  }

  /// Lowers the probabilities of conversations that would give more than one turn, and raises the others of their strata.
  private func keepToOne(
    _ probabilities: inout [Double], _ looked: [Candidate], _ rowOf: [Int], rows: Int, wanted: [Double]
  ) {
    func lower() -> Bool {
      var sums = Array(repeating: 0.0, count: rows)
      for (place, row) in rowOf.enumerated() { sums[row] += probabilities[place] }
      guard sums.contains(where: { $0 > 1 + 1e-12 }) else { return false }
      for (place, row) in rowOf.enumerated() { probabilities[place] /= max(sums[row], 1) }
      return true
    }
    for _ in 0..<100 {
      guard lower() else { return }
      var totals = Array(repeating: 0.0, count: strata.count)
      for (place, candidate) in looked.enumerated() { totals[candidate.stratum] += probabilities[place] }
      for (place, candidate) in looked.enumerated() {
        probabilities[place] = min(probabilities[place] * wanted[candidate.stratum] / totals[candidate.stratum], 1)
      }
    }
    // What cannot be had of every stratum is had of the conversations.
    _ = lower()
  }
}
