import Cases
import Fidelity
import Text

extension FigureSection {
  static let homogeneity = FigureSection(
    .homogeneity, "Each stage as often as the reference?", .list, parts: [.matrix, .floors],
    rows: [
      asReference(
        "as_reference", "stages as often as the reference", "every stage is shown as often as the reference expects",
        { $0.stages(differ: true) }
      ) { $0.asReference },
      asReference(
        "resistance_as_reference", "resistance as often as the reference",
        "resistance is shown as often as the reference expects", { $0.changes($0.schema.resistance) }
      ) { $0.resistanceAsReference },
      test("stuart_maxwell", "Stuart–Maxwell", "equal stage shares, paired", { $0.stages(differ: true) }) {
        ($0.stuartMaxwellClustered, $0.stuartMaxwell)
      },
      test(
        "bowker", "Bowker", "symmetry of the matrix", { $0.stages(differ: true) },
        // A simulator that knows the opening stage, which no reference does, failed a test of symmetry with the reference as
        // its null in 59 % of 40 audits of 120 conversations.
        reading:
          "no evidence, and without a floor: who is taken for whom hangs on all that the simulator knows, so that one "
          + "who knows more than the reference fails too"
      ) {
        ($0.bowkerClustered, $0.bowker)
      },
      test(
        "mcnemar", "McNemar of resistance", "equal shares of resistance, paired", { $0.changes($0.schema.resistance) }
      ) {
        ($0.mcNemarClustered, $0.mcNemar)
      },
    ].flatMap(\.self)
  ) { report, scope, reader in
    matrices(report, scope, reader)
  }

  /// A test whose null is the reference.
  private static func asReference(
    _ path: String, _ name: String, _ what: String, _ cases: @escaping @Sendable (CaseScope) -> FigureCases,
    _ test: @escaping @Sendable (MatrixReport) -> MatrixReport.PairedTest?
  ) -> [FigureRow<MatrixReport>] {
    statistics(
      path, name, what, "a sampler that knows no more than the reference fails it no more often than it should", .all,
      cases
    ) { test($0) ?? .unavailable("not computed") }
  }

  /// The classical tests: their null, that real and simulated turns are alike, is no simulator’s to meet.
  private static func test(
    _ key: String, _ words: String, _ what: String, _ cases: @escaping @Sendable (CaseScope) -> FigureCases,
    reading: String = "even a perfect outcome-blind sampler differs within a stratum: small is no conviction",
    _ read: @escaping @Sendable (MatrixReport) -> (clustered: MatrixReport.PairedTest, plain: MatrixReport.PairedTest)
  ) -> [FigureRow<MatrixReport>] {
    return statistics(key + "_clustered", words + ", clustered", what, reading, .data, cases) { read($0).clustered }
      + statistics(key, words + ", pairs as independent", what, reading, .data, cases) { read($0).plain }
  }

  private static func statistics(
    _ path: String, _ name: String, _ what: String, _ reading: String, _ shown: FigureDefinition.Outputs,
    _ cases: @escaping @Sendable (CaseScope) -> FigureCases,
    _ test: @escaping @Sendable (MatrixReport) -> MatrixReport.PairedTest
  ) -> [FigureRow<MatrixReport>] {
    [
      FigureRow(
        path + ".statistic", name + " χ²", .statistic, "The statistic of the test of \(what).", formula: "χ²",
        reading: "Beside its df and p.", outputs: .data, read: { .quantity(test($0).statistic) }),
      FigureRow(
        path + ".df", name + " df", .degreesOfFreedom, "Its degrees of freedom.", formula: "of χ²",
        reading: "Stages less one, for equal shares.", outputs: .data,
        read: { .quantity(test($0).degreesOfFreedom) }),
      FigureRow(
        path + ".p", name + ", p", .probability, "p of the test of \(what).", formula: "of χ², variance over units",
        reading: "Read it so: \(reading).", outputs: shown, cases: { _, scope in cases(scope) },
        read: { .quantity(test($0).p) }),
    ]
  }
}
