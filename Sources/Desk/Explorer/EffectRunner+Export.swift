internal import Cases
internal import Explorer
internal import Files
internal import Interchange
internal import Receipt

extension EffectRunner {
  func export(_ request: ExportRequest) {
    Task.detached { [self] in
      do {
        guard let audit = try request.isOfConversations ? audit(listing: .conversations) : loadedAudit else { return }
        let privacy = ExportPrivacy(isRedacted: request.words == .masked, isWithoutText: request.words == .none)
        post(.exported(try await CaseExporting(audit: audit, privacy: privacy).run(request)))
      } catch {
        post(.failed(CommandFailure(error).message))
      }
    }
  }

  /// Makes the receipt anew and saves it.
  func saveReceipt(_ query: CaseQuery, to typed: String, isProposal: Bool) {
    Task.detached { [self] in
      do {
        guard let audit = loadedAudit else { return }
        let receipt = try await receipt(of: query, in: audit)
        let isJSON = typed.hasSuffix(".json")
        let path = try ExportPath(typed, ending: isJSON ? ".json" : ".md", isProposal: isProposal).path
        let text = isJSON ? try receipt.json() : receipt.markdown
        try OutputFile.write(to: path) { write in try write(Array(text.utf8)) }
        post(.saved("saved the receipt as \(path)\(isJSON ? "; walkaway verify checks it" : "")"))
      } catch {
        post(.failed(CommandFailure(error).message))
      }
    }
  }
}
