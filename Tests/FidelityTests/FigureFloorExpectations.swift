import Cases
import Fidelity
import Testing

/// Holds the floors and excesses of a report’s figures to one entry of `floors` in an oracle file.
func expectFigureFloors(_ report: FidelityReport, equal oracle: OracleValue?) throws {
  let reference = try #require(report.reference)
  let level = try #require([.position, .previousStage, .action].firstIndex(of: reference))
  let expected = try #require(oracle?[level])
  for (stratum, expected) in zip(report.strata, try #require(expected["strata"]?.elements)) {
    for (row, expected) in zip(stratum.stages, expected["stages"]?.elements ?? []) {
      expectFloored(row.floored, equals: expected)
    }
    expectFloored(stratum.depthBias?.floored, equals: expected["bias"], isShared: true)
    guard let matrix = stratum.matrix else { continue }
    expectFloored(matrix.flooredAgreement, equals: expected["rates"]?["agreement"])
    expectFloored(matrix.flooredRecall, equals: expected["rates"]?["exit_recall"])
    expectFloored(matrix.flooredFalseExits, equals: expected["rates"]?["false_exit_rate"])
    expectNear(matrix.asReference?.statistic.number, expected["homogeneity"]?[0], tolerance: 1e-7)
    expectNear(matrix.asReference?.degreesOfFreedom.number, expected["homogeneity"]?[1])
  }
  for (group, expected) in zip(report.positions ?? [], try #require(expected["positions"]?.elements)) {
    for (stratum, expected) in zip(group.strata, expected["strata"]?.elements ?? []) where stratum.pairs > 0 {
      expectFloored(stratum.floored, equals: expected)
    }
    if expected["contrast"]?["excess"] != nil { expectFloored(group.floored, equals: expected["contrast"]) }
  }
}

/// - Parameter isShared: Whether the interval may be the verdict’s, which is resampled.
private func expectFloored(_ figure: FlooredFigure?, equals expected: OracleValue?, isShared: Bool = false) {
  expectNear(figure?.floor.number, expected?["floor"])
  expectNear(figure?.excess.number, expected?["excess"])
  guard expected?["p"] != nil else { return }
  expectNear(figure?.p.number, expected?["p"])
  if !isShared { expectNear(figure?.excess.interval.bounds, expected?["ci"]) }
}
