import Cases
import Fidelity
import JSON
import Text

/// A stratum within a position or an action, and a stage of it.
private struct CellPlace: Sendable {
  let share: SharePlace
  let cell: GroupReport.Cell
}

/// The two tables of groups: what differs between them.
private struct GroupKind: Sendable {
  let groups: @Sendable (FidelityReport) -> [GroupReport]?
  let field: FilterField
  let family: String
  let word: String
  let part: AnalysisParts

  static let position = GroupKind(
    groups: { $0.positions }, field: .position, family: "positions", word: "position", part: .positions)
  static let action = GroupKind(
    groups: { $0.actions }, field: .action, family: "actions", word: "preceding agent action", part: .actions)
}

extension FigureSection {
  static let positions = biases(.position, .position)
  static let actions = biases(.action, .action)
  static let positionStages = cells(.positionStage, .position)
  static let actionStages = cells(.actionStage, .action)

  private static func biases(_ id: ID, _ kind: GroupKind) -> FigureSection {
    let own = FigureReader(section: id, rows: biasRows(kind))
    let both = FigureReader(section: id, rows: contrastRows(kind))
    return FigureSection(
      id, "Depth bias by \(kind.word)", .pivot, parts: [kind.part, .floors, .resampled],
      definitions: own.definitions + both.definitions, remarks: { remarks($0, kind) }
    ) { report, scope in
      guard let groups = kind.groups(report), !groups.isEmpty else { return [] }
      let strata = report.strata.enumerated().map { place, stratum in
        FigureBlock(
          stratum: stratum.id, title: stratum.name,
          groups.compactMap { group in
            guard group.strata.indices.contains(place) else { return nil }
            let scope = scope.and(.outcome, [stratum.id]).and(kind.field, [group.id])
            return FigureEntry(
              stratum: stratum.id, group: group.id, group.id, own.figures(group.strata[place], scope))
          })
      }
      let contrasts = FigureBlock(
        title: "Δ",
        groups.map { group in
          FigureEntry(group: group.id, group.id, both.figures(group, scope.and(kind.field, [group.id])))
        })
      return strata + [contrasts]
    }
  }

  private static func biasRows(_ kind: GroupKind) -> [FigureRow<GroupReport.Stratum>] {
    [
      FigureRow(
        "depth_bias", "depth bias", .depth, "The depth bias at one \(kind.word) alone.",
        formula: "mean over conversations of the mean D within the group; t on conversation means",
        reading: "Errors of opposite sign in different groups cancel out in the whole.", interval: "t",
        cases: { _, scope in scope.stages(differ: true) }, read: { .figure($0.depthBias) })
    ]
      + FloorRows.rows(
        "depth_bias", "", .depth, cases: { _, scope in scope.stages(differ: true) }, read: { $0.floored })
  }

  private static func contrastRows(_ kind: GroupKind) -> [FigureRow<GroupReport>] {
    [
      FigureRow(
        "contrast", "contrast Δ", .depth, "The contrast at one \(kind.word) alone.",
        formula: "mean D̄ of the uncommitted − that of the committed, within the group; Welch’s interval",
        reading: "Several are looked at: the smallest p of many is no finding.", interval: "Welch",
        cases: { _, scope in scope.stages(differ: true) }, read: { .figure($0.contrast) }),
      FigureRow(
        "contrast.p", "p", .probability, "Welch’s test of that contrast.", formula: "two-sided",
        reading: "Against 0, not against the floor; not corrected for looking at several.", outputs: .data,
        cases: { _, scope in scope.stages(differ: true) }, read: { .quantity($0.contrastP) }),
    ]
      + FloorRows.rows(
        "contrast", "", .depth, cases: { _, scope in scope.stages(differ: true) }, read: { $0.floored })
  }

