import Cases
import Explorer
import Fidelity
import Receipt

extension EffectRunner {
  /// Makes the receipt of what a query shows; a newer one, or a newer analysis, ends the one before it.
  func writeReceipt(_ query: CaseQuery, _ generation: Int) {
    replaceAnalysis { audit in
      let series = query.series
      let method = ReceiptMethod(
        simulator: series.simulator, instrument: series.instrument, draw: series.draw,
        filter: query.filter.isEmpty ? "" : query.filter.description, seed: 20_260_620, resamples: 10_000,
        permutationDraws: 10_000, level: 0.95, cluster: ClusterUnit.customer.rawValue, margin: nil, placebo: nil)
      let receipt = try await ReceiptMaking(audit: audit)
        .receipt(method, issuedAt: ClockText.now()) { _ in try Task.checkCancellation() }
      return .receiptWritten(receipt.markdown, generation: generation)
    }
  }
}
