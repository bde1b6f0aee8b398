import Cases
import Statistics

/// How conversations end: the last user act, who spoke last, what ended them.
struct EndingAnalysis {
  private let kinds: WholeKinds
  private let clusters: ClusterCompositions
  /// By the exit act that labels give to the last user turn, one more where they give none; `nil` where there are none.
  private let labelled: ClusterCompositions?
  private let level: Double

  /// One value a conversation: last act, who spoke last, what ended it.
  private enum Value {
    static let acts = LastAct.allCases.count + 1
    static let endings = ConversationEnding.allCases.count + 1
    static let causes = EndedBy.allCases.count + 1
    static let count = acts * endings * causes

    static func act(_ value: Int) -> Int { value % acts }
    static func ending(_ value: Int) -> Int { value / acts % endings }
    static func cause(_ value: Int) -> Int { value / (acts * endings) }
  }

  init(_ kinds: WholeKinds, level: Double) {
    self.kinds = kinds
    self.level = level
    let (table, conduct) = (kinds.table, kinds.table.whole.conduct)
    let endings = EndingAnalysis.endings(table.conversations) + EndingAnalysis.endings(table.whole.simulated)
    let noCause = Value.causes - 1
    let causes =
      Array(repeating: noCause, count: table.conversations.count)
      + table.whole.endedBy.map { min(Int($0), noCause) }
    let values = conduct.lastAct.indices.map { place in
      let act = min(Int(conduct.lastAct[place]), Value.acts - 1)
      return UInt32(act + Value.acts * (endings[place] + Value.endings * causes[place]))
    }
    clusters = kinds.compositions(values, Value.count)
    let (labels, exits) = (table.whole.labels, table.description.schema.exits.count)
    labelled =
      labels.isEmpty || exits == 0
      ? nil : kinds.compositions(labels.lastAct.map { UInt32(min(Int($0), exits)) }, exits + 1)
  }

  /// The place in ``ConversationEnding`` of every conversation; one more where the record is not known.
  private static func endings(_ columns: ConversationColumns) -> [Int] {
    guard columns.isAbandoned.count == columns.count else {
      return Array(repeating: ConversationEnding.allCases.count, count: columns.count)
    }
    return zip(columns.isAbandoned, columns.userTurns).map { $0 != 0 ? 0 : $1 > 0 ? 1 : 2 }
  }

  func endings(stratum: Int?) -> WholeReport.Endings {
    func moments(_ value: (Int) -> Bool?) -> TwoRatioMoments {
      clusters.moments(kinds.shareAddends(Value.count, stratum: stratum, value))
    }
    let unknownAct = Value.acts - 1
    let unknownEnding = Value.endings - 1
    var endings = WholeReport.Endings(
      lastActs: LastAct.allCases.map { act in
        WholeShare(
          act.rawValue,
          moments { Value.act($0) == unknownAct ? nil : Value.act($0) == Int(act.code) },
          level: level, empty: kinds.sides.realCount == 0 ? noPeople : "no user turn is known")
      },
      spokeLast: [ConversationEnding.agent, .user].enumerated().map { place, ending in
        WholeShare(
          ending.rawValue, moments { Value.ending($0) == unknownEnding ? nil : Value.ending($0) == place },
          level: level, empty: kinds.sides.realCount == 0 ? noPeople : "the table was made without the record")
      },
      endedBy: EndedBy.allCases.map { cause in
        let addends = kinds.shareAddends(Value.count, stratum: stratum) { value in
          Value.cause(value) == Value.causes - 1 ? nil : Value.cause(value) == Int(cause.code)
        }
        // Real conversations have no cause: the simulated side stands on both.
        return WholeShare(
          simulatedOnly: cause.rawValue,
          clusters.moments(addends.map { SIMD4(lowHalf: $0.highHalf, highHalf: $0.highHalf) }),
          level: level, reason: "what ended real conversations is not recorded")
      })
    endings.labelledActs = labelledActs(stratum: stratum)
    return endings
  }

  private func labelledActs(stratum: Int?) -> [WholeShare] {
    let exits = kinds.table.description.schema.exits
    guard let labelled else { return [] }
    return exits.enumerated().map { place, act in
      let addends = kinds.shareAddends(exits.count + 1, stratum: stratum) { $0 == exits.count ? nil : $0 == place }
      return WholeShare(
        act, labelled.moments(addends), level: level, empty: "no last user turn has a label of its exit act")
    }
  }
}
