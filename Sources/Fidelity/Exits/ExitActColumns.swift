import Cases

/// Every turn's exit act as a code: the instrument's for what somebody wrote, the record's where nobody wrote anything.
///
/// Nobody answering a probe is abandonment where the conversation ends there (an exit probe), and silence elsewhere. A
/// probe replaces a turn that a person wrote, so that silence of real people stands in ``ExitRecord`` alone.
struct ExitActColumns: Sendable {
  /// The acts by code: the instrument's, then "silence", "abandonment", "none".
  let acts: [String]
  let real: [UInt8]
  let simulated: [UInt8]
  /// Labels that call a turn silence or abandonment though somebody wrote it.
  let contradicted: Int

  private static let fromRecord = ["silence", "abandonment", "none"]

  init(_ table: CaseTable, _ rows: RowSet) {
    let schema = table.description.schema
    let judged = schema.exits.filter { !ExitActColumns.fromRecord.contains($0) }.prefix(Code.maximumValues - 3)
    acts = judged + ExitActColumns.fromRecord
    let none = UInt8(acts.count - 1)
    let (silence, abandonment) = (none - 2, none - 1)
    let own: [UInt8] = schema.exits.map { exit in
      judged.firstIndex(of: exit).map { UInt8($0) } ?? none
    }
    let isRecord = schema.exits.map { $0 == "silence" || $0 == "abandonment" }
    let pairs = table.pairs
    var contradicted = 0
    func act(stage: UInt8, exit: UInt8) -> UInt8 {
      // Without exit labels a written turn that has a stage goes on.
      guard !own.isEmpty else { return Int(stage) < schema.stages.count ? none : Code.missing }
      guard Int(exit) < own.count else { return Code.missing }
      if isRecord[Int(exit)] { contradicted += 1 }
      return own[Int(exit)]
    }
    var real = Array(repeating: Code.missing, count: table.count)
    var simulated = real
    rows.forEach { row in
      let isExit = pairs.position[row] == table.positions.exit
      real[row] =
        pairs.realStage[row] == Code.noReply
        ? abandonment : act(stage: pairs.realStage[row], exit: pairs.realExit[row])
      simulated[row] =
        pairs.simulatedStage[row] == Code.noReply
        ? (isExit ? abandonment : silence)
        : act(stage: pairs.simulatedStage[row], exit: pairs.simulatedExit[row])
    }
    (self.real, self.simulated) = (real, simulated)
    self.contradicted = contradicted
  }

  /// Whether an act follows from the record rather than from the instrument.
  func isFromRecord(_ code: Int) -> Bool { acts[code] == "silence" || acts[code] == "abandonment" }
}
