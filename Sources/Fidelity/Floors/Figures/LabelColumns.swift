import Cases

/// What a label, or the lack of an answer, tells of both turns of every pair, as numbers.
struct LabelColumns: Sendable {
  /// They lie below it.
  let values: Int
  /// By row; ``Code/missing`` where nothing is told.
  let real: [UInt8]
  let simulated: [UInt8]
}

extension LabelColumns {
  /// 1 where a turn resists, is an exit act or no reply, 0 where it is none of it.
  static func leaving(_ table: CaseTable) -> LabelColumns {
    let exits = ExitActs(table.description.schema)
    return LabelColumns(table, values: 2) { exits.leaves(stage: $0, exit: $1).map { $0 ? 1 : 0 } }
  }

  /// 1 where a turn resists, 2 where it is no reply, whatever exit act it is, 0 where it is neither.
  ///
  /// - Parameter table: As it was labelled: silence is silence.
  static func disengaging(_ table: CaseTable) -> LabelColumns {
    let schema = table.description.schema
    let resistance = Set(schema.stageIndices(schema.resistance).map { UInt8(truncatingIfNeeded: $0) })
    return LabelColumns(table, values: 3) { stage, _ in
      stage == Code.missing ? nil : stage == Code.noReply ? 2 : resistance.contains(stage) ? 1 : 0
    }
  }

  /// 1 where a turn leaves, 2 where it commits, 0 where it does neither.
  static func leavingOrCommitting(_ table: CaseTable) -> LabelColumns {
    let schema = table.description.schema
    let exits = ExitActs(schema)
    let commitment = Set(schema.stageIndices(schema.commitment).map { UInt8(truncatingIfNeeded: $0) })
    return LabelColumns(table, values: 3) { stage, exit in
      exits.leaves(stage: stage, exit: exit).map { $0 ? 1 : commitment.contains(stage) ? 2 : 0 }
    }
  }

  private init(_ table: CaseTable, values: Int, _ value: (_ stage: UInt8, _ exit: UInt8) -> UInt8?) {
    let pairs = table.pairs
    func column(_ stages: [UInt8], _ exits: [UInt8]) -> [UInt8] {
      stages.indices.map { value(stages[$0], exits[$0]) ?? Code.missing }
    }
    self.init(
      values: values, real: column(pairs.realStage, pairs.realExit),
      simulated: column(pairs.simulatedStage, pairs.simulatedExit))
  }
}
