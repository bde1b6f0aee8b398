import ModelEndpoint

/// Which structured output an endpoint has: `json_schema`, else `json_object`, else words alone. Found out by asking.
///
/// A step down is taken only while no request of the present kind has ever succeeded.
final class FormatLadder: Sendable {
  enum Step: Int, Sendable, Comparable {
    case schema, object, text

    static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }
  }

  private struct State: Sendable {
    var step: Step
    var isProven: Bool
  }

  private let state: Guarded<State>

  /// - Parameter fixed: What the definition says; nothing is tried out then.
  init(fixed: ModelDefinition.Answers?) {
    let step: Step =
      switch fixed {
      case .jsonObject: .object
      case .text: .text
      case .jsonSchema, nil: .schema
      }
    state = Guarded(State(step: step, isProven: fixed != nil))
  }

  var step: Step { state.withLock { $0.step } }

  func succeeded(at step: Step) {
    state.withLock { state in
      if state.step == step { state.isProven = true }
    }
  }

  /// Whether a request that failed at `step` is to be sent again, one step further down or wherever others have come.
  func stepsDown(after failure: ChatFailure, at step: Step) -> Bool {
    guard case .status(let status, _, _) = failure, [400, 415, 422, 501].contains(status) else { return false }
    return state.withLock { state in
      if state.step > step { return true }
      guard !state.isProven, let next = Step(rawValue: step.rawValue + 1) else { return false }
      state.step = next
      return true
    }
  }
}
