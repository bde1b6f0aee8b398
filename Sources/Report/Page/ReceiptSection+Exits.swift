internal import Receipt

extension ReceiptSection {
  /// The exit audit: how real people leave at the probes and in the record, and how the simulator does.
  static func exits(_ audit: ReceiptExitAudit) -> Markup {
    var table = PageTable(["", "act", "from the", "real", "simulated", "shift"], wordColumns: 3)
    for stratum in audit.strata {
      for act in stratum.acts {
        table.add([
          "<span dir=\"auto\">\(stratum.id)</span>", "\(act.act)", "\(act.derivedFrom)", share(act.real),
          share(act.simulated), share(act.shift, .shift),
        ])
      }
    }
    var record = PageTable([
      "in the whole record", "unanswered agent turns", "never answered again", "exit recall", "false exits",
    ])
    for stratum in audit.strata {
      record.add([
        "<span dir=\"auto\">\(stratum.id)</span>", stratum.record.map { share($0.silence) } ?? "—",
        stratum.record.map { share($0.abandonment) } ?? "—", share(stratum.exitRecall), share(stratum.falseExits),
      ])
    }
    return "<h3>Exit audit</h3><p>\(audit.silence)</p>\(table.markup)\(record.markup)"
  }

  private static func share(_ figure: ReceiptFigure, _ style: NumberText.Style = .share) -> Markup {
    guard let estimate = figure.estimate else {
      return "<span class=\"dim\" title=\"\(figure.reason ?? "")\">—</span>"
    }
    let interval = (figure.interval ?? []).map {
      NumberText.fixed($0 * style.scale, style.decimals, signed: style.signed)
    }
    let bounds: Markup = interval.isEmpty ? .empty : "[\(interval.joined(separator: ", "))] "
    return """
      \(NumberText.fixed(estimate * style.scale, style.decimals, signed: style.signed) + style.unit) \
      <small>\(bounds)n \(NumberText.grouped(figure.n))</small>
      """
  }
}
