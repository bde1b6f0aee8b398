import Cases
import Statistics

/// Where whole conversations go, by the labels of one instrument: where they stand at last, and whether they ever resist,
/// leave or commit.
struct StageAnalysis {
  private let kinds: WholeKinds
  private let schema: StateSchema
  private let clusters: ClusterCompositions
  private let level: Double
  /// User turns that are labelled.
  private let turns: TurnMoments

  private static let empty = "no user turn is labelled"

  /// - Precondition: ``WholeConversations/labels`` are not empty.
  init(_ kinds: WholeKinds, level: Double) {
    self.kinds = kinds
    self.level = level
    let labels = kinds.table.whole.labels
    schema = kinds.table.description.schema
    // One value a conversation: the last stage, of which one more is unknown, and what holds of any turn.
    let stages = schema.stages.count
    let values = zip(labels.lastStage, labels.signs).map { stage, signs in
      UInt32(min(Int(stage), stages) * Self.signs + Int(signs.rawValue))
    }
    clusters = kinds.compositions(values, (stages + 1) * Self.signs)
    turns = TurnMoments(kinds, totals: labels.turns.map(UInt32.init), weights: kinds.userTurns)
  }

  private static let signs = Int(WholeSigns.all.rawValue) + 1

  func stages(stratum: Int?) -> WholeReport.Stages {
    WholeReport.Stages(
      last: schema.stages.enumerated().map { place, stage in
        share(stage.id, stratum, empty: Self.empty) { last, _ in last == place }
      },
      ever: [
        ever("resists", .resists, stratum, named: schema.resistance, reason: StateSchema.reason(without: "resistance")),
        leaves(stratum),
        ever("commits", .commits, stratum, named: schema.commitment, reason: StateSchema.reason(without: "commitment")),
      ],
      labelled: WholeShare("labelled", turns(stratum: stratum), level: level, empty: "there is no user turn"))
  }

  private func ever(
    _ id: String, _ sign: WholeSigns, _ stratum: Int?, named stages: [String], reason: String
  ) -> WholeShare {
    if stages.isEmpty { return share(id, stratum, empty: reason) { _, _ in nil } }
    return share(id, stratum, empty: Self.empty) { _, signs in signs.contains(sign) }
  }

  /// Only of conversations in which any exit act is labelled, be it “none”.
  private func leaves(_ stratum: Int?) -> WholeShare {
    share("leaves", stratum, empty: "no exit act is labelled") { _, signs in
      signs.contains(.hasAct) ? signs.contains(.leaves) : nil
    }
  }

  /// - Parameter holds: Of the last stage and the signs of a labelled conversation; `nil` where it is not known.
  private func share(
    _ id: String, _ stratum: Int?, empty: String, _ holds: (Int, WholeSigns) -> Bool?
  ) -> WholeShare {
    let unknown = schema.stages.count
    let addends = kinds.shareAddends((unknown + 1) * Self.signs, stratum: stratum) { value in
      let (stage, signs) = value.quotientAndRemainder(dividingBy: Self.signs)
      return stage == unknown ? nil : holds(stage, WholeSigns(rawValue: UInt8(signs)))
    }
    return WholeShare(id, clusters.moments(addends), level: level, empty: empty)
  }
}
