import Cases

extension TextReport {
  mutating func writeInstruments(_ report: FidelityReport) {
    guard let instruments = report.instruments, instruments.reason == nil else { return }
    section("Agreement of instruments and people on the same turns")
    var table = TextTable([.left, .left, .right, .right, .right, .right, .right], dispensable: [[4], [6]])
    table.add(["\(report.instrument) and", "turns", "n", "equal %", "κ", "κ quadratic", "α ordinal"])
    for pair in instruments.pairs {
      for (source, agreement) in [("real", pair.real), ("simulated", pair.simulated)] {
        let name = pair.second + (pair.isHuman ? " (blind)" : "")
        table.add([
          source == "real" ? shortened(name, to: max(12, columns / 4)) : "", source, Decimals.grouped(agreement.turns),
          number(agreement.observed, 1, scale: 100), number(agreement.kappa), number(agreement.kappaQuadratic),
          number(agreement.alphaOrdinal),
        ])
      }
    }
    self.table(table)
    if let overall = instruments.overall {
      paragraph(
        "all \(overall.raters.count) instruments together: α ordinal \(number(overall.realAlpha)) of real, "
          + "\(number(overall.simulatedAlpha)) of simulated turns", indent: 2)
    }
    flushReasons()
  }

  mutating func writeCorrected(_ report: FidelityReport) {
    guard let corrected = report.corrected, corrected.reason == nil else { return }
    section("Corrected by people's blind labels")
    paragraph(
      "\(Decimals.grouped(corrected.labelled)) conversations labelled by people, "
        + "\(Decimals.grouped(corrected.unlabelled)) by the instrument alone", indent: 2)
    var table = TextTable([.left, .left, .right, .right, .right, .left, .right], dispensable: [[6], [3]])
    table.add(["", "", "instrument", "people", "corrected", "interval", "λ"])
    for row in corrected.rows {
      let isShare = row.id.contains("/")
      let (scale, decimals) = isShare ? (100.0, 1) : (1.0, 3)
      table.add([
        shortened(row.stratum ?? "", to: 16), shortened(row.id + (isShare ? " %" : ""), to: max(12, columns / 3)),
        number(row.instrument, decimals, signed: !isShare, scale: scale),
        number(row.people.value, decimals, signed: !isShare, scale: scale),
        number(row.corrected.value, decimals, signed: !isShare, scale: scale),
        interval(row.corrected.interval, decimals, signed: !isShare, scale: scale),
        row.lambda.number.map { Decimals.fixed($0, 2) } ?? "",
      ])
    }
    self.table(table)
    flushReasons()
  }

  mutating func writePower(_ report: FidelityReport) {
    guard let power = report.power, report.contrast?.estimate.number != nil else { return }
    section("Power")
    paragraph(
      "With \(Decimals.percent(power.power, 0)) % power this panel finds |d| of \(number(power.minimumDetectableD)) "
        + "(\(number(power.minimumDetectableContrast)) depth steps) and more; design effect "
        + "\(number(power.designEffect)).", indent: 2)
    let needs = power.conversationsFor.map { "\(count($0.conversations)) for d \(Decimals.fixed($0.d, 1))" }
    paragraph(
      "Conversations needed: \(count(power.conversationsForObserved)) for the observed d, "
        + needs.joined(separator: ", ") + ".", indent: 2)
    flushReasons()
  }
}
