import Cases

/// How real stages turn into simulated ones in one stratum.
public struct MatrixReport: Sendable, Hashable {
  /// A test, plain and with clusters taken into account.
  public struct PairedTest: Sendable, Hashable {
    public var statistic: Quantity
    public var degreesOfFreedom: Quantity
    public var p: Quantity

    public static func unavailable(_ reason: String) -> PairedTest {
      PairedTest(statistic: .reason(reason), degreesOfFreedom: .reason(reason), p: .reason(reason))
    }
  }

  /// A distance between the real and the simulated distribution of stages.
  public struct Distance: Sendable, Hashable {
    /// Without an interval, which could not hold 0.
    public var estimate: Figure
    /// What two halves differ by to which both turns of every pair are dealt at random, unit by unit: the mean, and the
    /// upper limit at the report's level.
    public var noiseMean: Quantity
    public var noiseUpper: Quantity
  }

  /// `counts[real][simulated]`, labelled pairs; a draw counts its part of a probe.
  public var counts: [[Double]]
  /// The share of pairs with equal stages.
  public var agreement: Figure
  /// P(simulated in resistance | real in resistance), labelled pairs.
  public var exitRecall: Figure
  /// P(simulated in resistance | real not in resistance), labelled pairs.
  public var falseExitRate: Figure
  /// Where the real person never answered: how often the simulator resists, refuses, delays or stays silent.
  public var exitProbeRecall: Figure
  /// Pairs in which the real person resists or never answers and the simulator, which answered or stayed silent, does
  /// neither; of how many. Parts of a probe that answered and silent draws share.
  public var disengagementMisses: Quantity
  public var disengagements: Quantity
  /// The first as a share of the second.
  public var disengagementMissShare: Figure
  /// These beside what a reference shows; `nil` where it was not asked for.
  public var flooredAgreement: FlooredFigure?
  /// Of every cell, its share of the pairs of its row.
  public var flooredCells: [[FlooredFigure]]?
  public var flooredRecall: FlooredFigure?
  public var flooredFalseExits: FlooredFigure?
  public var flooredProbeRecall: FlooredFigure?
  public var flooredMissShare: FlooredFigure?
  public var stuartMaxwell: PairedTest
  public var stuartMaxwellClustered: PairedTest
  public var bowker: PairedTest
  public var bowkerClustered: PairedTest
  /// Of resistance against everything else.
  public var mcNemar: PairedTest
  public var mcNemarClustered: PairedTest
  /// That every stage is shown as often as the reference expects; `nil` where it was not asked for.
  public var asReference: PairedTest?
  /// That resistance is.
  public var resistanceAsReference: PairedTest?
  /// In depth steps.
  public var wasserstein: Distance
  public var jensenShannon: Distance
  public var totalVariation: Distance
}