  private static func remarks(_ report: FidelityReport, _ kind: GroupKind) -> [String] {
    guard let family = report.multiplicity?.first(where: { $0.family == kind.family }), family.fisher.tested > 0 else {
      return []
    }
    let test =
      report.paperChoices
      ? ("Fisher’s exact test on pairs", family.fisher) : ("shift beyond the floor", family.excess)
    let floors = report.paperChoices ? [] : [report.floorWords].compactMap(\.self)
    guard test.1.tested > 0 else { return floors }
    return floors
      + [test].map { name, survivors in
        "\(name): of \(NumberText.counted(survivors.tested, "shift")) \(survivors.uncorrected) have p < "
          + "\(NumberText.fixed(family.alpha, 2)) uncorrected, \(survivors.benjaminiHochberg) after Benjamini–Hochberg; of "
          + "the \(survivors.declared) of the declared family \(survivors.holm) after Holm."
      }
  }

  private static func cells(_ id: ID, _ kind: GroupKind) -> FigureSection {
    let rows =
      ShareRows.floored.map { row in
        row.lifted(to: row.outputs.isEmpty ? .data : .pane) { (place: CellPlace) in place.share }
      } + testRows
    return FigureSection(
      id, "Stages by \(kind.word)", .shares, parts: [kind.part, .floors, .resampled], rows: rows
    ) { report, scope, reader in
      (kind.groups(report) ?? []).flatMap { group in
        group.strata.map { stratum in
          let scope = scope.and(.outcome, [stratum.id]).and(kind.field, [group.id])
          let basis =
            "\(NumberText.counted(stratum.pairs, "pair")), \(NumberText.counted(stratum.conversations, "conversation"))"
          return FigureBlock(
            stratum: stratum.id, title: "\(group.id), \(report.name(ofStratum: stratum.id))", basis: basis,
            stratum.cells.map { cell in
              FigureEntry(
                stratum: stratum.id, group: group.id, item: cell.row.id, cell.row.id, isStage: true,
                facts: ShareRows.facts(cell.row) + [JSONValue.Member("declared", .bool(cell.isDeclared))],
                reader.figures(CellPlace(share: SharePlace(stages: cell.row, scope), cell: cell), scope))
            })
        }
      }
    }
  }

  private static let testRows: [FigureRow<CellPlace>] = [
    test("fisher", "Fisher p", "Fisher’s exact test of real against simulated turns", \.cell.fisher),
    test("clustered", "clustered p", "the paired test of the shift with its variance over units", \.cell.clustered),
    test("excess", "excess p", "the test of no shift beyond the floor", \.cell.excess),
  ].flatMap(\.self)

  private static func test(
    _ key: String, _ words: String, _ what: String, _ path: any KeyPath<CellPlace, TestedHypothesis> & Sendable
  ) -> [FigureRow<CellPlace>] {
    let none = Quantity.reason("not corrected: outside of the declared family")
    return [
      FigureRow(
        key + ".p", words, .probability, "p of \(what).", formula: "two-sided, uncorrected",
        reading: "One of many: read the corrected ones.", outputs: .data, cases: { place, _ in place.share.shift },
        read: { .quantity($0[keyPath: path].p) }),
      FigureRow(
        key + ".holm", words + ", Holm", .probability, "The same, corrected within the declared family.",
        formula: "Holm (1979)", reading: "Controls the chance of any false finding in the family.", outputs: .data,
        cases: { place, _ in place.share.shift }, read: { .quantity($0[keyPath: path].holm ?? none) }),
      FigureRow(
        key + ".benjamini_hochberg", words + ", Benjamini–Hochberg", .probability,
        "The same, corrected over all cells.", formula: "Benjamini and Hochberg (1995)",
        reading: "Controls the share of false findings among all.", outputs: .data,
        cases: { place, _ in place.share.shift },
        read: { .quantity($0[keyPath: path].benjaminiHochberg ?? .reason("not tested")) }),
    ]
  }

