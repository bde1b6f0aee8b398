import AuditStore
import ModelEndpoint

/// Which structured output a definition's answers are asked for in: `json_schema`, else `json_object`, else words alone.
///
/// It is found out once, by the first request, before there is an answer: the others wait for it. What was found holds
/// for all of them, whatever becomes of one.
final class FormatLadder: Sendable {
  enum Turn: Sendable {
    case settled(AnswerFormat)
    /// The caller finds out, and tells with ``leave(settledAt:)``.
    case toFindOut
  }

  private struct State: Sendable {
    var settled: DefinitionFormat?
    var isTried = false
    var waiting: [CheckedContinuation<Turn, Never>] = []
  }

  private let state: Guarded<State>

  /// - Parameter settled: What the definition or its earlier answers say; `nil` where it is to be found out.
  init(settled: DefinitionFormat?) { state = Guarded(State(settled: settled)) }

  var settled: DefinitionFormat? { state.withLock { $0.settled } }

  /// The format to ask in, as soon as it is known; or the caller's turn to find it out.
  func enter() async -> Turn {
    await withCheckedContinuation { continuation in
      let turn: Turn? = state.withLock { state in
        if let settled = state.settled { return .settled(settled.format) }
        if !state.isTried {
          state.isTried = true
          return .toFindOut
        }
        state.waiting.append(continuation)
        return nil
      }
      if let turn { continuation.resume(returning: turn) }
    }
  }

  /// - Parameter found: `nil` where the request failed for another reason, so that the next one finds out.
  func leave(settledAt found: DefinitionFormat?) {
    let (next, turn): ([CheckedContinuation<Turn, Never>], Turn) = state.withLock { state in
      guard let found else {
        state.isTried = !state.waiting.isEmpty
        return (state.waiting.isEmpty ? [] : [state.waiting.removeFirst()], .toFindOut)
      }
      state.settled = found
      defer { state.waiting = [] }
      return (state.waiting, .settled(found.format))
    }
    for continuation in next { continuation.resume(returning: turn) }
  }
}

/// Whether an endpoint that refuses a request refuses the format of the answer.
enum FormatRefusal {
  case isIt
  /// It does not say: a request without the format tells.
  case mayBe
  case isNot

  init(_ failure: ChatFailure) {
    guard case .status(let status, let message, _) = failure, InvalidCause(of: failure) == nil else {
      self = .isNot
      return
    }
    let words = message.lowercased()
    if [400, 404, 415, 422, 500, 501].contains(status), FormatRefusal.named.contains(where: words.contains) {
      self = .isIt
    } else {
      let names = FormatRefusal.others.contains { words.contains($0) }
      self = [400, 415, 422, 501].contains(status) && !names ? .mayBe : .isNot
    }
  }

  private static let named = [
    "response_format", "response format", "responseformat", "json_schema", "json schema", "json_object", "json mode",
    "'json'", "\"json\"", "structured output", "structured_output", "output_config", "guided", "grammar", "schema",
  ]

  /// What else a request says that an endpoint may refuse.
  private static let others = [
    "temperature", "max_tokens", "max_completion_tokens", "top_p", "seed", "reasoning_effort",
  ]
}

extension InvalidCause {
  /// What a request is that an endpoint will never answer, though it answers others; `nil` for every other failure.
  init?(of failure: ChatFailure) {
    guard case .status(let status, let message, _) = failure, [400, 403, 413, 422, 500].contains(status) else {
      return nil
    }
    let words = message.lowercased()
    func has(_ list: [String]) -> Bool { list.contains { words.contains($0) } }
    if has([
      "context_length", "context length", "context size", "context window", "maximum context", "max_model_len",
      "prompt is too long", "prompt too long", "context too long", "input is too long", "too many tokens",
      "reduce the length", "maximum number of tokens",
    ]) {
      self = .contextCut
    } else if status != 500,
      has([
        "content_filter", "content filter", "content policy", "content management policy", "content_policy",
        "responsibleai", "moderation", "flagged", "safety", "data_inspection_failed", "inappropriate content",
      ])
    {
      self = .filtered
    } else {
      return nil
    }
  }
}
