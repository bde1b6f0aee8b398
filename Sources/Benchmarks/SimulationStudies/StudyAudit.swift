import Statistics

/// A simulated audit in which there is nothing to find: conversations of three to five probes, 28 % of them by buyers.
struct StudyAudit {
  /// One conversation's differences of depth, simulated minus real.
  struct Conversation {
    var isBuyer: Bool
    var differences: [Double]

    var meanDepth: Double { differences.reduce(0, +) / Double(differences.count) }
  }

  static let buyerShare = 0.284

  /// Part of the variance of a turn that its conversation explains.
  static let correlation = 0.225

  var conversations: [Conversation] = []

  /// - Parameter buyerSpread: How many times wider the buyers' differences are. Both strata are centred on 0.
  init(conversations count: Int, buyerSpread: Double, using generator: inout SeededGenerator) {
    let buyers = Int(StudyAudit.buyerShare * Double(count))
    let between = StudyAudit.correlation.squareRoot()
    let within = (1 - StudyAudit.correlation).squareRoot()
    for number in 0..<count {
      let spread = number < buyers ? buyerSpread : 1
      let person = generator.nextNormal()
      let differences = (0..<3 + generator.next(below: 3)).map { _ in
        let difference = 1.1 * spread * (between * person + within * generator.nextNormal())
        return min(max(difference.rounded(), -4), 4)
      }
      conversations.append(Conversation(isBuyer: number < buyers, differences: differences))
    }
  }

  func meanDepths(ofBuyers: Bool) -> [Double] {
    conversations.compactMap { $0.isBuyer == ofBuyers ? $0.meanDepth : nil }
  }

  func turns(ofBuyers: Bool) -> [Double] {
    conversations.flatMap { $0.isBuyer == ofBuyers ? $0.differences : [] }
  }
}

/// How often one stage comes up in the conversations of a small stratum, really and simulated.
struct StageStudyAudit {
  /// Turns in the stage, and pairs, a conversation.
  var real: [Double] = []
  var simulated: [Double] = []
  var pairs: [Double] = []

  /// - Parameters:
  ///   - realShare: The true share of the stage among real turns.
  ///   - simulatedShare: The same among simulated turns.
  init(
    conversations count: Int, realShare: Double, simulatedShare: Double, using generator: inout SeededGenerator
  ) throws {
    let limits = (
      try NormalDistribution().quantile(realShare), try NormalDistribution().quantile(simulatedShare)
    )
    let between = StudyAudit.correlation.squareRoot()
    let within = (1 - StudyAudit.correlation).squareRoot()
    for _ in 0..<count {
      // The simulator knows half of what makes the person.
      let person = generator.nextNormal()
      let likeness = (person + generator.nextNormal()) * 0.5.squareRoot()
      let size = 3 + generator.next(below: 3)
      var counts = (0.0, 0.0)
      for _ in 0..<size {
        if between * person + within * generator.nextNormal() < limits.0 { counts.0 += 1 }
        if between * likeness + within * generator.nextNormal() < limits.1 { counts.1 += 1 }
      }
      real.append(counts.0)
      simulated.append(counts.1)
      pairs.append(Double(size))
    }
  }
}

/// The conversation means of an audit with a known contrast and effect size.
struct MeanStudyAudit {
  var others: [Double] = []
  var buyers: [Double] = []
  /// The contrast over the standard deviation that is pooled from the true variances of conversation means.
  var effectSize: Double

  init(conversations count: Int, buyerSpread: Double, contrast: Double, using generator: inout SeededGenerator) {
    let buyerCount = Int(StudyAudit.buyerShare * Double(count))
    let between = StudyAudit.correlation.squareRoot()
    let within = (1 - StudyAudit.correlation).squareRoot()
    for number in 0..<count {
      let isBuyer = number < buyerCount
      let size = 3 + generator.next(below: 3)
      // The mean of `size` turns about their person.
      let turns = within * generator.nextNormal() / Double(size).squareRoot()
      let mean = (isBuyer ? buyerSpread : 1) * (between * generator.nextNormal() + turns)
      if isBuyer { buyers.append(mean - contrast) } else { others.append(mean) }
    }
    let meanVariance = StudyAudit.correlation + (1 - StudyAudit.correlation) * (1.0 / 3 + 1.0 / 4 + 1.0 / 5) / 3
    let freedom = (Double(others.count - 1), Double(buyers.count - 1))
    let pooled = meanVariance * (freedom.0 + freedom.1 * buyerSpread * buyerSpread) / (freedom.0 + freedom.1)
    effectSize = contrast / pooled.squareRoot()
  }
}
