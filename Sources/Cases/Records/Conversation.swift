/// Who speaks in a turn.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
  case agent, user, system, tool
}

/// One turn of a stored conversation. Its number is its place in ``Conversation/turns``.
public struct Turn: Sendable, Hashable, Codable {
  public var role: Role
  public var text: String
  /// RFC 3339, as the source wrote it.
  public var at: String?

  public init(role: Role, text: String, at: String? = nil) {
    self.role = role
    self.text = text
    self.at = at
  }
}

/// A stored real conversation with its real outcome.
public struct Conversation: Sendable, Hashable {
  public var id: String
  /// The id of a stratum.
  public var outcome: String
  /// RFC 3339 time of the commitment.
  public var outcomeAt: String?
  /// Ties the conversations of one person together; the unit of clustering where it is given.
  public var customer: String?
  /// What is known of the person, in the source's order.
  public var profile: [ProfileField]
  public var turns: [Turn]

  public init(
    id: String, outcome: String, outcomeAt: String? = nil, customer: String? = nil, profile: [ProfileField] = [],
    turns: [Turn]
  ) {
    self.id = id
    self.outcome = outcome
    self.outcomeAt = outcomeAt
    self.customer = customer
    self.profile = profile
    self.turns = turns
  }

  /// The numbers of the user turns, ascending.
  public var userTurns: [Int] { turns.indices.filter { turns[$0].role == .user } }
}

/// One named fact about a customer.
public struct ProfileField: Sendable, Hashable {
  public var name: String
  public var value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
