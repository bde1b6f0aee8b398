internal import Digest
internal import Interchange
internal import JSON

/// Probes by the exact words that stand before them: for answers that were made elsewhere and name no turn.
public struct PrefixIndex: Sendable {
  struct Problem: Error {
    var reason: Refusal.Reason
    var explanation: String
  }

  /// By the texts before the probe; an empty name where several conversations begin alike.
  private var places: [UInt64: (conversation: String, turn: Int)] = [:]

  /// By the name of the probe that requests carry.
  private var named: [String: (conversation: String, turn: Int)] = [:]

  /// The texts of user turns, by conversation and turn.
  private var texts: [UInt64: UInt64] = [:]

  public init() {}

  /// Adds a conversation: the texts of its turns in their order, and which of them are the user's.
  public mutating func add(_ id: String, texts: [String], isUser: [Bool]) {
    var digest = Fingerprint()
    for turn in 0...texts.count {
      if turn == texts.count || isUser[turn] {
        named[ProbeName.of(conversation: id, turn: turn)] = (id, turn)
        places[digest.value] = places[digest.value] == nil ? (id, turn) : ("", turn)
      }
      guard turn < texts.count else { continue }
      if isUser[turn] { self.texts[PrefixIndex.key(id, turn)] = Fingerprint(texts[turn].trimmed).value }
      digest.add(texts[turn])
    }
  }

  /// Whether a user turn of the store says something else; `false` where there is no such turn.
  func contradicts(_ text: String, _ conversation: String, _ turn: Int) -> Bool {
    guard let held = texts[PrefixIndex.key(conversation, turn)] else { return false }
    return held != Fingerprint(text.trimmed).value
  }

  private static func key(_ conversation: String, _ turn: Int) -> UInt64 {
    Fingerprint("\(turn) \(conversation)").value
  }

  /// The probe that a name stands for; `nil` where it is no such name.
  func place(named name: String) -> Result<(conversation: String, turn: Int)?, Problem> {
    guard ProbeName.isOne(name) else { return .success(nil) }
    guard let place = named[name] else {
      return .failure(Problem(reason: .unknownProbe, explanation: "names no probe point of the store"))
    }
    return .success(place)
  }

  /// The probe behind the messages of a list, or of a text of JSON that holds one.
  func place(of prefix: JSONValue) -> Result<(conversation: String, turn: Int)?, Problem> {
    let list = prefix.string.flatMap { try? JSONValue(parsing: $0) } ?? prefix
    guard let messages = list.elements else {
      return .failure(Problem(reason: .mistypedKey, explanation: "is no list of messages"))
    }
    var digest = Fingerprint()
    for message in messages {
      guard let text = message.string ?? message["content"]?.string ?? message["text"]?.string else {
        return .failure(Problem(reason: .mistypedKey, explanation: "holds a message without a text"))
      }
      digest.add(text)
    }
    guard let place = places[digest.value] else {
      return .failure(Problem(reason: .unknownTurn, explanation: "stands before no user turn of the store"))
    }
    guard !place.conversation.isEmpty else {
      return .failure(Problem(reason: .unknownTurn, explanation: "stands in several conversations; name one"))
    }
    return .success(place)
  }
}
