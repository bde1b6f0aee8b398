internal import Cases
internal import Interchange

/// The fields and the agents that a person named and no conversation has had yet.
struct UnmetNames {
  private var fields: [(option: String, field: FieldPath)] = []
  private let agents: Set<String>
  private var agentsAreUnmet: Bool

  /// - Parameter named: What was said of this log, and not what its format or an earlier audit knows.
  init(_ named: Mapping) {
    let single = [("--id", named.id), ("--customer", named.customer), ("--outcome-at", named.outcomeAt)]
    for (option, field) in single { if let field { fields.append((option, field)) } }
    fields += (named.profile ?? []).map { ("--profile", $0) }
    agents = Set(named.roles.filter { $0.value == .agent }.keys)
    agentsAreUnmet = !agents.isEmpty
  }

  mutating func meet(_ conversation: borrowing LogConversation) {
    if !fields.isEmpty {
      // Rarely more than one conversation is looked at.
      var left: [(option: String, field: FieldPath)] = []
      for named in fields where named.field.json(in: conversation) == nil { left.append(named) }
      fields = left
    }
    if agentsAreUnmet {
      for turn in conversation.turns where agents.contains(turn.speaker.lowercased()) { agentsAreUnmet = false }
    }
  }

  /// - Parameter met: The speakers that there are.
  /// - Throws: ``ImportError/unmapped(path:explanation:)`` where a name is nobody's: what it should have said would be
  ///   missing without a word.
  func check(path: String, speakers met: [String]) throws(ImportError) {
    if let (option, field) = fields.first {
      throw .unmapped(
        path: path,
        explanation:
          "no conversation has the field “\(field.text)”, which \(option) names; --preview 1 shows what there is")
    }
    guard agentsAreUnmet, !met.isEmpty else { return }
    let names = agents.sorted().map { "“\($0)”" }.joined(separator: ", ")
    throw .unmapped(
      path: path,
      explanation: "nobody in it is called \(names), whom --agent names; speakers are \(met.joined(separator: ", "))")
  }
}
