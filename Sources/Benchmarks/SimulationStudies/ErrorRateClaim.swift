import Fidelity

/// Something that a receipt may say, and how often it may.
struct ErrorRateClaim: Sendable {
  var name: String
  /// The largest share that is right, and the smallest.
  var most: Double?
  var least: Double?
  /// What is to hold where it differs from size to size.
  var bySize: String?
  /// Whether it was said; `nil` where there is no number to say it of.
  var holds: @Sendable (FidelityReport) -> Bool?

  /// What is to hold, in words.
  var words: String {
    switch (least, most) {
    case (nil, let most?): most == 0 ? "never" : "≤ \(shareText(most)) %"
    case (let least?, nil): "≥ \(shareText(least)) %"
    case (let least?, let most?): "\(shareText(least))–\(shareText(most)) %"
    case (nil, nil): bySize ?? "–"
    }
  }

  private static func finding(
    _ name: String, _ findings: Set<ConcentrationVerdict.Finding>, most: Double? = nil, bySize: String? = nil
  ) -> ErrorRateClaim {
    ErrorRateClaim(name: name, most: most, bySize: bySize) { report in
      (report.contrast?.verdict?.finding).map(findings.contains)
    }
  }

  private static let convictions: Set<ConcentrationVerdict.Finding> = [
    .onDecliners, .moreOnDecliners, .onCommitters, .moreOnCommitters, .onBoth, .sideUnknown,
  ]

  /// An excess of Δ was found, wherever it lies.
  static func convicted(most: Double? = nil) -> ErrorRateClaim { finding("convicted", convictions, most: most) }

  static func saidOnDecliners(most: Double? = nil, bySize: String? = nil) -> ErrorRateClaim {
    finding("“on those who decline” said", [.onDecliners, .moreOnDecliners, .onBoth], most: most, bySize: bySize)
  }

  static func saidOnCommitters(most: Double? = nil) -> ErrorRateClaim {
    finding("“on those who commit” said", [.onCommitters, .moreOnCommitters, .onBoth], most: most)
  }

  static func acquitted(most: Double?) -> ErrorRateClaim {
    finding("acquitted (within the margin)", [.withinMargin, .belowMargin], most: most)
  }
  static let belowReference = finding("“follows the outcome better than the reference” said", [.belowReference])

  /// The verdict was taken of this reference.
  static func reference(_ reference: FloorReport.Reference) -> ErrorRateClaim {
    ErrorRateClaim(name: "verdict taken of \(reference.rawValue)") { report in
      (report.contrast?.verdict?.reference).map { $0 == reference }
    }
  }

  /// The excess of Δ over a reference is said to be above 0.
  static func isAbove(_ reference: FloorReport.Reference) -> ErrorRateClaim {
    ErrorRateClaim(name: "excess of Δ over \(reference.rawValue) above 0", most: 0.025) { report in
      let floor = report.contrast?.floors.first { $0.reference == reference }
      return (floor?.excess.interval.bounds).map { $0.lower > 0 }
    }
  }

  /// A figure is said to lie below what the reference expects.
  static func below(_ figure: ErrorRateFigure) -> ErrorRateClaim {
    ErrorRateClaim(name: "\(figure.name) below 0") { report in
      figure.excess(report)?.interval.bounds.map { $0.upper < 0 }
    }
  }

  /// An excess that is 0 is said to differ from it.
  static func rejects(_ figure: ErrorRateFigure) -> ErrorRateClaim {
    ErrorRateClaim(name: "\(figure.name) differs from 0", most: 0.05, holds: figure.rejects)
  }

  /// The same figure's interval holds the truth, as a nominal interval of 95 % should.
  static func covers(_ figure: ErrorRateFigure) -> ErrorRateClaim {
    ErrorRateClaim(name: "interval of \(figure.name) holds the truth", most: 0.965, least: 0.935) {
      figure.rejects($0).map { !$0 }
    }
  }
}

func shareText(_ share: Double) -> String {
  let tenths = (share * 1000).rounded() / 10
  return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
}
