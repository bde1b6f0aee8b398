import Cases
import Fidelity

extension StatisticsPage {
  /// The contrast beside what outcome-blind references would show, the effect sizes, the tests, the power.
  static let contrast = StatisticsPage(title: "contrast", parts: [.contrast, .floors, .resampled]) { report, context in
    guard let contrast = report.contrast else { return [.prose(report.reason ?? "…")] }
    return [
      .lines(effect(contrast, report)), .lines(floors(contrast)), .lines(tests(contrast)),
      .lines(calibration(report)),
    ]
  }

  private static func effect(_ contrast: ContrastReport, _ report: FidelityReport) -> [StatisticsLine] {
    let sides = [contrast.uncommitted, contrast.committed].map { side in
      StatisticsLine.figure(
        FigureLine(
          label: side.strata.joined(separator: " + "),
          figure: Figure(side.mean, interval: .reason(""), count: side.units),
          basis: "mean depth bias of \(counted(side.conversations, "conversation")), SD "
            + side.standardDeviation.text(scale: 1, places: 2),
          narrowing: Narrowing((.outcome, side.strata)), showsIntervals: false))
    }
    return [.heading("Does the error sit with those who decline?")] + sides + [
      .figure(FigureLine(label: "contrast Δ", figure: contrast.estimate, interval: "Welch")),
      .figure(FigureLine(label: "Cohen’s d", figure: contrast.cohenD, places: 2, interval: "boot+")),
      plain("Hedges’ g", contrast.hedgesG), plain("Glass’s Δ", contrast.glassDelta),
      plain("Cliff’s δ", contrast.cliffsDelta), .blank,
    ]
  }

  private static func floors(_ contrast: ContrastReport) -> [StatisticsLine] {
    guard !contrast.floors.isEmpty else { return [] }
    var lines: [StatisticsLine] = [
      .heading("What a simulator blind to the outcome would show", "references from the real labels alone")
    ]
    for floor in contrast.floors where floor.estimate.number != nil {
      lines += [
        .figure(FigureLine(label: floor.reference.title, figure: floor.estimate)),
        .figure(FigureLine(label: "  excess", figure: floor.excess)),
      ]
      if floor.withoutReference + floor.fallbacks > 0 {
        lines.append(
          .text(
            "  coarser reference for \(counted(floor.fallbacks, "pair")), none for \(floor.withoutReference.grouped)"))
      }
    }
    if let verdict = contrast.verdict { lines.append(.text(verdict.sentence)) }
    return lines + [.blank]
  }

  private static func tests(_ contrast: ContrastReport) -> [StatisticsLine] {
    var lines: [StatisticsLine] = [
      .heading("Tests", "two-sided"), plain("Welch p", contrast.welch.p, places: 4),
      plain("Mann–Whitney", contrast.mannWhitney.p, places: 4),
    ]
    if let permutation = contrast.permutation {
      lines += [
        plain(
          "studentised", permutation.studentisedTwoSided, places: 4, "permutation, \(permutation.draws.grouped) draws"),
        plain("raw", permutation.rawTwoSided, places: 4, "permutation, the paper’s"),
      ]
    }
    return lines + [.blank]
  }

  private static func calibration(_ report: FidelityReport) -> [StatisticsLine] {
    var lines: [StatisticsLine] = []
    if let bias = report.marginalBias {
      lines += [.heading("Calibration and power"), .figure(FigureLine(label: "marginal bias", figure: bias.estimate))]
    }
    if let power = report.power {
      let level = (power.power * 100).brief
      lines.append(
        plain(
          "smallest d", power.minimumDetectableD, places: 2, "that this panel finds with \(level) % power"))
    }
    return lines
  }

  /// A number that has no interval.
  static func plain(_ label: String, _ value: Quantity, places: Int = 3, _ basis: String = "") -> StatisticsLine {
    .figure(
      FigureLine(
        label: label, figure: Figure(value, interval: .reason(""), count: 0), places: places, signed: false,
        basis: basis, showsIntervals: false))
  }
}

extension FloorReport.Reference {
  var title: String {
    switch self {
    case .position: "by position"
    case .previousStage: "+ stage before"
    case .action: "+ action before"
    case .placebo: "other people"
    }
  }
}

extension FloorVerdict {
  var sentence: String {
    let reference = "the reference “\(reference.title)”"
    return switch finding {
    case .above: "The simulator is further from the outcome than \(reference): an excess is shown."
    case .notShown: "No excess over \(reference) is shown; that is not the same as showing there is none."
    case .below: "The simulator follows the outcome better than \(reference) can."
    }
  }
}
