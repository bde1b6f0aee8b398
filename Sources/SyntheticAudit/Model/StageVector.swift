/// One number for each of the five stages, most often their probabilities.
struct StageVector: Sendable, Equatable {
  var resisting = 0.0
  var exploring = 0.0
  var engaging = 0.0
  var considering = 0.0
  var deciding = 0.0

  init() {}

  init(_ values: [Double]) {
    resisting = values[0]
    exploring = values[1]
    engaging = values[2]
    considering = values[3]
    deciding = values[4]
  }

  subscript(_ stage: Stage) -> Double {
    switch stage {
    case .resisting: resisting
    case .exploring: exploring
    case .engaging: engaging
    case .considering: considering
    case .deciding: deciding
    }
  }

  var values: [Double] { [resisting, exploring, engaging, considering, deciding] }
  var sum: Double { (((resisting + exploring) + engaging) + considering) + deciding }
  var normalized: StageVector { StageVector().adding(self, times: 1 / sum) }

  func adding(_ other: StageVector, times weight: Double) -> StageVector {
    var result = self
    result.add(other, times: weight)
    return result
  }

  mutating func add(_ other: StageVector, times weight: Double) {
    resisting += other.resisting * weight
    exploring += other.exploring * weight
    engaging += other.engaging * weight
    considering += other.considering * weight
    deciding += other.deciding * weight
  }

  func multiplied(by other: StageVector) -> StageVector {
    var result = self
    result.resisting *= other.resisting
    result.exploring *= other.exploring
    result.engaging *= other.engaging
    result.considering *= other.considering
    result.deciding *= other.deciding
    return result
  }

  /// The stage at `position` (0 ..< 1) of the cumulated probabilities.
  func stage(at position: Double) -> Stage {
    var rest = position - resisting
    if rest < 0 { return .resisting }
    rest -= exploring
    if rest < 0 { return .exploring }
    rest -= engaging
    if rest < 0 { return .engaging }
    rest -= considering
    return rest < 0 || deciding == 0 ? .considering : .deciding
  }

  /// The probabilities that logits mean.
  static func softmax(_ logits: [Double]) -> StageVector {
    let largest = logits.max() ?? 0
    return StageVector(logits.map { exponential($0 - largest) }).normalized
  }
}
