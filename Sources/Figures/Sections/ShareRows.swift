import Cases
import Fidelity
import JSON
import Text

/// A share of real and of simulated turns, and the cases that it counts.
struct SharePlace: Sendable {
  let row: ShareRow
  let real: FigureCases?
  let simulated: FigureCases?
  let shift: FigureCases?
}

extension SharePlace {
  /// A row of stages.
  init(stages row: ShareRow, _ scope: CaseScope) {
    let stages = row.stageIDs
    self.init(
      row: row,
      real: FigureCases(numerator: scope.labelled + [scope.isOne(of: stages, .real)], denominator: scope.labelled),
      simulated: FigureCases(
        numerator: scope.labelled + [scope.isOne(of: stages, .simulated)], denominator: scope.labelled),
      shift: scope.changes(stages))
  }

  /// A row of any label: the cases of either side, and those among which they are counted.
  init(_ row: ShareRow, real: FilterExpression, simulated: FilterExpression, among known: [FilterExpression]) {
    self.init(
      row: row, real: FigureCases(numerator: known + [real], denominator: known),
      simulated: FigureCases(numerator: known + [simulated], denominator: known),
      shift: FigureCases(
        numerator: known + [.any([.all([real, .not(simulated)]), .all([.not(real), simulated])])],
        denominator: known))
  }
}

enum ShareRows {
  static let rows: [FigureRow<SharePlace>] = [
    FigureRow(
      "real", "real", .share, "The share of real turns with this label.",
      formula: "turns with it ÷ pairs of which both turns are labelled; Wilson’s interval on the effective sample size",
      reading: "What people did. The interval allows for several turns of one customer.", interval: "Wilson",
      cases: { place, _ in place.real }, read: { .side($0.row.real) }),
    FigureRow(
      "simulated", "simulated", .share, "The share of simulated turns with this label, at the same probes.",
      formula: "turns with it ÷ pairs of which both turns are labelled; Wilson’s interval on the effective sample size",
      reading: "What the simulator did where people did what stands beside it.", interval: "Wilson",
      cases: { place, _ in place.simulated }, read: { .side($0.row.simulated) }),
    FigureRow(
      "shift_pp", "shift", .shift, "How much more of it the simulator shows than people, in percentage points.",
      formula: "simulated share − real share; CR1 sandwich interval with t(G − 1)",
      reading: "An interval that leaves 0 out shows a difference; one that holds 0 does not show that there is none.",
      interval: "CR1", cases: { place, _ in place.shift }, read: { .figure($0.row.shift.scaled(by: 100)) }),
  ]

  /// Of stages: the shift beside what a reference shows.
  static let floored: [FigureRow<SharePlace>] =
    rows
    + FloorRows.rows("shift_pp", "", .shift, cases: { place, _ in place.shift }, read: { $0.row.floored })

  static func entry(_ place: SharePlace, _ scope: CaseScope, _ reader: FigureReader<SharePlace>) -> FigureEntry {
    FigureEntry(
      item: place.row.id, place.row.id, isStage: place.row.depth != nil, facts: facts(place.row),
      reader.figures(place, scope))
  }

  static func facts(_ row: ShareRow) -> [JSONValue.Member] {
    var facts = [JSONValue.Member("id", .string(row.id))]
    if let depth = row.depth { facts.append(JSONValue.Member("depth", .number(depth))) }
    if !row.members.isEmpty {
      facts.append(JSONValue.Member("stages", .array(row.members.map(JSONValue.string))))
    }
    return facts
  }
}

extension FigureSection {
  static let headlines = FigureSection(
    .headline, "Resistance, deliberation, commitment", .shares, parts: [.strata, .floors, .resampled],
    rows: ShareRows.floored
  ) { report, scope, reader in
    shares(report, scope, reader) { $0.headlines }.map { block in
      var block = block
      // A headline of one stage is that stage: people see it once, among the stages.
      for index in block.entries.indices where report.isOneStage(block.entries[index]) {
        block.entries[index].isDataOnly = true
      }
      return block
    }
  }

  static let stages = FigureSection(
    .stage, "Stages, real against simulated", .shares, parts: [.strata, .floors, .resampled], rows: ShareRows.floored,
    remarks: { [$0.floorWords, $0.silence ?? $0.leftOut, $0.unknownOutcomes, $0.faultWords].compactMap(\.self) }
  ) { report, scope, reader in
    shares(report, scope, reader) { $0.stages }.map { block in
      var block = block
      for index in block.entries.indices { block.entries[index].words += report.headlineMark(block.entries[index]) }
      return block
    }
  }

  private static func shares(
    _ report: FidelityReport, _ scope: CaseScope, _ reader: FigureReader<SharePlace>,
    _ rows: (StratumReport) -> [ShareRow]
  ) -> [FigureBlock] {
    report.strata.map { stratum in
      let scope = scope.and(.outcome, [stratum.id])
      return FigureBlock(
        stratum: stratum.id, title: stratum.name, basis: stratum.basis,
        rows(stratum).map { ShareRows.entry(SharePlace(stages: $0, scope), scope, reader) })
    }
  }

