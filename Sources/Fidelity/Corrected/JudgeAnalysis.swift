import Cases
import Statistics

/// Compares what an instrument does to real and to simulated turns, by people's blind labels.
///
/// κ and its differences have the interval of the jackknife over clusters; shares of misread turns and mean shifts that of
/// the paired ratios of clusters, for the same conversations hold turns of both kinds. Turns that a round drew count
/// 1 ÷ their probability; the confusion shows how many there are.
struct JudgeAnalysis: Sendable {
  private let stages: [StateSchema.Stage]
  private let level: Double
  private let turns: BlindTurns
  /// By cluster: the counts of real turns, of simulated ones, of the instrument with people and of people with people
  /// where several labelled a turn; first as they count, then as many as there are.
  private let clusters: [[Double]]
  private let size: Int

  private enum Part: Int { case real, simulated, judge, people }

  init(turns: BlindTurns, stages: [StateSchema.Stage], level: Double, cluster: (Int) -> Int) {
    self.turns = turns
    self.stages = stages
    self.level = level
    let size = stages.count
    self.size = size
    let none = Array(repeating: 0.0, count: 8 * size * size)
    var counts: [Int: [Double]] = [:]
    func add(_ part: Part, _ first: Int, _ second: Int, _ turn: BlindTurns.Turn) {
      let cell = (part.rawValue * size + first) * size + second
      counts[cluster(turn.conversation), default: none][cell] += turn.weight
      counts[cluster(turn.conversation), default: none][cell + 4 * size * size] += 1
    }
    for (part, list) in [(Part.real, turns.real), (.simulated, turns.simulated)] {
      for turn in list {
        for (index, person) in turn.people.enumerated() {
          add(part, person, turn.judge, turn)
          guard turn.people.count > 1 else { continue }
          add(.judge, person, turn.judge, turn)
          for (other, stage) in turn.people.enumerated() where other != index {
            add(.people, person, stage, turn)
          }
        }
      }
    }
    clusters = counts.keys.sorted().compactMap { counts[$0] }
  }

  func report() -> JudgeReport {
    let none = "nobody labelled several turns a second time"
    let hasSeveral = clusters.contains { block($0, .people).contains { $0 > 0 } }
    func several(_ statistic: ([Double]) throws(StatisticsError) -> Double) -> Figure {
      hasSeveral ? jackknife(count(.people) / 2, statistic) : .unavailable(none)
    }
    return JudgeReport(
      confusions: [
        confusion("real", .real), confusion("simulated", .simulated),
      ],
      kappaDifference: jackknife(count(.simulated)) { counts throws(StatisticsError) in
        try kappa(counts, .simulated) - kappa(counts, .real)
      }, shiftDifference: difference(nil) { stages[$1].depth - stages[$0].depth },
      misread: misread(), judgeKappa: several { counts throws(StatisticsError) in try kappa(counts, .judge) },
      peopleKappa: several { counts throws(StatisticsError) in try kappa(counts, .people) },
      belowPeople: several { counts throws(StatisticsError) in try kappa(counts, .judge) - kappa(counts, .people) },
      labelled: turns.conversations, leftOut: turns.leftOut, level: level,
      reason: turns.isEmpty ? "nobody labelled a selected turn blind" : nil)
  }

  private func block(_ counts: [Double], _ part: Part) -> ArraySlice<Double> {
    counts[part.rawValue * size * size..<(part.rawValue + 1) * size * size]
  }

  /// How many pairs of labels there are, whatever they count.
  private func numbers(_ counts: [Double], _ part: Part) -> ArraySlice<Double> {
    block(Array(counts[(4 * size * size)...]), part)
  }

  /// - Parameter stage: By people; `nil` for every one.
  private func count(_ part: Part, _ stage: Int? = nil) -> Int {
    clusters.reduce(0) { sum, cluster in
      sum
        + numbers(cluster, part).enumerated().reduce(0) {
          $0 + (stage == nil || $1.offset / size == stage ? Int($1.element) : 0)
        }
    }
  }

  private func kappa(_ counts: [Double], _ part: Part) throws(StatisticsError) -> Double {
    let counts = Array(block(counts, part))
    guard counts.contains(where: { $0 > 0 }) else { throw .undefined(reason: "no turn was labelled by both") }
    return try CohensKappa.value(weighted: counts, categories: size)
  }

