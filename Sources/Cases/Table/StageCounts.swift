/// How many pairs there are per stratum, real stage and simulated stage.
public struct StageCounts: Sendable, Hashable {
  public let strata: Int
  public let stages: Int
  /// By stratum, then real, then simulated stage; of these "no reply" is second to last, "missing" last.
  private var counts: [Int]

  init(strata: Int, stages: Int) {
    self.strata = strata
    self.stages = stages
    counts = Array(repeating: 0, count: strata * (stages + 2) * (stages + 2))
  }

  /// The stage codes that are counted: the schema's, then ``Code/noReply``, then ``Code/missing``.
  public var codes: [UInt8] { (0..<stages).map { UInt8($0) } + [Code.noReply, Code.missing] }

  /// The pairs of a stratum with these stage codes.
  public internal(set) subscript(stratum stratum: Int, real real: UInt8, simulated simulated: UInt8) -> Int {
    get { counts[place(stratum, real, simulated)] }
    set { counts[place(stratum, real, simulated)] = newValue }
  }

  /// The pairs of a stratum whose real turn has this stage code.
  public func real(_ code: UInt8, stratum: Int) -> Int {
    codes.reduce(0) { $0 + self[stratum: stratum, real: code, simulated: $1] }
  }

  /// The pairs of a stratum whose simulated turn has this stage code.
  public func simulated(_ code: UInt8, stratum: Int) -> Int {
    codes.reduce(0) { $0 + self[stratum: stratum, real: $1, simulated: code] }
  }

  /// The pairs of a stratum.
  public func total(stratum: Int) -> Int {
    codes.reduce(0) { $0 + real($1, stratum: stratum) }
  }

  /// All pairs.
  public var total: Int { counts.reduce(0, +) }

  private func place(_ stratum: Int, _ real: UInt8, _ simulated: UInt8) -> Int {
    (stratum * (stages + 2) + place(real)) * (stages + 2) + place(simulated)
  }

  private func place(_ code: UInt8) -> Int {
    Int(code) < stages ? Int(code) : code == Code.noReply ? stages : stages + 1
  }
}

extension CaseTable {
  /// Counts the pairs of a set by stratum, real and simulated stage.
  ///
  /// A row whose stratum the audit does not have is not counted; a stage that the schema does not have is missing.
  /// - Parameter series: Only pairs of this place in ``series``; `nil` for all.
  public func stageCounts(in rows: RowSet, series: Int? = nil) -> StageCounts {
    let strata = description.outcome.strata.count
    let stages = description.schema.stages.count
    var rows = rows
    if let series { rows.formIntersection(self.rows(ofSeries: series)) }
    let digits = [
      KeyDigit(column: .stratum, values: strata), KeyDigit(column: .realStage, values: stages),
      KeyDigit(column: .simulatedStage, values: stages),
    ]
    var counts = StageCounts(strata: strata, stages: stages)
    guard digits.keys <= 256 else {
      rows.forEach { row in
        let stratum = Int(pairs.stratum[row])
        if stratum < strata {
          counts[stratum: stratum, real: pairs.realStage[row], simulated: pairs.simulatedStage[row]] += 1
        }
      }
      return counts
    }
    for (key, count) in self.counts(of: rows, by: [digits])[0].enumerated() where count > 0 {
      let codes = digits.codes(of: key)
      if Int(codes[0]) < strata { counts[stratum: Int(codes[0]), real: codes[1], simulated: codes[2]] += count }
    }
    return counts
  }

  /// The rows of one place in ``series``.
  public func rows(ofSeries number: Int) -> RowSet { rows(ofSeries: [number]) }

  /// The rows of several places in ``series``.
  public func rows(ofSeries numbers: [Int]) -> RowSet {
    rows(where: .series(numbers.compactMap { UInt16(exactly: $0) }.map { $0...$0 }))
  }
}
