internal import Cases
internal import Fidelity
internal import Figures
internal import Statistics

extension ReceiptInstrument.Agreement {
  init(_ pair: InstrumentReport.Pair) {
    self.init(
      with: pair.second, real: ReceiptInstrument.Coefficients(pair.real),
      simulated: ReceiptInstrument.Coefficients(pair.simulated))
  }
}

extension ReceiptInstrument.Coefficients {
  init(_ agreement: InstrumentReport.Agreement) {
    self.init(
      turns: agreement.turns, agreement: ReceiptFigure(agreement.observed), kappa: ReceiptFigure(agreement.kappa),
      kappaQuadratic: ReceiptFigure(agreement.kappaQuadratic), alphaOrdinal: ReceiptFigure(agreement.alphaOrdinal))
  }
}

extension ReceiptInstrument.Invalid {
  /// The share has Wilson's interval, every answer by itself.
  init(_ count: ReceiptInput.Invalid, level: Double) {
    var figure = ReceiptFigure(estimate: nil, n: count.of, reason: "nothing was labelled")
    if count.of > 0 {
      let bounds = try? wilsonInterval(count: count.invalid, of: count.of, level: level)
      figure = ReceiptFigure(
        estimate: rounded(Double(count.invalid) / Double(count.of)),
        interval: bounds.map { [rounded($0.lower), rounded($0.upper)] }, n: count.of)
    }
    self.init(source: count.source, invalid: count.invalid, of: count.of, share: figure)
  }
}

extension ReceiptResults {
  init(_ report: FidelityReport) {
    let none = Figure.unavailable(report.reason ?? "not computed")
    self.init(
      strata: report.strata.map(Stratum.init), contrast: report.contrast.map(Contrast.init),
      calibration: ReceiptFigure(report.marginalBias?.estimate ?? none),
      positions: (report.positions ?? []).map { group in
        Position(
          id: group.id, depthBias: group.strata.map { ReceiptFigure($0.depthBias, $0.floored) },
          contrast: ReceiptFigure(group.contrast, group.floored), p: ReceiptNumber(group.contrastP))
      }, skill: report.repeated.flatMap { Skill.all(of: $0.ensemble) })
  }
}

extension ReceiptResults.Skill {
  /// Against every reference; `nil` where there are no draws to tell it of.
  fileprivate static func all(of ensemble: EnsembleReport) -> [ReceiptResults.Skill]? {
    guard ensemble.probes > 0 else { return nil }
    return ensemble.rows.compactMap { row in
      row.reference.map { .init(reference: $0.rawValue, skill: ReceiptFigure(row.skill), units: ensemble.units) }
    }
  }
}

extension ReceiptResults.Share {
  init(_ row: ShareRow) {
    self.init(
      id: row.id, stages: row.members.isEmpty ? nil : row.members, real: ReceiptFigure(row.real.share),
      simulated: ReceiptFigure(row.simulated.share), shift: ReceiptFigure(row.shift, row.floored))
  }
}

extension ReceiptResults.Stratum {
  init(_ stratum: StratumReport) {
    let none = Figure.unavailable(StageText.none)
    let matrix = stratum.matrix
    self.init(
      id: stratum.id, pairs: stratum.pairs, headlines: stratum.headlines.map(ReceiptResults.Share.init),
      stages: stratum.stages.map(ReceiptResults.Share.init),
      depthBias: ReceiptFigure(stratum.depthBias?.estimate ?? none, stratum.depthBias?.floored),
      equivalence: stratum.equivalence?.verdict?.rawValue,
      disengagementMisses: ReceiptCount(matrix?.disengagementMisses ?? .reason(StageText.none)),
      disengagements: ReceiptCount(matrix?.disengagements ?? .reason(StageText.none)),
      disengagementMissShare: ReceiptFigure(matrix?.disengagementMissShare ?? none, matrix?.flooredMissShare),
      agreement: ReceiptFigure(matrix?.agreement ?? none, matrix?.flooredAgreement),
      wasserstein: ReceiptFigure(matrix?.wasserstein.estimate ?? none),
      wassersteinNoise: ReceiptNumber(matrix?.wasserstein.noiseUpper ?? .reason(StageText.none)))
  }
}

private enum StageText {
  static let none = "no pair of this stratum has both turns labelled"
}

