extension ReceiptMarkdown {
  mutating func results(_ predicate: ReceiptPredicate) {
    let (results, level) = (predicate.results, "\(ReceiptText.decimal(predicate.method.level * 100, 0)) %")
    let names = Dictionary(
      predicate.outcome.strata.map { ($0.id, $0.label.value ?? $0.id) }, uniquingKeysWith: { first, _ in first })
    func name(_ id: String) -> String { ReceiptText.inline(names[id] ?? id) }
    heading("Results")
    line("Every number stands beside its \(level) interval. Shares in percent, shifts in percentage points.")
    for stratum in results.strata {
      line()
      line("**\(name(stratum.id))**, \(ReceiptText.grouped(stratum.pairs)) pairs")
      line()
      let shares = stratum.headlines.filter { ($0.stages?.count ?? 0) > 1 } + stratum.stages
      table(
        ["stage", "real", "simulated", "shift"],
        shares.map { share in
          [
            ReceiptText.inline(share.id), share.real.shown(1, scale: 100), share.simulated.shown(1, scale: 100),
            share.shift.shown(1, signed: true, scale: 100),
          ]
        })
    }
    line()
    table(
      ["depth steps", "estimate", "n", "verdict"],
      results.strata.map { stratum in
        [
          "depth bias, \(name(stratum.id))", stratum.depthBias.shown(3, signed: true),
          ReceiptText.grouped(stratum.depthBias.n), stratum.equivalence ?? "—",
        ]
      } + [
        [
          "calibration, everyone", results.calibration.shown(3, signed: true),
          ReceiptText.grouped(results.calibration.n), "—",
        ]
      ]
        + contrastRows(results))
    if let contrast = results.contrast {
      line()
      line(
        "Cohen's d \(contrast.cohenD.shown(2, signed: true)), Hedges' g \(contrast.hedgesG.shown(2, signed: true)), "
          + "Cliff's δ \(contrast.cliffsDelta.shown(2, signed: true)).")
      line()
      table(
        ["p of the contrast", "two-sided", "one-sided"],
        [
          [
            "permutation, studentised", ReceiptText.plainP(contrast.permutationP),
            ReceiptText.plainP(contrast.permutationPOneSided),
          ],
          ["permutation, raw difference", ReceiptText.plainP(contrast.permutationPRaw), "—"],
          ["Welch", ReceiptText.plainP(contrast.welchP), "—"],
        ])
    }
    positions(results, name)
    power(predicate.power)
  }

  private func contrastRows(_ results: ReceiptResults) -> [[String]] {
    guard let contrast = results.contrast else { return [] }
    var rows = [
      [
        "**contrast Δ**, uncommitted − committed", contrast.estimate.shown(3, signed: true),
        ReceiptText.grouped(contrast.estimate.n), "—",
      ]
    ]
    for floor in contrast.floors where floor.estimate.estimate != nil {
      let knows = ReceiptText.reference(floor.reference)
      rows.append([
        "floor that knows \(knows)", floor.estimate.shown(3, signed: true), ReceiptText.grouped(floor.estimate.n), "—",
      ])
      let isNamed = floor.reference == contrast.verdictReference
      rows.append([
        isNamed ? "**excess** over it" : "excess over it", floor.excess.shown(3, signed: true),
        ReceiptText.grouped(floor.excess.n), isNamed ? contrast.verdict ?? "—" : "—",
      ])
    }
    return rows
  }

  private mutating func positions(_ results: ReceiptResults, _ name: (String) -> String) {
    guard results.positions.count > 1 else { return }
    line()
    line("By position (an average over positions may hide errors that cancel out):")
    line()
    table(
      ["position"] + results.strata.map { name($0.id) } + ["Δ", "p"],
      results.positions.map { position in
        [ReceiptText.inline(position.id)] + position.depthBias.map { $0.shown(2, signed: true) }
          + [position.contrast.shown(2, signed: true), ReceiptText.plainP(position.p)]
      })
  }

  private mutating func power(_ power: ReceiptPower) {
    guard power.minimumDetectableD.value != nil else { return }
    line()
    line(
      "Power: with \(ReceiptText.decimal(power.power * 100, 0)) % this panel finds |d| of "
        + "\(power.minimumDetectableD.shown(2)) (\(power.minimumDetectableContrast.shown(2)) depth steps) and more; "
        + "\(power.conversationsForObservedD.value.map { ReceiptText.grouped(Int($0)) } ?? "—") conversations would find "
        + "the observed d.")
  }

  mutating func exits(_ predicate: ReceiptPredicate) {
    let audit = predicate.exitAudit
    heading("Exit audit")
    line(ReceiptText.inline(audit.silence))
    for stratum in audit.strata {
      line()
      line("**\(ReceiptText.inline(stratum.id))**")
      line()
      if stratum.acts.contains(where: { $0.derivedFrom == "instrument" && $0.act != "none" }) || audit.silentTurns > 0 {
        table(
          ["exit act", "from", "real", "simulated", "shift"],
          stratum.acts.map { act in
            [
              ReceiptText.inline(act.act), act.derivedFrom, act.real.shown(1, scale: 100),
              act.simulated.shown(1, scale: 100), act.shift.shown(1, signed: true, scale: 100),
            ]
          }, words: [1])
        line()
      }
      var rates = [
        ("exit probes: leaves where the real person left for good", stratum.exitRecall),
        ("exit probes: without a word", stratum.silentAtExit),
        ("leaves where the real person stayed (false exits)", stratum.falseExits),
      ].map { [$0.0, $0.1.shown(1, scale: 100)] }
      for position in stratum.positions where position.recall.estimate != nil && position.falseExits.estimate != nil {
        rates.append([
          "at \(ReceiptText.inline(position.id)): leaves with the real person / alone",
          "\(position.recall.shown(1, scale: 100)) / \(position.falseExits.shown(1, scale: 100))",
        ])
      }
      if let record = stratum.record {
        rates.append(["record: agent turns met with silence", record.silence.shown(1, scale: 100)])
        rates.append(["record: conversations left unanswered", record.abandonment.shown(1, scale: 100)])
      }
      rates.append([
        "user turns until half have left, real / simulated",
        "\(stratum.medianReal.shown(0)) / \(stratum.medianSimulated.shown(0)), log-rank p \(ReceiptText.p(stratum.logRankP))",
      ])
      table(["", "percent"], rates)
    }
  }
}