  static let pooledActions = FigureSection(
    .pooledAction, "The paper’s table: stages by preceding agent action, all strata together", .table,
    parts: [.actions],
    rows: [
      FigureRow<PooledCell>(
        "real", "real", .count, "Real turns with this stage after this action.", formula: "a count over all strata",
        reading: "Beside the simulated ones, of as many pairs.", cases: { cell, scope in cell.cases(scope, .real) },
        read: { .turns($0.real) }),
      FigureRow(
        "simulated", "simulated", .count, "Simulated turns with this stage after this action.",
        formula: "a count over all strata", reading: "Fewer or more than people’s.",
        cases: { cell, scope in cell.cases(scope, .simulated) }, read: { .turns($0.simulated) }),
      FigureRow(
        "pairs", "n", .count, "Labelled pairs after this action.", formula: "a count over all strata",
        reading: "What both counts are of.", read: { .count($0.pairs) }),
      FigureRow(
        "fisher.p", "Fisher p", .probability, "Whether real and simulated turns show the stage equally often.",
        formula: "Fisher’s exact test, two-sided, turns as independent",
        reading: "The paper’s test; one of many: read Holm’s.", read: { .quantity($0.fisher.p) }),
      FigureRow(
        "fisher.holm", "Holm", .probability, "The same, corrected over all cells of the table.",
        formula: "Holm (1979) over resistance and deliberation after every action",
        reading: "Controls the chance of any false finding in the table.",
        read: { .quantity($0.fisher.holm ?? .reason("not tested")) }),
    ],
    remarks: { report in
      guard let cells = report.pooledActions, !cells.isEmpty else { return [] }
      let alpha = ((1 - report.level) * 1e12).rounded() / 1e12
      let tested = cells.count { $0.fisher.holm != nil }
      let left = cells.count { ($0.fisher.holm?.number ?? 1) <= alpha }
      return [
        "The paper’s test is against equal shares, which a sampler blind to the outcome misses too: it has no floor.",
        "Of \(NumberText.counted(tested, "cell")) with a p, \(left) "
          + "\(left == 1 ? "has" : "have") p < \(NumberText.fixed(alpha, 2)) after Holm.",
      ]
    }
  ) { report, scope, reader in
    guard let cells = report.pooledActions, !cells.isEmpty else { return [] }
    return [
      FigureBlock(
        cells.map { cell in
          FigureEntry(
            group: cell.action, item: cell.stage, "\(cell.action), \(cell.stage)",
            facts: [JSONValue.Member("action", .string(cell.action)), JSONValue.Member("stage", .string(cell.stage))],
            reader.figures(cell, scope))
        })
    ]
  }

  /// How many cells survive which correction. Said in words under the groups; listed in JSON and CSV.
  static let multiplicity = FigureSection(
    .multiplicity, "Corrections for looking at many", .table, parts: [.positions, .actions],
    rows: [("clustered", \MultiplicityReport.clustered), ("fisher", \MultiplicityReport.fisher), ("excess", \.excess)]
      .flatMap(survivors)
  ) { report, scope, reader in
    (report.multiplicity ?? []).map { family in
      FigureBlock([
        FigureEntry(
          group: family.family, family.family,
          facts: [
            JSONValue.Member("family", .string(family.family)),
            JSONValue.Member("declared", .array(family.declaredStages.map(JSONValue.string))),
            JSONValue.Member("alpha", .number(family.alpha)),
          ], reader.figures(family, scope))
      ])
    }
  }

  private static func survivors(
    _ key: String, _ path: any KeyPath<MultiplicityReport, MultiplicityReport.Survivors> & Sendable
  ) -> [FigureRow<MultiplicityReport>] {
    let counts: [(String, String, any KeyPath<MultiplicityReport.Survivors, Int> & Sendable)] = [
      ("tested", "cells with a p", \.tested), ("uncorrected", "below α uncorrected", \.uncorrected),
      ("declared", "cells of the declared family", \.declared), ("holm", "below α after Holm", \.holm),
      ("benjamini_hochberg", "below α after Benjamini–Hochberg", \.benjaminiHochberg),
    ]
    return counts.map { name, words, count in
      FigureRow(
        "\(key).\(name)", words, .count, "Cells of the table: \(words).", formula: "a count",
        reading: "The declared family is the schema’s headline stages.",
        outputs: .data, read: { .count($0[keyPath: path][keyPath: count]) })
    }
  }
}

extension PooledCell {
  fileprivate func cases(_ scope: CaseScope, _ side: FilterField) -> FigureCases {
    let all = scope.and(.action, [action]).labelled
    return FigureCases(numerator: all + [.equals(side, [stage])], denominator: all)
  }
}
