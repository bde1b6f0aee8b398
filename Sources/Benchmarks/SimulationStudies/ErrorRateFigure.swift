import Fidelity

/// A figure that stands beside its floor: its excess must not differ from 0 where the simulator is perfect.
struct ErrorRateFigure: Sendable {
  var name: String
  /// What it is, where it has an interval.
  let excess: @Sendable (FidelityReport) -> Figure?
  /// Whether the report says that it differs; `nil` where it says nothing.
  var rejects: @Sendable (FidelityReport) -> Bool?

  /// By the interval of an excess, whose truth is 0 where nothing else is said.
  init(_ name: String, truth: Double = 0, excess: @escaping @Sendable (FidelityReport) -> Figure?) {
    self.name = "excess of " + name
    self.excess = excess
    rejects = { excess($0)?.interval.excludes(truth) }
  }

  /// How well repeated draws tell the next real stage.
  static func skill(over reference: FloorReport.Reference, truth: Double = 0) -> ErrorRateFigure {
    var figure = ErrorRateFigure("", truth: truth) { report in
      report.repeated?.ensemble.rows.first { $0.reference == reference }?.skill
    }
    figure.name = "skill over \(reference.rawValue)"
    return figure
  }

  /// By a test.
  init(_ name: String, p: @escaping @Sendable (FidelityReport) -> Quantity?) {
    self.name = "excess of " + name
    excess = { _ in nil }
    rejects = { p($0)?.number.map { $0 <= 0.05 } }
  }

  /// The same where the report made its floors of this reference.
  func `where`(_ reference: FloorReport.Reference) -> ErrorRateFigure {
    var figure = self
    figure.rejects = { [rejects] in $0.reference == reference ? rejects($0) : nil }
    return figure
  }

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
