internal import AuditStore
public import Cases
internal import Fidelity
internal import Statistics
internal import Text

/// What a new round is to be like.
public struct RoundRequest: Sendable, Hashable {
  public var size: Int
  public var overlap: Int
  public var seed: UInt64
  /// Who takes part; empty where everybody does.
  public var reviewers: [String]
  /// Empty for all that the instrument labelled.
  public var simulators: [String]
  /// `nil` for the first of the audit.
  public var instrument: String?

  public init(
    size: Int, overlap: Int = 1, seed: UInt64 = 1, reviewers: [String] = [], simulators: [String] = [],
    instrument: String? = nil
  ) {
    self.size = size
    self.overlap = overlap
    self.seed = seed
    self.reviewers = reviewers
    self.simulators = simulators
    self.instrument = instrument
  }
}

extension LoadedAudit {
  /// Draws a round and keeps it.
  ///
  /// - Throws: ``CommandFailure`` where there is nothing to draw from, or nobody to label it.
  public func makeRound(_ request: RoundRequest) throws -> ReviewRound {
    guard request.reviewers.isEmpty || request.reviewers.count >= request.overlap else {
      throw CommandFailure(
        .usage, "each turn is to be labelled by \(NumberText.counted(request.overlap, "person", "people"))",
        remedy: "name as many --with, or none: then everybody labels every turn")
    }
    if request.reviewers.contains(ReviewRound.adjudicator) { throw LoadedAudit.reservedName }
    let instrument = try CaseChoice(instrument: request.instrument).series(in: self).instrument
    let labelled = table.series.filter { $0.instrument == instrument }
    for simulator in request.simulators where !labelled.contains(where: { $0.simulator == simulator }) {
      throw CommandFailure(
        .usage, shown("\(instrument) labelled no turn of \(simulator)"),
        remedy: shown("choose of \(Set(labelled.map(\.simulator)).sorted().joined(separator: ", "))"))
    }
    let series = labelled.filter { request.simulators.isEmpty || request.simulators.contains($0.simulator) }
    let sampling = RoundSampling(table, RowSet(capacity: table.count, full: true), series: series)
    let drawn = sampling.draw(size: request.size, seed: request.seed)
    guard !drawn.items.isEmpty else {
      throw CommandFailure(
        .badData, "no pair of known outcome has stages of both turns, so that there is nothing to draw")
    }
    let keys = drawn.items.map { table.key(of: $0.row) }
    let names = try store.previews(for: keys).map(\.conversationID)
    var generator = SeededGenerator(seed: request.seed, stream: LoadedAudit.assigning)
    var loads = Array(repeating: 0, count: request.reviewers.count)
    let items = zip(drawn.items, zip(keys, names)).map { item, place in
      // Whoever has the fewest so far; of equals by lot.
      let lots = loads.indices.map { (loads[$0], generator.next(), $0) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      let chosen = loads.isEmpty ? [] : lots.prefix(request.overlap).map(\.2).sorted()
      for reviewer in chosen { loads[reviewer] += 1 }
      return ReviewRound.Item(
        conversation: place.1, turn: place.0.turn, isReal: item.isReal, simulator: place.0.simulator,
        draw: place.0.draw, probability: item.probability, reviewers: chosen)
    }
    var seen: Set<String> = []
    return try store.add(
      ReviewRound(
        name: "", at: ClockText.now(), seed: request.seed, overlap: request.overlap, reviewers: request.reviewers,
        instrument: instrument, simulators: series.map(\.simulator).filter { seen.insert($0).inserted },
        strata: drawn.strata, items: items))
  }

  static let reservedName = CommandFailure(
    .usage, "“\(ReviewRound.adjudicator)” is whose labels settle disagreements", remedy: "choose another name")

  /// Tells the uses of a seed apart.
  private static let assigning: UInt64 = 0x5345_4154

  /// The round that is meant: the last one where none is named.
  ///
  /// - Throws: ``CommandFailure`` where there is none.
  func round(named name: String?) throws -> ReviewRound {
    let rounds = try store.rounds()
    if let round = name == nil ? rounds.last : rounds.first(where: { $0.name == name }) { return round }
    throw CommandFailure(
      .badData, shown(name.map { "this store has no round \($0)" } ?? "this store has no round of blind review"),
      remedy: rounds.isEmpty
        ? "draw one: walkaway review \(store.path) --sample 200 --overlap 2"
        : shown("choose of \(rounds.map(\.name).joined(separator: ", "))"))
  }
}
