import Cases
import Statistics

/// A turn of a round with everything that was given to it, as codes of one dictionary.
public struct RatedTurn: Sendable, Hashable {
  public var cluster: Int
  public var isReal: Bool
  /// How many turns of the population it stands for.
  public var weight: Double
  public var people: [String: Int]
  public var instruments: [String: Int]

  public init(cluster: Int, isReal: Bool, weight: Double, people: [String: Int], instruments: [String: Int]) {
    self.cluster = cluster
    self.isReal = isReal
    self.weight = weight
    self.people = people
    self.instruments = instruments
  }
}

/// Which turns agreement is told of.
public enum RatedSource: String, Sendable, Hashable, CaseIterable {
  case all, real, simulated

  func contains(_ turn: RatedTurn) -> Bool { self == .all || (self == .real) == turn.isReal }
}

/// How two raters agree on the turns that both rated.
public struct RaterAgreement: Sendable, Hashable {
  public var first: String
  public var second: String
  /// Whether the second is an instrument; else both are people.
  public var isOfInstrument: Bool
  public var source: RatedSource
  /// The share of turns to which both gave the same, with Wilson's interval.
  public var equal: Figure
  public var kappa: Figure
  /// How many turns the first (rows) gave this and the second (columns) that.
  public var counts: [[Int]]
}

/// Whether an instrument is as good as people are.
public struct RaterStanding: Sendable, Hashable {
  public enum Word: String, Sendable, Hashable {
    /// Its κ with people is at most ``RaterStanding/margin`` below theirs with each other, by the whole interval.
    case established
    /// It is below, by the whole interval.
    case notEstablished = "not-established"
    /// The turns are too few to tell, or none was rated by several people.
    case unknown
  }

  /// A κ that is so much lower is still that of one of them: a step of Landis and Koch's scale.
  public static let margin = 0.2

  public var instrument: String
  public var source: RatedSource
  /// On the turns that several people rated: κ of the instrument with each of them, of them with each other, the difference.
  public var kappa: Figure
  public var people: Figure
  public var difference: Figure

  public var word: Word {
    switch difference.interval {
    case .bounds(let lower, let upper):
      upper < 0 ? .notEstablished : lower >= -RaterStanding.margin ? .established : .unknown
    case .reason, .pending: .unknown
    }
  }
}

/// Agreement of reviewers with each other and with instruments on the turns of a round.
///
/// Turns count 1 ÷ the probability that they would be drawn, so that shares and κ are those of the population; Wilson's
/// interval is that on Kish's effective number (Σw)²/Σw². κ and differences of κ have the interval of the jackknife over
/// customers. Where one rater gave every turn the same, κ is 0 whatever the other did, and is not told.
/// > L. Kish. *Survey Sampling*. 1965, §11.7
public struct RoundAgreement: Sendable {
  private let turns: [RatedTurn]
  private let categories: Int
  private let level: Double
  private let people: [String]
  private let instruments: [String]

  public init(_ turns: [RatedTurn], categories: Int, level: Double) {
    self.turns = turns
    self.categories = categories
    self.level = level
    people = Set(turns.flatMap(\.people.keys)).sorted()
    instruments = Set(turns.flatMap(\.instruments.keys)).sorted()
  }

  /// Every pair of people, then everybody with every instrument, each on all turns, on real and on simulated ones.
  public func pairs() -> [RaterAgreement] {
    let ofPeople = people.indices.flatMap { first in
      people[(first + 1)...].map { (people[first], $0, false) }
    }
    let withInstruments = instruments.flatMap { instrument in people.map { ($0, instrument, true) } }
    return (ofPeople + withInstruments).flatMap { first, second, isOfInstrument in
      RatedSource.allCases.map { agreement(first, second, isOfInstrument: isOfInstrument, $0) }
    }
  }

  /// Where every instrument stands beside people.
  public func standings() -> [RaterStanding] {
    instruments.flatMap { instrument in RatedSource.allCases.map { standing(instrument, $0) } }
  }

  private struct Rated {
    var cluster: Int
    var weight: Double
    var first: Int
    var second: Int
  }

