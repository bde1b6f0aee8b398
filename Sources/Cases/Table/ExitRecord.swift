/// What the record of a conversation says of silence, without any judge.
///
/// An agent turn is answered where the next turn of agent or user is the user's, met with silence where the agent speaks
/// again, and abandoned where nobody ever speaks again. Turns of the system and of tools are passed over.
public struct ExitRecord: Sendable, Hashable {
  public private(set) var agentTurns = 0
  /// Agent turns that nobody answered before the agent spoke again.
  public private(set) var silences = 0
  /// Whether nobody answered the last agent turn.
  public private(set) var isAbandoned = false

  /// - Parameter roles: The role of every turn.
  public init(_ roles: some Sequence<Role>) {
    for role in roles {
      switch role {
      case .agent:
        agentTurns += 1
        if isAbandoned { silences += 1 }
        isAbandoned = true
      case .user: isAbandoned = false
      case .system, .tool: break
      }
    }
  }
}
