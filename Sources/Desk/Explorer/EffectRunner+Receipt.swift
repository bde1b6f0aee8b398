internal import Cases
internal import Explorer
internal import Receipt

extension EffectRunner {
  /// Makes the receipt of what a query shows; a newer one, or a newer analysis, ends the one before it.
  func writeReceipt(_ query: CaseQuery, _ generation: Int) {
    // A receipt is made of the audit, however it is listed.
    replaceAnalysis(listingConversations: false) { audit in
      let isOfWhole = query.series == .conversations
      let series = isOfWhole ? try CaseChoice(filter: query.filter.description).subject(in: audit) : query.series
      let options = audit.analysisOptions(of: query, series: series)
      let receipt = try await ReceiptMaking(audit: audit)
        .receipt(ReceiptMethod(options), issuedAt: ClockText.now()) { _ in try Task.checkCancellation() }
      return .receiptWritten(receipt.markdown, generation: generation)
    }
  }
}
