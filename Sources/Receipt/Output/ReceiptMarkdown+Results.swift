internal import Fidelity
internal import Figures
internal import Text

extension ReceiptMarkdown {
  mutating func results(_ predicate: ReceiptPredicate) {
    let results = predicate.results
    let names = Dictionary(
      predicate.outcome.strata.map { ($0.id, $0.label.value ?? $0.id) }, uniquingKeysWith: { first, _ in first })
    func name(_ id: String) -> String { MarkdownText.inline(names[id] ?? id) }
    heading("Results")
    line("Every number stands beside its \(NumberText.percent(predicate.method.level)) interval.")
    for stratum in results.strata {
      line()
      line("**\(name(stratum.id))**, \(NumberText.counted(stratum.pairs, "pair"))")
      line()
      // A headline of one stage is that stage; one of none says why there is no number.
      let shares =
        stratum.headlines.filter { ($0.stages?.count ?? 0) > 1 || ($0.stages == nil && $0.real.estimate == nil) }
        + stratum.stages
      table(
        ["stage", words(.stage, "real"), words(.stage, "simulated"), words(.stage, "shift_pp")],
        shares.map { [MarkdownText.inline($0.id), $0.real.text(.share), $0.simulated.text(.share), shift($0.shift)] })
    }
    line()
    table(
      ["depth steps", "estimate", "n", "verdict"],
      results.strata.map { stratum in
        let verdict = stratum.equivalence ?? "—"
        return depth("\(words(.depthBias, "estimate")), \(name(stratum.id))", stratum.depthBias, verdict)
      } + [depth(words(.calibration, "estimate"), results.calibration)] + contrastRows(results))
    if let contrast = results.contrast { effects(contrast) }
    rates(results, name)
    positions(results, name)
    skills(results.skill ?? [])
    power(predicate.power)
  }

  /// What the catalogue calls a figure.
  private func words(_ section: FigureSection.ID, _ key: String) -> String {
    FigureCatalogue.section(section).definitions.first { $0.key == key }?.words ?? key
  }

  private func shift(_ figure: ReceiptFigure) -> String { figure.inPoints.text(.shift) }

  private func depth(_ words: String, _ figure: ReceiptFigure, _ verdict: String = "—") -> [String] {
    [words, figure.text(.depth), NumberText.grouped(figure.n), verdict]
  }

  private func contrastRows(_ results: ReceiptResults) -> [[String]] {
    guard let contrast = results.contrast else { return [] }
    var rows = [depth("**\(words(.contrast, "estimate"))**, uncommitted − committed", contrast.estimate)]
    for floor in contrast.floors where floor.estimate.estimate != nil {
      let knows = FloorReport.Reference(rawValue: floor.reference)?.words ?? floor.reference
      rows.append(depth("\(words(.floor, "estimate")) that knows \(knows)", floor.estimate))
      let isNamed = floor.reference == contrast.verdictReference
      let excess = words(.floor, "excess")
      rows.append(
        depth(
          isNamed ? "**\(excess)** over it" : "\(excess) over it", floor.excess,
          isNamed ? contrast.verdict ?? "—" : "—"))
    }
    return rows
  }

  private mutating func effects(_ contrast: ReceiptResults.Contrast) {
    line()
    line(
      "\(words(.contrast, "cohen_d")) \(contrast.cohenD.text(.effect)), \(words(.contrast, "hedges_g")) "
        + "\(contrast.hedgesG.text(.effect)), \(words(.contrast, "cliffs_delta")) \(contrast.cliffsDelta.text(.effect))."
    )
    line()
    table(
      ["p of the contrast", "two-sided", "one-sided"],
      [
        [
          "permutation, studentised", contrast.permutationP.text(.probability),
          contrast.permutationPOneSided.text(.probability),
        ],
        ["permutation, raw difference", contrast.permutationPRaw.text(.probability), "—"],
        ["Welch", contrast.welchP.text(.probability), "—"],
      ])
    guard contrast.verdictReference != nil else { return }
    line()
    line(FidelityReport.floorlessContrast)
  }

