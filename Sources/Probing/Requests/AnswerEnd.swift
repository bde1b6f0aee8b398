public import AuditStore

/// Why an answer ended, as endpoints of all kinds say it.
enum AnswerEnd {
  /// By itself: the only ends after which the words are all that the model had to say.
  case natural
  /// At `max_tokens`: what is there was said, and it is told.
  case length
  /// In another way, which leaves no answer.
  case broken(InvalidCause)

  /// - Parameter reason: `finish_reason` or `stop_reason`; `nil` where the endpoint says nothing.
  init(_ reason: String?) {
    guard let reason = reason?.lowercased(), !reason.isEmpty else {
      self = .natural
      return
    }
    func has(_ words: String...) -> Bool { words.contains { reason.contains($0) } }
    self =
      switch reason {
      case "stop", "end_turn", "eos", "eos_token", "stop_sequence": .natural
      case "length", "max_tokens", "max_output_tokens", "max_length": .length
      case "tool_calls", "tool_use", "tool_call", "function_call": .broken(.toolCall)
      case _ where has("context", "model_length"): .broken(.contextCut)
      case _ where has("refus"): .broken(.refused)
      case _ where has("filter", "sensitive", "safety", "prohibited", "blocklist", "recitation", "spii", "guardrail"):
        .broken(.filtered)
      case _ where has("error", "fail", "abort", "cancel", "timeout", "overloaded", "insufficient_system_resource"):
        .broken(.errored)
      default: .broken(.otherEnd)
      }
  }
}

extension AuditStore {
  /// How many turns of a simulator end where `max_tokens` cut them.
  public func turnsCutOff(ofSimulator id: String) throws(StoreError) -> Int {
    try finishReasons(.simulator, id: id).reduce(0) { sum, entry in
      if case .length = AnswerEnd(entry.key) { sum + entry.value } else { sum }
    }
  }
}
