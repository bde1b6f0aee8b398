internal import Cases
internal import Explorer
internal import Receipt

extension EffectRunner {
  /// Makes the receipt of what a query shows; a newer one, or a newer analysis, ends the one before it.
  func writeReceipt(_ query: CaseQuery, _ generation: Int) {
    // A receipt is made of the audit, however it is listed.
    replaceAnalysis(listingConversations: false) { [self] audit in
      .receiptWritten(try await receipt(of: query, in: audit).markdown, generation: generation)
    }
  }

  func receipt(of query: CaseQuery, in audit: LoadedAudit) async throws -> Receipt {
    let isOfWhole = query.series == .conversations
    let series = isOfWhole ? try CaseChoice(filter: query.filter.description).subject(in: audit) : query.series
    let options = audit.analysisOptions(of: query, series: series)
    return try await ReceiptMaking(audit: audit)
      .receipt(ReceiptMethod(options), issuedAt: ClockText.now()) { _ in try Task.checkCancellation() }
  }
}