  private static func hasLabels(_ report: FidelityReport, _ path: KeyPath<StratumReport, [ShareRow]>) -> Bool {
    report.strata.contains { $0[keyPath: path].contains { $0.real.of > 0 } }
  }

  static let emotions = labels(.emotion, "Emotions", \.emotions, real: .realEmotion, simulated: .simulatedEmotion)
  static let blockers = labels(.blocker, "Blockers", \.blockers, real: .realBlocker, simulated: .simulatedBlocker)

  private static func labels(
    _ id: ID, _ title: String, _ path: any KeyPath<StratumReport, [ShareRow]> & Sendable, real: FilterField,
    simulated: FilterField
  ) -> FigureSection {
    FigureSection(
      id, title, .shares, parts: [.categories, .floors, .resampled], rows: ShareRows.floored,
      remarks: { report in
        hasLabels(report, path) ? [report.floorWords(of: title.lowercased())].compactMap(\.self) : []
      }
    ) { report, scope, reader in
      report.strata.filter { $0[keyPath: path].contains { $0.real.of > 0 } }.map { stratum in
        let scope = scope.and(.outcome, [stratum.id])
        let known = scope.common + [real, simulated].map { .not(.equals($0, [FilterValue.missing])) }
        let rows = stratum[keyPath: path]
        return FigureBlock(
          stratum: stratum.id, title: stratum.name, basis: bothLabelled(rows),
          rows.map { row in
            let place = SharePlace(
              row, real: .equals(real, [row.id]), simulated: .equals(simulated, [row.id]), among: known)
            return ShareRows.entry(place, scope, reader)
          })
      }
    }
  }

  /// Labels of exit acts; where nobody wrote anything the record speaks. Reports show the acts of the exit audit, which
  /// are these and tell silence from abandonment.
  static let exits = FigureSection(
    .exit, "Exit acts", .shares, parts: [.categories, .exits, .floors, .resampled],
    rows: ShareRows.floored.map { row in
      row.lifted(to: row.outputs.isEmpty ? .data : .pane) { (place: SharePlace) in place }
    },
    remarks: { hasLabels($0, \.exits) ? [$0.floorWords(of: "acts")].compactMap(\.self) : [] }
  ) { report, scope, reader in
    report.strata.filter { $0.exits.contains { $0.real.of > 0 } }.map { stratum in
      let scope = scope.and(.outcome, [stratum.id])
      let names = ExitLabelNames(scope.schema)
      let known = scope.common + [names.isKnown(.real, .realExit), names.isKnown(.simulated, .simulatedExit)]
      return FigureBlock(
        stratum: stratum.id, title: stratum.name, basis: bothLabelled(stratum.exits),
        stratum.exits.map { row in
          let place = SharePlace(
            row, real: names.isAct(row.id, .real, .realExit),
            simulated: names.isAct(row.id, .simulated, .simulatedExit),
            among: known)
          return ShareRows.entry(place, scope, reader)
        })
    }
  }

  private static func bothLabelled(_ rows: [ShareRow]) -> String {
    NumberText.counted(rows.first?.real.of ?? 0, "pair") + " with both labels"
  }
}

extension FidelityReport {
  /// Whether a headline adds up one stage alone.
  fileprivate func isOneStage(_ entry: FigureEntry) -> Bool {
    strata.first?.headlines.first { $0.id == entry.item }?.members.count == 1
  }

  /// " (resistance)" for the stage that is all of a headline.
  fileprivate func headlineMark(_ entry: FigureEntry) -> String {
    guard let item = entry.item else { return "" }
    return strata.first?.headlines.first { $0.members == [item] }.map { " (\($0.id))" } ?? ""
  }
}

/// What the labels of exit acts are called in a filter: "no-reply" and "reply" are not the schema's own.
private struct ExitLabelNames {
  let schema: StateSchema

  init(_ schema: StateSchema) { self.schema = schema }

  /// Where the schema names both silences, a missing reply is no label of its own.
  private var hasNoReply: Bool { !(schema.exits.contains("abandonment") && schema.exits.contains("silence")) }

  func isAct(_ id: String, _ stage: FilterField, _ exit: FilterField) -> FilterExpression {
    if schema.exits.contains(id) { return .equals(exit, [id]) }
    return id == "no-reply"
      ? .equals(stage, [FilterValue.noReply]) : .not(.equals(stage, [FilterValue.noReply, FilterValue.missing]))
  }

  func isKnown(_ stage: FilterField, _ exit: FilterField) -> FilterExpression {
    guard !schema.exits.isEmpty else { return .not(.equals(stage, [FilterValue.missing])) }
    let isLabelled = FilterExpression.not(.equals(exit, [FilterValue.missing]))
    return hasNoReply ? .any([isLabelled, .equals(stage, [FilterValue.noReply])]) : isLabelled
  }
}
