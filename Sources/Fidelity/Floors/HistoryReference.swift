import Cases
import Statistics

/// The reference that knows a summary of everything labelled before a probe: a ridge-penalised multinomial regression of
/// real stages, fitted to other customers.
///
/// It has the position, the previous stage and the action as the look-ups know them, each as columns of its own, and the
/// summary beside them; its penalty pulls towards everybody's stages. Customers are dealt to folds; the labels of a fold
/// are told by a model that has not seen them. Its penalty is the one that tells a further fold best, which lies inside
/// what the model may see.
///
/// In an audit of more turns than ``mostTurns`` the models are fitted to a share of the customers, chosen by a hash of
/// their number: more no longer move them. Every turn is told all the same, by the model of its fold.
struct HistoryReference: Sendable {
  private let features: HistoryFeatures
  private let fold: [UInt8]
  private let models: [MultinomialRegression]
  private let stages: Int

  static let folds = 5
  /// Customers under which a regression says nothing.
  static let fewestCustomers = 20
  /// Turns that models are fitted to at most, about.
  static let mostTurns = 15_000
  /// From much to little: a smaller one is tried as long as it tells the further fold better.
  private static let penalties = [64.0, 16, 4, 1]
  /// What the likelihood of a model may still gain, in nats: to choose a penalty, and to be used.
  private static let precision = (choosing: 1e-3, used: 1e-10)

  /// - Throws: `HistoryReference.Problem`, why there is none.
  init(_ table: CaseTable, _ totals: ReferenceTotals, threads: Int) throws(Problem) {
    let features = HistoryFeatures(table, cells: totals.probes.cells)
    guard table.conversations.clusterCount >= HistoryReference.fewestCustomers else {
      throw Problem("fewer than \(HistoryReference.fewestCustomers) customers or conversations to learn from")
    }
    let hashes = (0..<UInt32(table.conversations.clusterCount)).map(HistoryReference.hash)
    let clusters = table.conversations.cluster
    let fold = clusters.map { UInt8(hashes[Int($0)] % UInt64(HistoryReference.folds)) }
    let share = Double(HistoryReference.mostTurns) / max(totals.turns(0, 0), 1)
    var sample = Sample(columns: features.count, stages: totals.stages)
    var list: [RealProbe] = []
    for (conversation, cluster) in clusters.enumerated()
    where share >= 1 || Double(hashes[Int(cluster)] >> 32) < share * 0x1p32 {
      totals.probes.list(conversation, into: &list)
      features.append(conversation, list, to: &sample.rows)
      sample.categories.append(contentsOf: list.map(\.stage))
      sample.folds.append(contentsOf: repeatElement(fold[conversation], count: list.count))
    }
    let fitted = concurrentChunks(of: HistoryReference.folds, size: 1) { [sample] range in
      HistoryReference.fit(sample, leavingOut: range.lowerBound)
    }
    var models: [MultinomialRegression] = []
    for result in fitted {
      switch result {
      case .success(let model): models.append(model)
      case .failure(let problem): throw Problem(problem.description)
      }
    }
    self.features = features
    self.fold = fold
    self.models = models
    stages = totals.stages
  }

  struct Problem: Error {
    let words: String

    init(_ words: String) { self.words = words }
  }

  /// Spreads customers over folds whatever order they come in.
  private static func hash(of cluster: UInt32) -> UInt64 {
    var bits = UInt64(cluster) &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  private static func fit(_ sample: Sample, leavingOut own: Int) -> Result<MultinomialRegression, StatisticsError> {
    Result { () throws(StatisticsError) in
      let inner = (own + 1) % folds
      let (training, further) = (sample.part { $0 != own && $0 != inner }, sample.part { $0 == inner })
      var best: (loss: Double, penalty: Double, model: MultinomialRegression)?
      for penalty in penalties {
        let model = try training.fit(penalty, best?.model, precision: precision.choosing)
        let loss = further.logLoss(model)
        if let best, best.loss <= loss { break }
        best = (loss, penalty, model)
      }
      return try sample.part { $0 != own }
        .fit(best?.penalty ?? penalties[0], best?.model, precision: precision.used)
    }
  }

  /// Fills in the law of every probe of a conversation: `stages` numbers a probe.
  func laws(_ conversation: Int, _ probes: [RealProbe], into laws: inout [Double]) {
    let model = models[Int(fold[conversation])]
    laws.removeAll(keepingCapacity: true)
    for _ in probes { laws.append(contentsOf: model.offsets) }
    laws.withUnsafeMutableBufferPointer { laws in
      model.coefficients.withUnsafeBufferPointer { coefficients in
        features.forEach(conversation, probes) { probe, column, value in
          for stage in 0..<stages { laws[probe * stages + stage] += value * coefficients[column * stages + stage] }
        }
      }
      for probe in probes.indices {
        _ = softmax(UnsafeMutableBufferPointer(rebasing: laws[probe * stages..<(probe + 1) * stages]))
      }
    }
  }

  /// Turns that models are fitted to, or tried at.
  private struct Sample: Sendable {
    var rows: SparseRows
    var categories: [Int] = []
    var folds: [UInt8] = []
    let stages: Int

    init(columns: Int, stages: Int) {
      rows = SparseRows(columns: columns)
      self.stages = stages
    }

    func part(_ isIn: (Int) -> Bool) -> Sample {
      var part = Sample(columns: rows.columns, stages: stages)
      for row in folds.indices where isIn(Int(folds[row])) {
        part.rows.append(row, of: rows)
        part.categories.append(categories[row])
        part.folds.append(folds[row])
      }
      return part
    }

    func fit(
      _ penalty: Double, _ start: MultinomialRegression?, precision: Double
    ) throws(StatisticsError) -> MultinomialRegression {
      // Half a turn more of every stage: none is impossible because it has not been seen.
      var law = Array(repeating: 0.5, count: stages)
      for category in categories { law[category] += 1 }
      let total = law.reduce(0, +)
      return try MultinomialRegression(
        rows, categories: categories, towards: law.map { $0 / total }, penalty: penalty, start: start,
        precision: precision)
    }

    /// The mean log-loss of a model.
    func logLoss(_ model: MultinomialRegression) -> Double {
      var law = model.offsets
      var sum = 0.0
      for (row, category) in categories.enumerated() {
        model.law(row, of: rows, into: &law)
        sum += Statistics.logLoss(law[category], least: LawQuality.least)
      }
      return sum / Double(max(categories.count, 1))
    }
  }
}
