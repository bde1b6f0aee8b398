import Cases
import Statistics

/// The reference that knows a summary of everything labelled before a probe: a penalised proportional-odds regression of
/// real stages, fitted to other customers.
///
/// Customers are dealt to folds; the labels of a fold are predicted by a model that has not seen them. Its penalty is the
/// one that predicts a further fold best, which lies inside what the model may see. Odds that are not quite proportional
/// would leave its mean off for everyone alike: its shares of stages are brought to those of the turns that it was
/// fitted to.
struct HistoryReference: Sendable {
  private let features: HistoryFeatures
  private let fold: [UInt8]
  private let models: [Fold]
  private let stages: Int

  private struct Fold: Sendable {
    var model: ProportionalOdds
    /// What each of the model's categories is weighed with.
    var weights: [Double]
    /// The stage of each of the model's categories.
    var stages: [Int]
  }

  static let folds = 5
  /// Customers under which a regression says nothing.
  static let fewestCustomers = 20
  /// Turns to which a fold's model is fitted at most: more no longer move it.
  private static let mostTurns = 12_000
  private static let penalties = [100.0, 30, 10, 3, 1]

  /// - Throws: `HistoryReference.Problem`, why there is none.
  init(_ table: CaseTable, _ probes: RealProbes, threads: Int) throws(Problem) {
    let features = HistoryFeatures(table, cells: probes.cells)
    let schema = table.description.schema
    // Shallow to deep; stages of one depth in the order of the schema.
    let order = schema.stages.indices.sorted { (schema.stages[$0].depth, $0) < (schema.stages[$1].depth, $1) }
    let clusters = table.conversations.cluster
    guard table.conversations.clusterCount >= HistoryReference.fewestCustomers else {
      throw Problem("fewer than \(HistoryReference.fewestCustomers) customers or conversations to learn from")
    }
    let fold = clusters.map { UInt8(HistoryReference.fold(of: $0)) }
    let sample = Sample(table, probes, features, fold: fold, mostTurns: HistoryReference.mostTurns)
    let fitted = concurrentChunks(of: HistoryReference.folds, size: 1) { range in
      HistoryReference.fit(sample, order, leavingOut: range.lowerBound)
    }
    var models: [Fold] = []
    for result in fitted {
      switch result {
      case .success(let fold): models.append(fold)
      case .failure(let problem): throw problem
      }
    }
    self.features = features
    self.fold = fold
    self.models = models
    stages = schema.stages.count
  }

  struct Problem: Error {
    let words: String

    init(_ words: String) { self.words = words }
  }

  /// Spreads customers over folds whatever order they come in.
  private static func fold(of cluster: UInt32) -> Int {
    var bits = UInt64(cluster) &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ bits >> 31) % UInt64(folds))
  }

  private static func fit(_ sample: Sample, _ order: [Int], leavingOut own: Int) -> Result<Fold, Problem> {
    let inner = (own + 1) % folds
    do {
      let training = try sample.part(order) { $0 != own && $0 != inner }
      var best: (loss: Double, penalty: Double)?
      var start: ProportionalOdds?
      for penalty in penalties {
        let model = try training.fit(penalty, start)
        start = model
        let loss = sample.logLoss(model, stages: training.stages, fold: inner)
        if best.map({ loss < $0.loss }) ?? true { best = (loss, penalty) }
      }
      let all = try sample.part(order) { $0 != own }
      let model = try all.fit(best?.penalty ?? penalties[0], all.stages == training.stages ? start : nil)
      return .success(Fold(model: model, weights: try all.weights(of: model), stages: all.stages))
    } catch {
      return .failure(Problem(error.description))
    }
  }

  /// Fills in the law of every probe of a conversation: `stages` numbers a probe.
  func laws(_ conversation: Int, _ probes: [RealProbe], scratch: inout [Double], into laws: inout [Double]) {
    let fold = models[Int(fold[conversation])]
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: repeatElement(0, count: probes.count))
    features.forEach(conversation, probes) { probe, column, value in
      scratch[probe] += value * fold.model.coefficients[column]
    }
    laws.removeAll(keepingCapacity: true)
    laws.append(contentsOf: repeatElement(0, count: probes.count * stages))
    for (probe, predictor) in scratch.enumerated() {
      let start = probe * stages
      var sum = 0.0
      fold.model.probabilities(predictor) { category, probability in
        let weighed = fold.weights[category] * probability
        laws[start + fold.stages[category]] = weighed
        sum += weighed
      }
      for stage in start..<start + stages { laws[stage] /= sum }
    }
  }

  /// The turns that models are fitted to.
  private struct Sample: Sendable {
    var rows: [Double] = []
    var stages: [Int] = []
    var folds: [UInt8] = []
    let columns: Int

    init(_ table: CaseTable, _ probes: RealProbes, _ features: HistoryFeatures, fold: [UInt8], mostTurns: Int) {
      columns = features.count
      // Conversations far apart, so that a long audit is seen from its beginning to its end.
      let conversations = table.conversations.count
      let stride = max(1, table.count / mostTurns / 2)
      var list: [RealProbe] = []
      for conversation in Swift.stride(from: 0, to: conversations, by: stride) {
        probes.list(conversation, into: &list)
        guard !list.isEmpty else { continue }
        if stages.count + list.count > mostTurns * HistoryReference.folds / (HistoryReference.folds - 1) { break }
        features.append(conversation, list, to: &rows)
        stages.append(contentsOf: list.map(\.stage))
        folds.append(contentsOf: repeatElement(fold[conversation], count: list.count))
      }
    }

    func part(_ order: [Int], _ isIn: (Int) -> Bool) throws(StatisticsError) -> Part {
      let places = folds.indices.filter { isIn(Int(folds[$0])) }
      let seen = Set(places.map { stages[$0] })
      let known = order.filter(seen.contains)
      let category = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
      var own: [Double] = []
      own.reserveCapacity(places.count * columns)
      for place in places { own.append(contentsOf: rows[place * columns..<(place + 1) * columns]) }
      return Part(
        stages: known,
        observations: try OrdinalObservations(
          rows: own, columns: columns, categories: places.map { category[stages[$0]] ?? 0 }, count: known.count))
    }

    /// The mean log-loss over a fold.
    func logLoss(_ model: ProportionalOdds, stages known: [Int], fold: Int) -> Double {
      var (sum, count) = (0.0, 0.0)
      rows.withUnsafeBufferPointer { rows in
        for place in folds.indices where Int(folds[place]) == fold {
          let row = UnsafeBufferPointer(rebasing: rows[place * columns..<(place + 1) * columns])
          var own = 0.0
          model.probabilities(model.predictor(row)) { category, probability in
            if known[category] == stages[place] { own = probability }
          }
          sum += Statistics.logLoss(own, least: LawQuality.least)
          count += 1
        }
      }
      return count > 0 ? sum / count : 0
    }
  }

  /// What one model is fitted to.
  private struct Part {
    var stages: [Int]
    var observations: OrdinalObservations

    func fit(_ penalty: Double, _ start: ProportionalOdds?) throws(StatisticsError) -> ProportionalOdds {
      try ProportionalOdds(observations, penalty: penalty, start: start)
    }

    func weights(of model: ProportionalOdds) throws(StatisticsError) -> [Double] {
      try observations.calibration(of: model).weights
    }
  }
}
