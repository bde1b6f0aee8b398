import Fidelity

/// A figure that stands beside its floor: its excess must not differ from 0 where the simulator is perfect.
struct ErrorRateFigure: Sendable {
  var name: String
  var excess: @Sendable (FidelityReport) -> Figure?

  /// The parts of a report that the figures and the verdict need; the others change no number of these.
  static let parts: AnalysisParts = [.strata, .contrast, .resampled, .floors]

  /// What the verdict rests on, by the reference that it was taken of.
  static let verdict = [
    ErrorRateFigure(name: "Δ") { $0.contrast?.verdict?.excess },
    ErrorRateFigure(name: "bias of those who decline") { $0.contrast?.verdict?.uncommitted },
    ErrorRateFigure(name: "bias of those who commit") { $0.contrast?.verdict?.committed },
  ]

  /// Those of one reference.
  static func of(_ reference: FloorReport.Reference) -> [ErrorRateFigure] {
    @Sendable func floor(_ report: FidelityReport) -> FloorReport? {
      report.contrast?.floors.first { $0.reference == reference }
    }
    return [
      ErrorRateFigure(name: "Δ over \(reference.rawValue)") { floor($0)?.excess },
      ErrorRateFigure(name: "bias of those who decline over \(reference.rawValue)") { floor($0)?.uncommittedExcess },
      ErrorRateFigure(name: "bias of those who commit over \(reference.rawValue)") { floor($0)?.committedExcess },
    ]
  }
}
