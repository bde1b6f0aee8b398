public import Cases

/// What the fields of a log mean: who is the user, where things stand, what is left out.
///
/// Formats have one of their own; what a person says comes over it, field by field.
public struct Mapping: Sendable, Hashable {
  /// The columns of a table, by what they hold.
  public enum Column: String, Sendable, Hashable, CaseIterable {
    case conversation, order, role, text, at, customer, outcome, note
    // Of pairs and labels.
    case turn, real, sim, context, stage, source, instrument, simulator, draw
    case emotion, blocker, exit, action, signal, convergence, rationale, reviewer, flag, tags, severity
    case realStage = "real_stage"
    case simStage = "sim_stage"
  }

  /// What speakers are taken for, by their name in lower case. Named by a person, or by the format.
  public var roles: [String: Role] = [:]
  /// Whether a person said who the user is: then whoever else speaks is the agent.
  public var namesUser = false
  /// Where the conversation's name stands.
  public var id: FieldPath?
  public var customer: FieldPath?
  public var outcome: FieldPath?
  /// What the outcome is called.
  public var outcomeName: String?
  /// Whether a model said it, not the world.
  public var isModelsVerdict = false
  /// The values of the outcome that are commitments.
  public var committed: [String] = []
  public var outcomeAt: FieldPath?
  /// Where the simulator's name stands that spoke as the user; conversations without one are people's.
  public var simulator: FieldPath?
  /// The simulator that spoke as the user in all conversations.
  public var simulatorName: String?
  /// Whether users are people, whatever the format says.
  public var takesUsersForPeople = false
  /// Fields of the profile; the scalars beside the turns where it is `nil`.
  public var profile: [FieldPath]?
  /// Roles whose turns are left out.
  public var dropped: Set<Role> = []
  /// Words that end a user's part and are not said.
  public var controlWords: [String] = []
  public var columns: [Column: String] = [:]
  /// Of tables: the name of the encoding for iconv, and what separates fields; told by the content where they are `nil`.
  public var encoding: String?
  public var separator: UInt8?
  /// Of chats whose dates have no fixed order; told by all dates together where it is `nil`.
  public var dateOrder: DateOrder?

  /// The order of day, month and year in a date.
  public enum DateOrder: String, Sendable, Hashable, CaseIterable {
    case dmy, mdy, ymd
  }

  public init() {}

  /// The same with an outcome, as a person types it.
  public func asking(outcome field: String, committed values: String) throws(MappingProblem) -> Mapping {
    var mapping = self
    mapping.outcome = try FieldPath(field)
    mapping.outcomeName = field
    mapping.committed = values.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    return mapping
  }

  /// What a speaker is taken for; `nil` where nobody knows.
  func role(of speaker: String) -> Role? {
    let name = speaker.lowercased()
    let usual = Mapping.usual[name]
    // Where the user was named, whoever else speaks is the agent; a system and its tools do not speak to anybody.
    return roles[name] ?? (namesUser && usual != .system && usual != .tool ? .agent : usual)
  }

  /// What speakers are usually called. `assistant` is the agent: the one that is evaluated.
  static let usual: [String: Role] = {
    let names: [Role: [String]] = [
      .user: [
        "user", "human", "customer", "client", "usr", "visitor", "contact", "lead", "end_user", "end-user", "enduser",
        "consumer", "caller", "buyer", "student", "patient", "用户", "客户", "顾客", "买家",
      ],
      .agent: [
        "agent", "assistant", "gpt", "bot", "model", "ai", "chatgpt", "chatbot", "sys", "operator", "admin", "support",
        "salesperson", "sales", "seller", "staff", "representative", "tutor", "teacher", "advisor", "客服", "销售", "助手",
        "卖家",
      ],
      .system: ["system", "developer"], .tool: ["tool", "function", "observation", "function_call", "ipython"],
    ]
    return names.reduce(into: [:]) { all, entry in for name in entry.value { all[name] = entry.key } }
  }()

  /// This, and over it what `other` says.
  public func overlaid(with other: Mapping) -> Mapping {
    var all = self
    if other.namesUser { all.roles = all.roles.filter { $0.value != .user && $0.value != .agent } }
    all.roles.merge(other.roles) { $1 }
    all.namesUser = other.namesUser || namesUser
    all.id = other.id ?? id
    all.customer = other.customer ?? customer
    if let outcome = other.outcome {
      all.outcome = outcome
      all.outcomeName = other.outcomeName
      all.isModelsVerdict = false
      all.committed = other.committed
    } else if !other.committed.isEmpty {
      all.committed = other.committed
    }
    all.outcomeName = other.outcomeName ?? all.outcomeName
    all.outcomeAt = other.outcomeAt ?? outcomeAt
    all.simulator = other.simulator ?? simulator
    all.simulatorName = other.simulatorName ?? simulatorName
    all.takesUsersForPeople = other.takesUsersForPeople || takesUsersForPeople
    all.profile = other.profile ?? profile
    all.dropped.formUnion(other.dropped)
    all.controlWords += other.controlWords.filter { !controlWords.contains($0) }
    all.columns.merge(other.columns) { $1 }
    all.encoding = other.encoding ?? encoding
    all.separator = other.separator ?? separator
    all.dateOrder = other.dateOrder ?? dateOrder
    return all
  }
}
