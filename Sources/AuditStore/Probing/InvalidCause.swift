/// What kind of thing came in the place of an answer: they call for different remedies, and are counted apart.
public enum InvalidCause: String, Sendable, Hashable, CaseIterable, Codable {
  /// It came whole, and is not what was asked for.
  case unreadable
  /// Nothing but white space, or nothing but reasoning.
  case empty
  /// It holds or nearly is the words that mean silence, and is neither them nor speech.
  case nearSilence = "near-silence"
  /// The endpoint's filter withheld the request or the answer.
  case filtered
  /// The model declined.
  case refused
  /// It broke off because something failed at the endpoint.
  case errored
  /// The conversation is too long for the model, or the answer ends where its context does.
  case contextCut = "context-cut"
  /// `max_tokens` cut it before it said anything.
  case lengthCut = "length-cut"
  /// The model called a tool.
  case toolCall = "tool-call"
  /// It ended in a way that nobody knows.
  case otherEnd = "other-end"
  /// It repeated the key of the endpoint, and was thrown away.
  case heldKey = "held-key"
}
