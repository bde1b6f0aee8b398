import Cases
import RealModule
import Statistics

/// Tells simulated conversations from real ones by how their users speak: a ridge-penalised logistic regression on the
/// standardised features of speech, each conversation scored by a model that saw none of its cluster.
///
/// What users say, and how long they stay, is not looked at.
struct SpeechClassifier {
  /// Logarithm of characters a turn; shares of short turns, questions and repeated turns; distinct words ÷ words.
  static let features = 5
  static let folds = 5
  /// ½ · penalty · Σ β², on standardised features.
  static let penalty = 1.0

  private let options: AnalysisOptions
  /// Conversation by conversation, standardised.
  private var rows: [Double] = []
  private var isSimulated: [Bool] = []
  private var cluster: [Int] = []
  private var clusterCount = 0

  init(_ kinds: WholeKinds, options: AnalysisOptions) {
    self.options = options
    let (sides, conduct) = (kinds.sides, kinds.table.whole.conduct)
    var number = 0
    sides.forEachCluster { members in
      for member in members.indices {
        let index = Int(members[member])
        let place = Int(sides.places[index])
        let turns = Double(kinds.userTurns[place])
        guard turns > 0 else { continue }
        let words = Double(conduct.words[place])
        rows.append(Double.log(1 + Double(conduct.characters[place]) / turns))
        rows.append(Double(conduct.shortTurns[place]) / turns)
        rows.append(Double(conduct.questions[place]) / turns)
        rows.append(Double(conduct.repeats[place]) / turns)
        rows.append(words > 0 ? Double(conduct.distinctWords[place]) / words : 1)
        isSimulated.append(index >= sides.realCount)
        cluster.append(number)
      }
      number += 1
    }
    clusterCount = number
    standardise()
  }

  private mutating func standardise() {
    let count = Double(isSimulated.count)
    for feature in 0..<SpeechClassifier.features {
      let places = stride(from: feature, to: rows.count, by: SpeechClassifier.features)
      let mean = places.reduce(0) { $0 + rows[$1] } / count
      let variance = places.reduce(0) { $0 + (rows[$1] - mean) * (rows[$1] - mean) } / count
      let scale = variance > mean * mean * 0x1p-80 ? 1 / variance.squareRoot() : 0
      for place in places { rows[place] = (rows[place] - mean) * scale }
    }
  }

  /// How well random halves of people are told apart, in as many splits as their number allows.
  struct Floor {
    var area: Quantity
    var splits: Int
  }

  /// - Precondition: There are people alone.
  func floor() -> Floor {
    let splits = max(1, min(20, 100_000 / max(isSimulated.count, 1)))
    return Floor(area: Quantity { () throws(StatisticsError) in try floor(splits: splits) }, splits: splits)
  }

  /// - Parameter floor: That of the same people.
  func report(floor: Floor) -> WholeReport.SpeechTold {
    let told = Result { () throws(StatisticsError) in try area(Array(isSimulated.indices), isSecond: isSimulated) }
    return WholeReport.SpeechTold(
      auc: figure(told), floor: floor.area, folds: SpeechClassifier.folds, splits: floor.splits,
      units: (try? told.get().clusters) ?? 0)
  }

  private func figure(_ told: Result<ClusteredAUC, StatisticsError>) -> Figure {
    do throws(StatisticsError) {
      let told = try told.get()
      return Figure(
        .number(told.area),
        interval: IntervalFigure { () throws(StatisticsError) in try told.interval(level: options.level) },
        bootstrap: .reason(notResampled), count: isSimulated.count)
    } catch {
      return .unavailable(error.description)
    }
  }

  /// The mean area, 0.5 or more, by which one random half of the real people is told from the other.
  private func floor(splits: Int) throws(StatisticsError) -> Double {
    let real = Array(isSimulated.indices)
    var numbers = Array(Set(cluster)).sorted()
    guard numbers.count >= 4 else { throw .tooFewClusters(needed: 4, got: numbers.count) }
    var sum = 0.0
    for split in 0..<splits {
      var random = SeededGenerator(seed: options.seed, stream: SpeechClassifier.stream, index: UInt64(split))
      numbers.shuffle(using: &random)
      var isSecond = [Bool](repeating: false, count: clusterCount)
      for number in numbers[..<(numbers.count / 2)] { isSecond[number] = true }
      sum += abs(try area(real, isSecond: cluster.map { isSecond[$0] }).area - 0.5)
    }
    return 0.5 + sum / Double(splits)
  }

  /// Tells the random numbers of the halves from those of anything else.
  private static let stream: UInt64 = 0x5EEC

  // MARK: Cross-fitting

  /// - Parameters:
  ///   - chosen: The conversations that are told apart.
  ///   - isSecond: Of every conversation whether it is of the second kind.
  private func area(_ chosen: [Int], isSecond: [Bool]) throws(StatisticsError) -> ClusteredAUC {
    let fold = foldOfClusters(chosen, isSecond)
    var scores: [ClusteredAUC.Score] = []
    scores.reserveCapacity(chosen.count)
    for own in 0..<SpeechClassifier.folds {
      let model = try fit(chosen.filter { fold[cluster[$0]] != own }, isSecond)
      for index in chosen where fold[cluster[index]] == own {
        scores.append(
          ClusteredAUC.Score(
            value: score(index, model), isPositive: isSecond[index], cluster: cluster[index], fold: own))
      }
    }
    return try ClusteredAUC(scores, clusters: clusterCount)
  }

  private func score(_ index: Int, _ model: ProportionalOdds) -> Double {
    let start = index * SpeechClassifier.features
    return model.coefficients.indices.reduce(0) { $0 + model.coefficients[$1] * rows[start + $1] }
  }

  private func fit(_ training: [Int], _ isSecond: [Bool]) throws(StatisticsError) -> ProportionalOdds {
    var own: [Double] = []
    own.reserveCapacity(training.count * SpeechClassifier.features)
    for index in training {
      let start = index * SpeechClassifier.features
      own += rows[start..<start + SpeechClassifier.features]
    }
    let observations = try OrdinalObservations(
      rows: own, columns: SpeechClassifier.features, categories: training.map { isSecond[$0] ? 1 : 0 }, count: 2)
    return try ProportionalOdds(observations, penalty: SpeechClassifier.penalty)
  }

  /// Deals clusters to folds, in a random order that the seed fixes: those of either kind, and those of both, each in turn.
  private func foldOfClusters(_ chosen: [Int], _ isSecond: [Bool]) -> [Int] {
    var kinds = [UInt8](repeating: 0, count: clusterCount)
    for index in chosen { kinds[cluster[index]] |= isSecond[index] ? 2 : 1 }
    var random = SeededGenerator(seed: options.seed, stream: SpeechClassifier.stream, index: .max)
    var folds = [Int](repeating: 0, count: clusterCount)
    for kind in 1...3 {
      var members = kinds.indices.filter { kinds[$0] == kind }
      members.shuffle(using: &random)
      for (place, member) in members.enumerated() { folds[member] = place % SpeechClassifier.folds }
    }
    return folds
  }
}

extension WholeReport.SpeechTold {
  static let withoutPeople = WholeReport.SpeechTold(
    auc: .unavailable(noPeople), floor: .reason(noPeople), folds: SpeechClassifier.folds, splits: 0, units: 0)
}