  private func jackknife(_ count: Int, _ statistic: ([Double]) throws(StatisticsError) -> Double) -> Figure {
    var sum = Array(repeating: 0.0, count: 8 * size * size)
    for cluster in clusters { for index in sum.indices { sum[index] += cluster[index] } }
    return Figure(
      Quantity { () throws(StatisticsError) in try statistic(sum) },
      interval: IntervalFigure { () throws(StatisticsError) in
        try clusterJackknife(clusters, statistic).interval(level: level)
      }, bootstrap: .reason("the jackknife has an interval"), count: count)
  }

  private func confusion(_ source: String, _ part: Part) -> JudgeReport.Confusion {
    var counts = Array(repeating: Array(repeating: 0, count: size), count: size)
    for cluster in clusters {
      for (index, count) in numbers(cluster, part).enumerated() { counts[index / size][index % size] += Int(count) }
    }
    let shift = sums(part, nil) { stages[$1].depth - stages[$0].depth }
    return JudgeReport.Confusion(
      source: source, counts: counts, turns: count(part),
      kappa: jackknife(count(part)) { counts throws(StatisticsError) in try kappa(counts, part) },
      shift: .ratio(shift, count: count(part), level: level, empty: "no turn was labelled by both"))
  }

  /// Σ of what `value` gives for people's and the instrument's stage, and the turns, over each cluster.
  private func sums(_ part: Part, _ stage: Int?, _ value: (Int, Int) -> Double) -> [ClusterSum] {
    clusters.map { cluster in
      var sum = ClusterSum(total: 0, weight: 0)
      for (index, count) in block(cluster, part).enumerated()
      where count > 0 && (stage == nil || index / size == stage) {
        sum.total += value(index / size, index % size) * count
        sum.weight += count
      }
      return sum
    }
  }

  private func estimate(_ stage: Int?, _ value: (Int, Int) -> Double) throws(StatisticsError) -> Estimate {
    let pairs = zip(sums(.simulated, stage, value), sums(.real, stage, value))
    return try pairedRatioDifference(pairs.map { PairedClusterSum(first: $0, second: $1) })
  }

  private func difference(_ stage: Int?, _ value: (Int, Int) -> Double) -> Figure {
    let (simulated, real) = (sums(.simulated, stage, value), sums(.real, stage, value))
    func mean(_ sums: [ClusterSum]) -> Double {
      sums.reduce(0) { $0 + $1.total } / sums.reduce(0) { $0 + $1.weight }
    }
    return Figure(
      Quantity(mean(simulated) - mean(real), orReason: "people gave this stage to turns of one kind alone"),
      interval: IntervalFigure { () throws(StatisticsError) in try estimate(stage, value).interval(level: level) },
      bootstrap: .reason("the difference has a formula"), count: count(.simulated, stage))
  }

  private func misread() -> [JudgeReport.Misread] {
    let isWrong: (Int, Int) -> Double = { $0 == $1 ? 0 : 1 }
    func share(_ part: Part, _ stage: Int) -> Figure {
      let sums = sums(part, stage, isWrong)
      return .ratio(
        sums, count: count(part, stage), level: level,
        empty: "people gave this stage to no such turn")
    }
    let p = stages.indices.map { probability($0, isWrong) }
    let adjusted = try? holmAdjusted(p.compactMap(\.number))
    var next = 0
    return stages.indices.map { stage in
      var own = p[stage]
      if own.number != nil, let adjusted {
        own = .number(adjusted[next])
        next += 1
      }
      return JudgeReport.Misread(
        stage: stages[stage].id, real: share(.real, stage), simulated: share(.simulated, stage),
        difference: difference(stage, isWrong), p: own)
    }
  }

  /// Of the paired ratios; where all clusters of either kind agree with each other, Fisher's exact test of the clusters.
  private func probability(_ stage: Int, _ value: (Int, Int) -> Double) -> Quantity {
    do throws(StatisticsError) {
      return .number(try estimate(stage, value).test().pValue)
    } catch .noVariance {
      let parts = [sums(.simulated, stage, value), sums(.real, stage, value)].map { sums in
        let counted = sums.filter { $0.weight > 0 }
        let wrong = counted.count { $0.total > 0 }
        return (wrong, counted.count - wrong)
      }
      return Quantity { () throws(StatisticsError) in
        try fisherExact(FourfoldTable(parts[0].0, parts[0].1, parts[1].0, parts[1].1)).pValue
      }
    } catch {
      return .reason(error.description)
    }
  }
}
