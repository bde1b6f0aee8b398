import Cases

/// What became of the pairs of a selection: those that depths and shares count, and those that they leave out.
public struct PairAccount: Sendable, Hashable {
  /// Both turns have a stage.
  public var labelled = 0
  /// A label is missing or invalid on at least one side.
  public var unlabelled = 0
  /// The real person never answered; the simulator did.
  public var realSilent = 0
  /// The simulator chose silence; the real person answered.
  public var simulatedSilent = 0
  /// Neither answered.
  public var bothSilent = 0

  public init() {}

  /// Every pair that was selected.
  public var total: Int { labelled + unlabelled + realSilent + simulatedSilent + bothSilent }

  /// Pairs in which somebody did not answer.
  public var silent: Int { realSilent + simulatedSilent + bothSilent }

  /// The account of one stratum.
  init(_ counts: StageCounts, stratum: Int) {
    let silent = [Code.noReply]
    let labelled = counts.labelledCodes
    self.labelled = counts.sum(stratum, labelled, labelled)
    realSilent = counts.sum(stratum, silent, labelled)
    simulatedSilent = counts.sum(stratum, labelled, silent)
    bothSilent = counts.sum(stratum, silent, silent)
    unlabelled = counts.total(stratum: stratum) - total
  }

  static func + (first: PairAccount, second: PairAccount) -> PairAccount {
    var sum = first
    sum.labelled += second.labelled
    sum.unlabelled += second.unlabelled
    sum.realSilent += second.realSilent
    sum.simulatedSilent += second.simulatedSilent
    sum.bothSilent += second.bothSilent
    return sum
  }
}

extension StageCounts {
  /// The codes of the schema's stages.
  var labelledCodes: [UInt8] { codes.filter { $0 < Code.noReply } }

  func sum(_ stratum: Int, _ real: [UInt8], _ simulated: [UInt8]) -> Int {
    real.reduce(0) { sum, r in simulated.reduce(sum) { $0 + self[stratum: stratum, real: r, simulated: $1] } }
  }
}
