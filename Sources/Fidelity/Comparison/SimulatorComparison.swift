import Cases
import Statistics

/// Two simulators on the conversations that both cover, paired.
struct SimulatorComparison: Sendable {
  let table: CaseTable
  /// The filter's rows, of every simulator.
  let rows: RowSet
  let options: AnalysisOptions
  let other: String

  private enum Column {
    static let own = 0
    static let other = 1
  }

  /// - Throws: `CancellationError`.
  func report(_ floors: FigureFloors?) async throws -> ComparisonReport {
    let strata = table.description.outcome.strata
    let contrast = Contrast(strata)
    let common = commonConversations()
    let units = UnitKinds(
      common.conversations, clusters: Clusters(table, unit: options.cluster), strata: strata.count
    ) { common.stratum($0) }
    if let reason = reasonForNone(common, contrast) {
      return ComparisonReport(
        simulator: options.simulator, other: other, conversations: common.conversations.conversations.count,
        strata: [], contrast: .unavailable(reason), otherContrast: .unavailable(reason),
        difference: .unavailable(reason), p: .reason(reason))
    }
    let sides = common.conversationCount(in: contrast.uncommitted) + common.conversationCount(in: contrast.committed)
    func side(_ value: @escaping (Int) -> Double) -> SideDifference {
      SideDifference(
        units, { contrast.uncommitted[common.stratum($0)] ? (value($0), 1) : nil },
        { contrast.committed[common.stratum($0)] ? (value($0), 1) : nil })
    }
    let difference = side { common.number($0, Column.own) - common.number($0, Column.other) }
    var report = ComparisonReport(
      simulator: options.simulator, other: other, conversations: common.conversations.conversations.count,
      strata: strata.indices.map { stratum(common, units, $0) },
      contrast: side { common.number($0, Column.own) }.figure(level: options.level, count: sides),
      otherContrast: side { common.number($0, Column.other) }.figure(level: options.level, count: sides),
      difference: difference.figure(level: options.level, count: sides), p: difference.p)
    if let floors { addFloors(to: &report, floors, sides: sides) }
    if options.parts.contains(.resampled) { try await addBootstrap(to: &report, common, units, contrast) }
    return report
  }

  /// What a reference shows at the probes of either simulator.
  private func addFloors(to report: inout ComparisonReport, _ floors: FigureFloors, sides: Int) {
    func selected(_ simulator: String) -> RowSet {
      SeriesSelection(table, simulator: simulator, instrument: options.instrument, draws: options.draws)
        .rows(rows, of: table)
    }
    let floors = floors.comparing(selected(options.simulator), selected(other))
    let difference = floors.contrast(conversations: sides)
    report.floored = floors.own.contrast(conversations: sides)
    report.otherFloored = floors.other.contrast(conversations: sides)
    report.flooredDifference = difference
    if let reason = difference.floor.reason { report.p = .reason("no floor stands beside it: \(reason)") }
    for stratum in report.strata.indices where report.strata[stratum].conversations > 0 {
      report.strata[stratum].floored = floors.own.bias(stratum: stratum)
      report.strata[stratum].otherFloored = floors.other.bias(stratum: stratum)
      report.strata[stratum].flooredDifference = floors.bias(stratum: stratum)
    }
  }

  private func stratum(_ common: NumberKinds, _ units: UnitKinds, _ index: Int) -> ComparisonReport.Stratum {
    let strata = table.description.outcome.strata
    let count = common.conversationCount(in: StratumMask([index], of: strata.count))
    func mean(_ value: (Int) -> Double) -> Figure {
      .ratio(
        units.sums { common.stratum($0) == index ? (value($0), 1) : nil }, count: count, level: options.level,
        empty: "no conversation of this stratum is covered by both")
    }
    return ComparisonReport.Stratum(
      id: strata[index].id, conversations: count, bias: mean { common.number($0, Column.own) },
      otherBias: mean { common.number($0, Column.other) },
      difference: mean { common.number($0, Column.own) - common.number($0, Column.other) })
  }

  private func addBootstrap(
    to report: inout ComparisonReport, _ common: NumberKinds, _ units: UnitKinds, _ contrast: Contrast
  ) async throws {
    do {
      let profile = try UnitProfile(
        units, width: 3, foldingBeyond: 8192, stratum: { common.stratum($0) },
        row: { kind, numbers in
          numbers[0] = 1
          numbers[1] = common.number(kind, Column.own)
          numbers[2] = common.number(kind, Column.other)
        })
      let resampled = try await Resampled(profile, options: options, stream: 5 << 36)
      let sides = (contrast.uncommitted.indices, contrast.committed.indices)
      func mean(_ sums: Sums, _ strata: [Int], _ column: Int) -> Double {
        profile.total(sums, strata: strata, column: column) / profile.total(sums, strata: strata, column: 0)
      }
      func delta(_ sums: Sums, _ column: Int) -> Double { mean(sums, sides.0, column) - mean(sums, sides.1, column) }
      report.contrast.bootstrap = resampled.interval { delta($0, 1) }
      report.otherContrast.bootstrap = resampled.interval { delta($0, 2) }
      report.difference.bootstrap = resampled.interval { delta($0, 1) - delta($0, 2) }
      for index in report.strata.indices where report.strata[index].conversations > 0 {
        report.strata[index].bias.bootstrap = resampled.interval { mean($0, [index], 1) }
        report.strata[index].otherBias.bootstrap = resampled.interval { mean($0, [index], 2) }
        report.strata[index].difference.bootstrap = resampled.interval { mean($0, [index], 1) - mean($0, [index], 2) }
      }
    } catch let error as StatisticsError {
      report.difference.bootstrap = .reason(error.description)
    }
  }

  private func reasonForNone(_ common: NumberKinds, _ contrast: Contrast) -> String? {
    if other == options.simulator { return "a simulator is not compared with itself" }
    if let reason = SeriesSelection.reasonForNone(
      table, simulator: other, instrument: options.instrument, draws: options.draws)
    {
      return reason
    }
    if common.count == 0 { return "no selected conversation is covered by both \(options.simulator) and \(other)" }
    for (side, name) in [(contrast.uncommitted, "uncommitted"), (contrast.committed, "committed")]
    where common.conversationCount(in: side) == 0 {
      return "no \(name) conversation is covered by both"
    }
    return nil
  }

  private func commonConversations() -> NumberKinds {
    let own = meanDepths(of: options.simulator)
    let theirs = meanDepths(of: other)
    var common = NumberKinds(width: 2)
    var place = 0
    for (index, conversation) in own.conversations.conversations.enumerated() {
      let list = theirs.conversations.conversations
      while place < list.count, list[place] < conversation { place += 1 }
      guard place < list.count, list[place] == conversation else { continue }
      let ownKind = Int(own.conversations.kinds[index])
      let theirKind = Int(theirs.conversations.kinds[place])
      common.add(
        Int(conversation), stratum: own.kinds.stratum[ownKind],
        [own.kinds.meanDepth(ownKind), theirs.kinds.meanDepth(theirKind)])
    }
    return common
  }

  private func meanDepths(of simulator: String) -> (conversations: ConversationKinds, kinds: PairKinds) {
    let selection = SeriesSelection(
      table, simulator: simulator, instrument: options.instrument, draws: options.draws)
    let conversations = LabelledPairs(table, selection.rows(rows, of: table)).kinds(threads: options.threads)[0]
    return (
      conversations,
      PairKinds(
        conversations.table, depths: table.description.schema.stages.map(\.depth),
        strata: table.description.outcome.strata.count)
    )
  }
}
