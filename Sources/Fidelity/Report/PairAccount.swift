import Cases

/// What became of the pairs of a selection: those that depths and shares count, and those that they leave out. A probe
/// with several draws is one pair.
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
  init(_ counts: PairCounts, stratum: Int) {
    func sum(_ real: [UInt8], _ simulated: [UInt8]) -> Int { Int(counts.sum(stratum, real, simulated).rounded()) }
    let silent = [Code.noReply]
    let labelled = counts.labelledCodes
    self.labelled = sum(labelled, labelled)
    realSilent = sum(silent, labelled)
    simulatedSilent = sum(labelled, silent)
    bothSilent = sum(silent, silent)
    unlabelled = sum(counts.codes, counts.codes) - total
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