  private func agreement(
    _ first: String, _ second: String, isOfInstrument: Bool, _ source: RatedSource
  ) -> RaterAgreement {
    let rated = turns.filter(source.contains).compactMap { turn -> Rated? in
      guard let a = turn.people[first], let b = isOfInstrument ? turn.instruments[second] : turn.people[second]
      else { return nil }
      return Rated(cluster: turn.cluster, weight: turn.weight, first: a, second: b)
    }
    var counts = Array(repeating: Array(repeating: 0, count: categories), count: categories)
    for turn in rated { counts[turn.first][turn.second] += 1 }
    var kappa: Figure
    if let constant = constant(rated, first, second) {
      kappa = .unavailable("\(constant) gave every turn the same, so that κ is undefined", count: rated.count)
    } else {
      kappa = jackknife(table(rated), count: rated.count) { counts throws(StatisticsError) in
        try CohensKappa.value(weighted: counts, categories: categories)
      }
    }
    if rated.isEmpty { kappa = .unavailable("no turn was labelled by both") }
    return RaterAgreement(
      first: first, second: second, isOfInstrument: isOfInstrument, source: source, equal: equal(rated), kappa: kappa,
      counts: counts)
  }

  private func constant(_ rated: [Rated], _ first: String, _ second: String) -> String? {
    if Set(rated.map(\.first)).count == 1 { return first }
    return Set(rated.map(\.second)).count == 1 ? second : nil
  }

  private func equal(_ rated: [Rated]) -> Figure {
    let (sum, squares) = rated.reduce((0.0, 0.0)) { ($0.0 + $1.weight, $0.1 + $1.weight * $1.weight) }
    guard sum > 0 else { return .unavailable("no turn was labelled by both") }
    let share = min(rated.reduce(0) { $0 + ($1.first == $1.second ? $1.weight : 0) } / sum, 1)
    return Figure(
      .number(share),
      interval: IntervalFigure { () throws(StatisticsError) in
        try wilsonInterval(share: share, size: sum * sum / squares, level: level)
      }, bootstrap: .reason("Wilson’s interval is a formula"), count: rated.count)
  }

  /// By cluster the weights of pairs of ratings.
  private func table(_ rated: [Rated]) -> [[Double]] {
    var clusters: [Int: [Double]] = [:]
    let none = Array(repeating: 0.0, count: categories * categories)
    for turn in rated {
      clusters[turn.cluster, default: none][turn.first * categories + turn.second] += turn.weight
    }
    return clusters.keys.sorted().compactMap { clusters[$0] }
  }

  private func jackknife(
    _ clusters: [[Double]], count: Int, _ statistic: ([Double]) throws(StatisticsError) -> Double
  ) -> Figure {
    guard let first = clusters.first else { return .unavailable("no turn was labelled by several people") }
    let sum = clusters.dropFirst().reduce(first) { sum, cluster in zip(sum, cluster).map { $0 + $1 } }
    return Figure(
      Quantity { () throws(StatisticsError) in try statistic(sum) },
      interval: IntervalFigure { () throws(StatisticsError) in
        try clusterJackknife(clusters, statistic).interval(level: level)
      }, bootstrap: .reason("the jackknife has an interval"), count: count)
  }

  /// On the turns that several people rated, each pair of ratings both ways.
  private func standing(_ instrument: String, _ source: RatedSource) -> RaterStanding {
    let size = categories * categories
    var clusters: [Int: [Double]] = [:]
    var count = 0
    for turn in turns where source.contains(turn) && turn.people.count > 1 {
      guard let judge = turn.instruments[instrument] else { continue }
      count += 1
      let given = turn.people.sorted { $0.key < $1.key }.map(\.value)
      var cells = clusters[turn.cluster] ?? Array(repeating: 0.0, count: 2 * size)
      for (place, person) in given.enumerated() {
        cells[person * categories + judge] += turn.weight
        for (other, value) in given.enumerated() where other != place {
          cells[size + person * categories + value] += turn.weight
        }
      }
      clusters[turn.cluster] = cells
    }
    let ordered = clusters.keys.sorted().compactMap { clusters[$0] }
    func kappa(_ counts: [Double], ofPeople: Bool) throws(StatisticsError) -> Double {
      try CohensKappa.value(
        weighted: Array(ofPeople ? counts[size...] : counts[..<size]), categories: categories)
    }
    return RaterStanding(
      instrument: instrument, source: source,
      kappa: jackknife(ordered, count: count) { (counts) throws(StatisticsError) in try kappa(counts, ofPeople: false)
      },
      people: jackknife(ordered, count: count) { (counts) throws(StatisticsError) in try kappa(counts, ofPeople: true)
      },
      difference: jackknife(ordered, count: count) { (counts) throws(StatisticsError) in
        try kappa(counts, ofPeople: false) - kappa(counts, ofPeople: true)
      })
  }
}
