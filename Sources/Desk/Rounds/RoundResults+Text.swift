internal import Cases
internal import CellGrid
internal import Explorer
internal import Fidelity
internal import Figures
internal import Text

extension RoundResults {
  public var text: String {
    var lines = [
      "\(round.name): \(NumberText.counted(round.items.count, "turn")), at most one of a conversation, drawn by the stages "
        + "of \(round.instrument) with seed \(round.seed)"
    ]
    let isUnderWay = progress.contains { $0.labelled + $0.skipped < $0.all }
    lines += isUnderWay || progress.count < round.overlap ? ["Who is not done yet should not read on.", ""] : [""]
    lines += progressLines + agreementLines + standingLines + confusionLines
    for part in corrected {
      lines += ["", "\(part.simulator.uppercased()), WITH WHAT PEOPLE LABELLED SO FAR"]
      lines += part.figures.text(of: [.verdict, .judge]) { DisplayWidth.of($0) }.split(
        separator: "\n", omittingEmptySubsequences: false
      ).map { $0.isEmpty ? "" : "  \($0)" }
      while lines.last == "" { lines.removeLast() }
      lines += part.lines
    }
    lines += disputeLines
    return shownLines(lines.joined(separator: "\n") + "\n")
  }

  private var progressLines: [String] {
    guard !progress.isEmpty else { return ["nobody has labelled a turn yet"] }
    return PlainColumns(
      ["reviewer", "labelled", "skipped", "of", "seconds a turn"], alignRightFrom: 1,
      progress.map {
        [
          $0.reviewer, "\($0.labelled)", "\($0.skipped)", "\($0.all)",
          $0.seconds.map { NumberText.fixed($0, 1) } ?? "—",
        ]
      }
    ).lines
  }

  /// A table a question; what has no turn is left out, and what "—" stands for is said once below.
  private var agreementLines: [String] {
    agreements.flatMap { question, _, pairs -> [String] in
      let shown = pairs.filter { $0.equal.count > 0 }
      guard !shown.isEmpty else { return [] }
      var reasons: [String] = []
      let rows = shown.map { pair in
        if let reason = pair.kappa.value.reason, !reasons.contains(reason) { reasons.append(reason) }
        return [
          "\(pair.first) and \(pair.second)", pair.source.rawValue, "\(pair.equal.count)",
          NumberStyle.share.text(pair.equal), NumberStyle.coefficient.text(pair.kappa),
        ]
      }
      return ["", "AGREEMENT ON THE \(question.rawValue.uppercased())"]
        + PlainColumns(["", "turns", "n", "equal", "κ"], alignRightFrom: 2, rows).lines.map { "  " + $0 }
        + reasons.map { "  — \($0)" }
    }
  }

  private var standingLines: [String] {
    let known = standings.filter { $0.kappa.count > 0 }
    guard !known.isEmpty else {
      return standings.isEmpty
        ? [] : ["", "IS THE INSTRUMENT ESTABLISHED?", "  nobody knows yet: no turn was labelled by several people"]
    }
    return ["", "IS THE INSTRUMENT ESTABLISHED?"]
      + PlainColumns(
        ["", "turns", "n", "κ with people", "people’s own", "difference", ""], alignRightFrom: 2,
        known.map {
          [
            $0.instrument, $0.source.rawValue, "\($0.kappa.count)", NumberStyle.coefficient.text($0.kappa),
            NumberStyle.coefficient.text($0.people), NumberStyle.coefficient.text($0.difference), $0.words,
          ]
        }
      ).lines.map { "  " + $0 }
      + [
        "  established: its κ is no more than \(NumberText.fixed(RaterStanding.margin, 2)) below people’s own by the whole "
          + "interval; not established: below it"
      ]
  }

  /// Of stages: people among themselves, and with the round's instrument.
  private var confusionLines: [String] {
    guard let (_, values, pairs) = agreements.first(where: { $0.question == .stage }) else { return [] }
    return pairs.filter { pair in
      pair.equal.count > 0 && pair.source != .all && (!pair.isOfInstrument || pair.second == round.instrument)
    }.flatMap { pair in
      ["", "\(pair.first) (rows) and \(pair.second) (columns), \(pair.source.rawValue) turns"]
        + PlainColumns(
          [""] + values, alignRightFrom: 1, zip(values, pair.counts).map { [$0] + $1.map { $0 == 0 ? "·" : "\($0)" } }
        ).lines.map { "  " + $0 }
    }
  }

  private var disputeLines: [String] {
    guard !disputes.isEmpty else { return [] }
    let settled = disputes.count { $0.settled != nil }
    var lines = [
      "", "DISAGREEMENTS",
      "  \(NumberText.counted(disputes.count, "turn")), \(settled) settled; walkaway review AUDIT --adjudicate settles them",
    ]
    lines += PlainColumns(
      ["conversation", "turn", "source", "given", "settled"], alignRightFrom: 5,
      disputes.map { dispute in
        [
          dispute.item.conversation, "\(dispute.item.turn)", dispute.item.source,
          dispute.given.map { "\($0.reviewer) \($0.stage)" + ($0.isElsewhere ? " (elsewhere)" : "") }
            .joined(separator: ", "), dispute.settled ?? "",
        ]
      }
    ).lines.map { "  " + $0 }
    return lines
  }
}

extension RoundResults.Corrected {
  /// The excess, and shares and biases, by the instrument, by people alone and corrected.
  fileprivate var lines: [String] {
    let report = figures.report
    var reasons: [String] = []
    func cell(_ figure: Figure, _ style: NumberStyle) -> String {
      if let reason = figure.value.reason, !reasons.contains(reason) { reasons.append(reason) }
      return style.text(figure)
    }
    var rows: [[String]] = []
    if let (instrument, corrected) = excess {
      rows.append([
        "excess of the contrast", NumberStyle.depth.text(instrument), "", cell(corrected.excess, .depth),
        "\(corrected.labelled)",
      ])
    }
    for row in report.corrected?.rows ?? [] {
      let style = row.id.contains("/") ? NumberStyle.share : .depth
      rows.append([
        (row.stratum.map { "\($0), " } ?? "") + row.id, style.text(row.instrument), cell(row.people, style),
        cell(row.corrected, style), "\(row.corrected.count)",
      ])
    }
    return ["", "  CORRECTED FIGURES"]
      + PlainColumns(["", "instrument", "people alone", "corrected", "n"], alignRightFrom: 1, rows).lines.map {
        "    " + $0
      }
      + reasons.map { "    — \($0)" }
  }
}

extension ReviewRound.Item {
  var source: String { isReal ? "real" : draw == 0 ? simulator : "\(simulator), draw \(draw)" }
}

extension RaterStanding {
  var words: String {
    switch word {
    case .established: "established"
    case .notEstablished: "not established"
    case .unknown: "too few turns to tell"
    }
  }
}
