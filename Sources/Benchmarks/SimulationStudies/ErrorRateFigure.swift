import Fidelity

/// A figure that stands beside its floor: its excess must not differ from 0 where the simulator is perfect.
struct ErrorRateFigure: Sendable {
  var name: String
  /// Whether the report says that it differs; `nil` where it says nothing.
  var rejects: @Sendable (FidelityReport) -> Bool?

  /// By the interval of an excess.
  init(_ name: String, excess: @escaping @Sendable (FidelityReport) -> Figure?) {
    self.name = name
    rejects = { excess($0)?.interval.excludes(0) }
  }

  /// By a test.
  init(_ name: String, p: @escaping @Sendable (FidelityReport) -> Quantity?) {
    self.name = name
    rejects = { p($0)?.number.map { $0 <= 0.05 } }
  }

  /// What the verdict rests on, by the reference that it was taken of.
  static let verdict = [
    ErrorRateFigure("Δ", excess: { $0.contrast?.verdict?.excess }),
    ErrorRateFigure("bias of those who decline", excess: { $0.contrast?.verdict?.uncommitted }),
    ErrorRateFigure("bias of those who commit", excess: { $0.contrast?.verdict?.committed }),
  ]

  /// Those of one reference.
  static func of(_ reference: FloorReport.Reference) -> [ErrorRateFigure] {
    func figure(_ name: String, _ path: any KeyPath<FloorReport, Figure> & Sendable) -> ErrorRateFigure {
      ErrorRateFigure("\(name) over \(reference.rawValue)") { report in
        report.contrast?.floors.first { $0.reference == reference }?[keyPath: path]
      }
    }
    return [
      figure("Δ", \.excess), figure("bias of those who decline", \.uncommittedExcess),
      figure("bias of those who commit", \.committedExcess),
    ]
  }
}
