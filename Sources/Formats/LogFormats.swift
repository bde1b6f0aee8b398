/// Every format that is read, in the order in which people are told of them.
public enum LogFormats {
  public static let all: [any LogFormat] = [
    OpenAIMessages(), ShareGPT(), MessageTable(), MessageRecords(),
    TauBench(), Tau2Bench(), InspectLog(), ScoutTranscripts(), ConvoKit(), ATIF(), DeepEval(), RecLLMSim(),
    OpenAIBatch(), AnthropicBatch(), DialoguesByID(), BundleConversations(),
    Langfuse(), LangSmith(), OTelGenAI(), Retell(), Vapi(), Intercom(), Zendesk(),
    Chatwoot(), WhatsApp(), WeChatTable(), RasaTracker(), LabelStudio(),
  ]

  public static func format(_ id: String) -> (any LogFormat)? { all.first { $0.id == id } }
}

/// What files were taken for, and why.
public struct Recognition: Sendable {
  public let format: any LogFormat
  /// The end of a sentence; `nil` where a person said so.
  public let evidence: String?

  /// Tells the format by the content.
  ///
  /// - Throws: ``UnknownFormat`` where none fits, or several do.
  public init(of sample: LogSample) throws(UnknownFormat) {
    let found = LogFormats.all.compactMap { format in format.evidence(in: sample).map { (format, $0) } }
    guard let first = found.first, found.count == 1 else {
      throw UnknownFormat(candidates: found.map(\.0.id), sample: sample)
    }
    format = first.0
    evidence = first.1
  }

  /// The format that a person named.
  public init(named format: any LogFormat) {
    self.format = format
    evidence = nil
  }
}

/// Files whose format is not known, or could be several.
public struct UnknownFormat: Error, Sendable {
  /// The formats that fit; empty where none does.
  public let candidates: [String]
  public let sample: LogSample
}
