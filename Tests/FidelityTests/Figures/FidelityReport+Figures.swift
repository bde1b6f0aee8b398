import Cases
import Fidelity
import Figures

extension FidelityReport {
  /// Its figures, for tests that do not ask for cases.
  var figures: ReportFigures { ReportFigures(self, StateSchema(id: "", stages: [])) }
}
