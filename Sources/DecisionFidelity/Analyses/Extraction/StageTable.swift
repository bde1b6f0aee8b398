/// How many pairs of a selection have which real and which simulated stage, per stratum: what one pass over the columns
/// tells, within a frame at four million pairs.
public struct StageTable: Sendable, Hashable {
  public let strata: Int
  /// The number of stages of the schema.
  public let stages: Int
  /// Marks beside the stages on each axis: ``Code/noReply`` at `stages`, ``Code/missing`` at `stages + 1`.
  private let width: Int
  private var cells: [Int]

  init(strata: Int, stages: Int) {
    self.strata = strata
    self.stages = stages
    width = stages + 2
    cells = Array(repeating: 0, count: strata * width * width)
  }

  /// The pairs of a stratum with just these stages.
  public func pairs(stratum: Int, real: Int, simulated: Int) -> Int {
    cells[(stratum * width + real) * width + simulated]
  }

  /// The place of "no reply" on either axis.
  public var noReply: Int { stages }

  /// The place of "not labelled" on either axis.
  public var missing: Int { stages + 1 }

  /// The pairs of a stratum in which both turns have a stage: those that shares and depths are made of.
  public func labelled(stratum: Int) -> Int {
    (0..<stages).reduce(0) { $0 + real($1, stratum: stratum) }
  }

  /// The pairs whose real turn has this stage, among those with both labelled.
  public func real(_ stage: Int, stratum: Int) -> Int {
    (0..<stages).reduce(0) { $0 + pairs(stratum: stratum, real: stage, simulated: $1) }
  }

  /// The pairs whose simulated turn has this stage, among those with both labelled.
  public func simulated(_ stage: Int, stratum: Int) -> Int {
    (0..<stages).reduce(0) { $0 + pairs(stratum: stratum, real: $1, simulated: stage) }
  }

  /// Every pair of the stratum, by what became of it.
  public func account(stratum: Int) -> PairAccount {
    var account = PairAccount(labelled: labelled(stratum: stratum))
    for real in 0..<width {
      for simulated in 0..<width where real >= stages || simulated >= stages {
        let count = pairs(stratum: stratum, real: real, simulated: simulated)
        if real == missing || simulated == missing {
          account.unlabelled += count
        } else if real == noReply && simulated == noReply {
          account.bothSilent += count
        } else if real == noReply {
          account.realSilent += count
        } else {
          account.simulatedSilent += count
        }
      }
    }
    return account
  }

  fileprivate mutating func add(_ buffer: [Int]) {
    for index in cells.indices { cells[index] += buffer[index] }
  }
}

/// What became of the pairs of a selection: those that depths and shares count, and those that they leave out.
public struct PairAccount: Sendable, Hashable {
  /// Both turns have a stage.
  public var labelled: Int
  /// A label is missing or invalid on at least one side.
  public var unlabelled = 0
  /// The real person never answered; the simulator did.
  public var realSilent = 0
  /// The simulator chose silence; the real person answered.
  public var simulatedSilent = 0
  /// Neither answered.
  public var bothSilent = 0

  /// Every pair that was selected.
  public var total: Int { labelled + unlabelled + realSilent + simulatedSilent + bothSilent }
}

extension CaseTable {
  /// Counts the pairs of `rows` that belong to a simulator and an instrument. Pairs of strata that the audit does not
  /// declare are not counted.
  ///
  /// - Complexity: O(rows of the table), one pass.
  public func stageTable(
    in rows: RowSet, simulator: String, instrument: String, draws: DrawRule = .single(0)
  ) -> StageTable {
    stageTable(
      in: rows, SeriesSelection(self, simulator: simulator, instrument: instrument, draws: draws))
  }

  func stageTable(in rows: RowSet, _ selection: SeriesSelection) -> StageTable {
    let strata = description.outcome.strata.count
    let stages = description.schema.stages.count
    var counts = StageTable(strata: strata, stages: stages)
    let width = stages + 2
    // One spare cell takes what is not counted, so that the loop has no branch for it.
    let spare = strata * width * width
    var cells = Array(repeating: 0, count: spare + 1)
    var place = Array(repeating: width - 1, count: 256)
    for stage in 0..<stages { place[stage] = stage }
    place[Int(Code.noReply)] = stages
    let places = place.span
    let words = rows.words.span
    let selected = selection.contains.span
    let seriesOf = pairs.series.span
    let stratum = pairs.stratum.span
    let real = pairs.realStage.span
    let simulated = pairs.simulatedStage.span
    for index in words.indices {
      var rest = words[index]
      while rest != 0 {
        let row = index << 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        let cell =
          (Int(stratum[row]) &* width &+ places[Int(real[row])]) &* width &+ places[Int(simulated[row])]
        cells[selected[Int(seriesOf[row])] && cell < spare ? cell : spare] &+= 1
      }
    }
    counts.add(cells)
    return counts
  }
}
