internal import Cases
internal import Explorer
internal import Receipt

extension EffectRunner {
  /// Makes the receipt of what a query shows; a newer one, or a newer analysis, ends the one before it.
  func writeReceipt(_ query: CaseQuery, _ generation: Int) {
    replaceAnalysis(listing: query.series) { audit in
      let options = audit.analysisOptions(
        series: query.series, filter: query.filter.isEmpty ? nil : query.filter.description)
      let receipt = try await ReceiptMaking(audit: audit)
        .receipt(ReceiptMethod(options), issuedAt: ClockText.now()) { _ in try Task.checkCancellation() }
      return .receiptWritten(receipt.markdown, generation: generation)
    }
  }
}