extension ReceiptResults.Contrast {
  init(_ contrast: ContrastReport) {
    let none = Quantity.reason("not computed")
    let permutation = contrast.permutation
    self.init(
      estimate: ReceiptFigure(contrast.estimate), cohenD: ReceiptFigure(contrast.cohenD),
      hedgesG: ReceiptFigure(contrast.hedgesG), cliffsDelta: ReceiptFigure(contrast.cliffsDelta),
      welchP: ReceiptNumber(contrast.welch.p), permutationP: ReceiptNumber(permutation?.studentisedTwoSided ?? none),
      permutationPOneSided: ReceiptNumber(permutation?.studentisedOneSided ?? none),
      permutationPRaw: ReceiptNumber(permutation?.rawTwoSided ?? none),
      floors: contrast.floors.map(ReceiptResults.Floor.init), verdict: contrast.verdict?.finding.rawValue,
      verdictReference: contrast.verdict?.reference?.rawValue)
  }
}

extension ReceiptResults.Floor {
  init(_ floor: FloorReport) {
    self.init(
      reference: floor.reference.rawValue, estimate: ReceiptFigure(floor.estimate),
      excess: ReceiptFigure(floor.excess), correctedExcess: floor.corrected.map { ReceiptFigure($0.excess) },
      fallbacks: floor.fallbacks, withoutReference: floor.withoutReference)
  }
}

extension ReceiptPower {
  init(_ report: PowerReport?) {
    let none = Quantity.reason("there is no contrast")
    self.init(
      power: report?.power ?? 0.8, minimumDetectableD: ReceiptNumber(report?.minimumDetectableD ?? none),
      minimumDetectableContrast: ReceiptNumber(report?.minimumDetectableContrast ?? none),
      designEffect: ReceiptNumber(report?.designEffect ?? none),
      conversationsForObservedD: ReceiptNumber(report?.conversationsForObserved ?? none))
  }
}

extension ReceiptExitAudit {
  init(_ report: FidelityReport) {
    guard let audit = report.exitAudit else {
      self.init(silentTurns: 0, simulatedTurns: 0, silence: "not computed", strata: [])
      return
    }
    self.init(
      silentTurns: audit.silentTurns, simulatedTurns: audit.simulatedTurns, silence: audit.silenceSentence,
      strata: audit.strata.map { stratum in
        Stratum(stratum, survival: report.strata.first { $0.id == stratum.id }?.survival)
      })
  }
}

extension ReceiptExitAudit.Stratum {
  init(_ stratum: ExitAuditReport.Stratum, survival: SurvivalReport?) {
    let none = Quantity.reason("no conversation of this stratum was followed")
    self.init(
      id: stratum.id,
      acts: stratum.acts.map {
        ReceiptExitAudit.Act(
          act: $0.row.id, derivedFrom: $0.isFromRecord ? "record" : "instrument",
          real: ReceiptFigure($0.row.real.share), simulated: ReceiptFigure($0.row.simulated.share),
          shift: ReceiptFigure($0.row.shift, $0.row.floored))
      },
      record: stratum.record.map {
        ReceiptExitAudit.Record(
          conversations: $0.conversations, agentTurns: $0.agentTurns, silence: ReceiptFigure($0.silence),
          abandonment: ReceiptFigure($0.abandonment))
      },
      exitProbeRecall: ReceiptFigure(stratum.exitRecall, stratum.flooredRecall),
      silentAtExit: ReceiptFigure(stratum.silentAtExit, stratum.flooredSilence),
      falseLeaving: ReceiptFigure(stratum.falseExits, stratum.flooredFalseExits),
      positions: stratum.positions.map {
        ReceiptExitAudit.Position(
          id: $0.id, leavingRecall: ReceiptFigure($0.recall, $0.flooredRecall),
          falseLeaving: ReceiptFigure($0.falseExits, $0.flooredFalseExits))
      },
      medianReal: ReceiptNumber(survival?.real.median ?? none),
      medianSimulated: ReceiptNumber(survival?.simulated.median ?? none),
      medianFloor: survival?.floor.map { ReceiptNumber($0.median) },
      hazardDifference: ReceiptFigure(survival?.difference ?? .unavailable(none.reason ?? ""), survival?.floored),
      hazardP: ReceiptNumber(survival?.p ?? none))
  }
}
