import Cases
import Statistics

/// The same analysis within every probe position, or after every preceding agent action.
struct GroupAnalysis: Sendable {
  let grouping: PairGrouping
  let table: CaseTable
  let rows: RowSet
  let options: AnalysisOptions

  private var schema: StateSchema { table.description.schema }
  private var strata: [Stratum] { table.description.outcome.strata }

  /// The ids of the groups.
  private var names: [String] {
    switch grouping {
    case .none: []
    case .position: table.positions.names
    case .action: schema.actions
    }
  }

  /// The stages of the declared family.
  private var declared: Set<String> { Set(options.declaredStages ?? schema.headlineStages) }

  /// One group with labelled pairs.
  struct Group: Sendable {
    var id: String
    /// The place in the dictionary of groups.
    var number: Int
    var panel: Panel
  }

  /// The groups with labelled pairs.
  func groups() -> [Group] {
    let kinds = LabelledPairs(table, rows).kinds(by: grouping, threads: options.threads)
    let clusters = Clusters(table, unit: options.cluster)
    return kinds.indices.filter { !kinds[$0].conversations.isEmpty }.map { number in
      Group(
        id: names[number], number: number,
        panel: Panel(kinds[number], clusters: clusters, strata: strata.count, depths: schema.stages.map(\.depth)))
    }
  }

  /// One report a group, without what is resampled.
  func reports(
    _ groups: [Group], _ floors: FigureFloors?
  ) -> (groups: [GroupReport], multiplicity: MultiplicityReport) {
    var reports = groups.map { report($0, floors) }
    let corrections = CellCorrections(alpha: options.alpha)
    corrections.correct(&reports)
    let declared = schema.stages.map(\.id).filter(declared.contains)
    return (reports, corrections.report(reports, family: family, declared: declared))
  }

  private var family: String { grouping == .position ? "positions" : "actions" }

  private func report(_ group: Group, _ floors: FigureFloors?) -> GroupReport {
    let panel = group.panel
    let contrast = Contrast(strata)
    let difference = contrast.difference(panel, total: panel.kinds.meanDepth)
    let counted = panel.conversationCount(in: contrast.uncommitted) + panel.conversationCount(in: contrast.committed)
    let reason = contrast.reasonForNone(panel)
    return GroupReport(
      id: group.id, strata: strata.indices.map { stratum(group, $0, floors) },
      contrast: reason.map { .unavailable($0) } ?? difference.figure(level: options.level, count: counted),
      contrastP: reason.map { .reason($0) } ?? difference.p,
      floored: reason.map { .unavailable($0) }
        ?? floors?.contrast(grouping, group.number, conversations: counted))
  }

  private func stratum(_ group: Group, _ index: Int, _ floors: FigureFloors?) -> GroupReport.Stratum {
    let panel = group.panel
    let mask = StratumMask([index], of: strata.count)
    let conversations = panel.conversationCount(in: mask)
    let kinds = panel.kinds
    let pairs = panel.conversations.indices.reduce(0) {
      kinds.stratum[$1] == index ? $0 + panel.conversations[$1] * kinds.pairs[$1] : $0
    }
    let shares = StageShares(schema: schema)
    var report = GroupReport.Stratum(
      id: strata[index].id, conversations: conversations, pairs: pairs,
      depthBias: .ratio(
        panel.meanDepthSums(in: mask), count: conversations, level: options.level, empty: StageShares.noPairs),
      cells: schema.stages.indices.map { stage in
        var row = ShareRow(panel, stratum: index, value: stage, id: schema.stages[stage].id)
        row.depth = schema.stages[stage].depth
        shares.addIntervals(to: &row, panel, stages: [stage], stratum: mask, level: options.level)
        row.floored = floors?.shift([stage], grouping, group.number, stratum: index)
        return cell(row, panel, mask, stage)
      })
    report.floored = floors?.bias(grouping, group.number, stratum: index)
    return report
  }

  private func cell(_ row: ShareRow, _ panel: Panel, _ mask: StratumMask, _ stage: Int) -> GroupReport.Cell {
    let kinds = panel.kinds
    let fisher = Quantity { () throws(StatisticsError) in
      let (real, simulated) = (try wholeNumber(row.real.count), try wholeNumber(row.simulated.count))
      return try fisherExact(try FourfoldTable(real, row.real.of - real, simulated, row.simulated.of - simulated))
        .pValue
    }
    let sums = panel.sums(
      in: mask, total: { kinds.simulated($0, stage) - kinds.real($0, stage) }, weight: { Double(kinds.pairs[$0]) })
    let clustered = Quantity { () throws(StatisticsError) in try clusteredMcNemar(sums).pValue }
    return GroupReport.Cell(
      row: row, isDeclared: declared.contains(row.id), fisher: TestedHypothesis(p: fisher),
      clustered: TestedHypothesis(p: clustered),
      excess: TestedHypothesis(p: row.floored?.p ?? .reason("no floor was asked for")))
  }

  /// Fills in the bootstrap intervals of one group.
  /// - Throws: `CancellationError`.
  func addBootstrap(to report: inout GroupReport, _ group: Group) async throws {
    let resamples = try await PanelResamples(
      group.panel, groups: schema.stages.indices.map { [$0] }, options: options,
      stream: (grouping == .position ? 1 << 40 : 1 << 41) + UInt64(group.number) << 16)
    for stratum in report.strata.indices where report.strata[stratum].conversations > 0 {
      report.strata[stratum].depthBias.bootstrap = resamples.bias(stratum: stratum)
      for stage in report.strata[stratum].cells.indices {
        resamples.addIntervals(to: &report.strata[stratum].cells[stage].row, group: stage, stratum: stratum)
      }
    }
    if report.contrast.number != nil { report.contrast.bootstrap = resamples.contrast(Contrast(strata)) }
  }
}

extension StateSchema {
  /// The stages that the headline shares count; all where the schema names none.
  var headlineStages: [String] {
    let named = resistance + deliberation + commitment
    return named.isEmpty ? stages.map(\.id) : named
  }
}
