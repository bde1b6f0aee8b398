import Cases
import Statistics

/// Where whole conversations go, by the labels of one instrument: where they stand at each turn and at last, what follows
/// what, when they first resist, and whether they ever resist, leave or commit.
struct StageAnalysis {
  private let kinds: WholeKinds
  private let schema: StateSchema
  private let clusters: ClusterCompositions
  private let level: Double
  /// User turns that are labelled.
  private let turns: TurnMoments
  /// Labelled user turns by their number and by the stage before.
  private let table: TurnTable
  /// By user turns, as many as there are classes of them.
  private let reached: ClusterCompositions
  private let resistance: FirstResistance

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
    // Whole passes over all conversations, none of which needs another.
    ((table, turns), (clusters, reached, resistance)) = concurrently {
      (TurnTable(kinds), TurnMoments(kinds, totals: labels.turns.map(UInt32.init), weights: kinds.userTurns))
    } _: {
      (
        kinds.compositions(values, (stages + 1) * Self.signs),
        kinds.compositions(kinds.userTurns.map { min($0, UInt32(Self.classes)) }, Self.classes + 1),
        FirstResistance(kinds, level: level)
      )
    }
  }

  /// Turn numbers that stand alone, and all later ones together.
  private static let classes = TurnTable.numbered + 1

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
      labelled: WholeShare("labelled", turns(stratum: stratum), level: level, empty: "there is no user turn"),
      turns: (0..<Self.classes).map { turn($0, stratum) }
        .filter { $0.reached.real.count + $0.reached.simulated.count > 0 },
      transitions: schema.stages.indices.flatMap { transitions(from: $0, stratum) },
      resistance: resistance.report(stratum: stratum))
  }

  /// A user turn by its number from 0, or all from the last class on.
  private func turn(_ turn: Int, _ stratum: Int?) -> WholeReport.Stages.Turn {
    WholeReport.Stages.Turn(
      number: turn + 1, isOpen: turn == TurnTable.numbered,
      reached: WholeShare(
        "reached",
        reached.moments(kinds.shareAddends(Self.classes + 1, stratum: stratum) { $0 > turn }), level: level),
      stages: schema.stages.enumerated().map { place, stage in
        WholeShare(
          stage.id, table.moments(turn: turn, stage: place, stratum: stratum), level: level,
          empty: "no such user turn is labelled"
        ).comparedWhereEnough(of: "such turns")
      })
  }

  /// What follows a stage, where any side shows it.
  private func transitions(from before: Int, _ stratum: Int?) -> [WholeReport.Stages.Transition] {
    schema.stages.enumerated().compactMap { place, stage in
      let moments = table.moments(after: before, stage: place, stratum: stratum)
      guard moments.sums.x + moments.sums.z > 0 else { return nil }
      let from = schema.stages[before].id
      return WholeReport.Stages.Transition(
        from: from, to: stage.id,
        share: WholeShare(
          "\(from)-\(stage.id)", moments, level: level, empty: "no labelled user turn follows one that is \(from)"
        ).comparedWhereEnough(of: "turns that are \(from)"))
    }
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