  private mutating func rates(_ results: ReceiptResults, _ name: (String) -> String) {
    line()
    table(
      ["", words(.rate, "agreement"), words(.distance, "wasserstein"), words(.rate, "disengagement_misses.count")],
      results.strata.map { stratum in
        [
          name(stratum.id), stratum.agreement.text(.share),
          "\(stratum.wasserstein.text(.distance)), two halves of the real people up to "
            + stratum.wassersteinNoise.text(.distance),
          stratum.disengagements.reason
            ?? "\(stratum.disengagementMisses.text) of \(stratum.disengagements.text): "
            + stratum.disengagementMissShare.text(.share),
        ]
      })
  }

  private mutating func positions(_ results: ReceiptResults, _ name: (String) -> String) {
    guard results.positions.count > 1 else { return }
    line()
    line("By position (an average over positions may hide errors that cancel out):")
    line()
    table(
      ["position"] + results.strata.map { name($0.id) } + [words(.position, "contrast")],
      results.positions.map { position in
        [MarkdownText.inline(position.id)] + position.depthBias.map { $0.text(.depth) }
          + [position.contrast.text(.depth)]
      })
  }

  private mutating func skills(_ skills: [ReceiptResults.Skill]) {
    guard !skills.isEmpty else { return }
    line()
    line("How well several draws a probe tell the next real stage (0: as well as the reference):")
    line()
    table(
      ["reference", words(.ensemble, "skill"), "probes", "independent units"],
      skills.map { own in
        [
          FloorReport.Reference(rawValue: own.reference)?.words ?? own.reference, own.skill.text(.effect),
          NumberText.grouped(own.skill.n), NumberText.grouped(own.units),
        ]
      })
  }

  private mutating func power(_ power: ReceiptPower) {
    guard power.minimumDetectableD.value != nil else { return }
    line()
    line(
      "Power: with \(NumberText.percent(power.power)) this panel finds |d| of \(power.minimumDetectableD.text(.size)) "
        + "(\(power.minimumDetectableContrast.text(.size)) depth steps) and more; "
        + "\(power.conversationsForObservedD.text(.count)) conversations would find the observed d.")
  }

  mutating func exits(_ predicate: ReceiptPredicate) {
    let audit = predicate.exitAudit
    heading("Exit audit")
    line(MarkdownText.inline(audit.silence))
    for stratum in audit.strata {
      line()
      line("**\(MarkdownText.inline(stratum.id))**")
      line()
      if stratum.acts.contains(where: { $0.derivedFrom == "instrument" && $0.act != "none" }) || audit.silentTurns > 0 {
        table(
          ["exit act", "from", words(.exitAct, "real"), words(.exitAct, "simulated"), words(.exitAct, "shift_pp")],
          stratum.acts.map { act in
            [
              MarkdownText.inline(act.act), act.derivedFrom, act.real.text(.share), act.simulated.text(.share),
              shift(act.shift),
            ]
          }, words: [1])
        line()
      }
      table(["", ""], leaving(stratum))
    }
  }

  private func leaving(_ stratum: ReceiptExitAudit.Stratum) -> [[String]] {
    var rows = [
      [words(.leaving, "exit_probe_recall"), stratum.exitProbeRecall.text(.share)],
      [words(.leaving, "silent_at_exit"), stratum.silentAtExit.text(.share)],
      [words(.leaving, "false_leaving"), stratum.falseLeaving.text(.share)],
    ]
    for position in stratum.positions
    where position.leavingRecall.estimate != nil && position.falseLeaving.estimate != nil {
      let (too, alone) = (words(.leavingByPosition, "leaving_recall"), words(.leavingByPosition, "false_leaving"))
      rows.append([
        "at \(MarkdownText.inline(position.id)): \(too) / \(alone)",
        "\(position.leavingRecall.text(.share)) / \(position.falseLeaving.text(.share))",
      ])
    }
    if let record = stratum.record {
      rows.append(["record: \(words(.record, "silence"))", record.silence.text(.share)])
      rows.append(["record: \(words(.record, "abandonment"))", record.abandonment.text(.share)])
    }
    let medians = [stratum.medianReal, stratum.medianSimulated] + [stratum.medianFloor].compactMap(\.self)
    rows.append([
      "user turns until half have left, real / simulated" + (medians.count > 2 ? " / floor" : ""),
      medians.map { $0.text(.count) }.joined(separator: " / "),
    ])
    rows.append([
      words(.survivalTest, "hazard_difference"),
      stratum.hazardDifference.inPoints.text(.shift),
    ])
    return rows
  }
}
