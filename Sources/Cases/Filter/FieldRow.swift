/// What is known of a field of the filter.
///
/// Nothing is left out or taken for granted: a field is tested, sorted, counted, completed and explained by its row, and
/// nowhere by its name.
struct FieldRow: Sendable {
  enum Sorting: Sendable {
    /// It has no order.
    case never
    /// From the smallest on, unless asked otherwise.
    case ascending
    /// From the largest on, unless asked otherwise.
    case descending
  }

  enum FacetRule: Sendable {
    case never
    /// Facets are listed by ascending place, those of the profile last. A facet is left out where the audit names fewer
    /// than the least number of values.
    case at(_ place: Int, least: Int = 0, folded: Bool = false)
    /// Among whole conversations alone.
    case ofConversations(_ place: Int)
  }

  /// As a filter writes it, and what else is read as this field.
  var names: [String]
  /// One line for help and completion.
  var help: String
  var source: FieldSource
  var sorting: Sorting
  var facet: FacetRule

  init(_ names: [String], _ help: String, _ source: FieldSource, sorting: Sorting, facet: FacetRule) {
    self.names = names
    self.help = help
    self.source = source
    self.sorting = sorting
    self.facet = facet
  }
}

extension FilterField {
  /// The fields that every audit has, in the order of the help.
  public enum BuiltIn: Int, Sendable, CaseIterable {
    case outcome, committed
    case real, simulated, stage
    case severity, shift, miss, disengagement
    case position, turn, action
    case realEmotion, simulatedEmotion, emotion
    case realBlocker, simulatedBlocker, blocker
    case realExit, simulatedExit, exit
    case conversation, customer
    case turns, userTurns, agentTurns, silences, ended, endedBy, outcomeSource, end, fault
    case simulator, instrument, draw
    case flag, seen, tag, note, reviewer, blind
    case text, realText, simulatedText, conversationText
  }

  var row: FieldRow {
    switch self {
    case .builtIn(let field): FilterField.rows[field.rawValue]
    case .profile(let name):
      FieldRow(
        [FilterField.profilePrefix + name], "what is known of the customer", .profile(name), sorting: .ascending,
        facet: .at(.max))
    }
  }

  private static let rows = BuiltIn.allCases.map(\.described)
}

extension FilterField.BuiltIn {
  /// The catalogue: a row a field.
  fileprivate var described: FieldRow {
    switch self {
    case .outcome:
      FieldRow(["outcome", "stratum"], "real outcome", .code(.stratum), sorting: .ascending, facet: .at(10))
    case .committed:
      FieldRow(
        ["committed"], "whether the outcome is a commitment", .stratum(\.committed),
        sorting: .ascending, facet: .never)
    case .real:
      FieldRow(
        ["real", "real-stage"], "stage of the real turn", .code(.realStage), sorting: .ascending, facet: .at(20))
    case .simulated:
      FieldRow(
        ["sim", "simulated", "sim-stage", "simulated-stage"], "stage of the simulated turn", .code(.simulatedStage),
        sorting: .ascending, facet: .at(30))
    case .stage:
      FieldRow(
        ["stage"], "stage of either turn", .eitherCode(.realStage, .simulatedStage),
        sorting: .never, facet: .never)
    case .severity:
      FieldRow(
        ["severity"], "size of the miss, in depth", .stageNumber { $0.severity(real: $1, simulated: $2) },
        sorting: .descending, facet: .at(50))
    case .shift:
      FieldRow(
        ["shift", "depth-shift"], "simulated depth − real depth", .stageNumber { $0.shift(real: $1, simulated: $2) },
        sorting: .descending, facet: .never)
    case .miss:
      FieldRow(
        ["miss"], "whether the stages differ", .stageAnswer { $0.isMiss(real: $1, simulated: $2) },
        sorting: .descending, facet: .never)
    case .disengagement:
      FieldRow(
        ["disengagement"], "real resists or does not reply, simulated does",
        .stageAnswer { $0.isDisengagementMiss(real: $1, simulated: $2) },
        sorting: .descending, facet: .at(40))
    case .position:
      FieldRow(["position"], "where the probe is", .code(.position), sorting: .ascending, facet: .at(60))
    case .turn:
      FieldRow(["turn"], "number of the turn, from 0", .turn, sorting: .ascending, facet: .never)
    case .action:
      FieldRow(
        ["action"], "the agent's action before the probe", .code(.action),
        sorting: .ascending, facet: .at(70, least: 1))
    case .realEmotion:
      FieldRow(
        ["real-emotion"], "emotion of the real turn", .code(.realEmotion),
        sorting: .ascending, facet: .at(120, least: 1, folded: true))
    case .simulatedEmotion:
      FieldRow(
        ["sim-emotion", "simulated-emotion"], "emotion of the simulated turn", .code(.simulatedEmotion),
        sorting: .ascending, facet: .at(130, least: 1, folded: true))
    case .emotion:
      FieldRow(
        ["emotion"], "emotion of either turn", .eitherCode(.realEmotion, .simulatedEmotion),
        sorting: .never, facet: .never)
    case .realBlocker:
      FieldRow(
        ["real-blocker"], "blocker of the real turn", .code(.realBlocker),
        sorting: .ascending, facet: .at(100, least: 1, folded: true))
    case .simulatedBlocker:
      FieldRow(
        ["sim-blocker", "simulated-blocker"], "blocker of the simulated turn", .code(.simulatedBlocker),
        sorting: .ascending, facet: .at(110, least: 1, folded: true))
    case .blocker:
      FieldRow(
        ["blocker"], "blocker of either turn", .eitherCode(.realBlocker, .simulatedBlocker),
        sorting: .never, facet: .never)
    case .realExit:
      FieldRow(
        ["real-exit"], "exit act of the real turn", .code(.realExit),
        sorting: .ascending, facet: .at(80, least: 1))
    case .simulatedExit:
      FieldRow(
        ["sim-exit", "simulated-exit"], "exit act of the simulated turn", .code(.simulatedExit),
        sorting: .ascending, facet: .at(90, least: 1))
    case .exit:
      FieldRow(
        ["exit"], "exit act of either turn", .eitherCode(.realExit, .simulatedExit),
        sorting: .never, facet: .never)
    case .conversation:
      FieldRow(
        ["conversation", "id"], "id of the conversation", .conversation(.id), sorting: .ascending, facet: .never)
    case .customer:
      FieldRow(["customer"], "id of the customer", .conversation(.customer), sorting: .ascending, facet: .never)
    case .turns:
      FieldRow(
        ["turns"], "number of turns of the conversation", .conversationNumber(\.turns),
        sorting: .descending, facet: .never)
    case .userTurns:
      FieldRow(
        ["user-turns"], "number of its user turns", .conversationNumber(\.userTurns),
        sorting: .descending, facet: .never)
    case .agentTurns:
      FieldRow(
        ["agent-turns"], "number of its agent turns", .conversationNumber(\.agentTurns),
        sorting: .descending, facet: .never)
    case .silences:
      FieldRow(
        ["silences"], "agent turns after which the agent had to speak again", .conversationNumber(\.silences),
        sorting: .descending, facet: .never)
    case .ended:
      FieldRow(
        ["ended"], "who spoke last: agent (nobody answered), user, nobody", .conversationCode(.lastSpeaker),
        sorting: .ascending, facet: .ofConversations(15))
    case .endedBy:
      FieldRow(
        ["ended-by"], "what ended a simulated conversation: user, agent, limit, error, unknown",
        .conversationCode(.endedBy), sorting: .ascending, facet: .ofConversations(16))
    case .outcomeSource:
      FieldRow(
        ["outcome-source"], "whose outcome a conversation has: its own, or inherited from the real one that it replays",
        .conversationCode(.outcomeSource), sorting: .ascending, facet: .never)
    case .end:
      FieldRow(
        ["end", "last-act"], "what the last user turn does, by its words (walkaway help faults)",
        .conversationCode(.lastAct),
        sorting: .ascending, facet: .ofConversations(17))
    case .fault:
      FieldRow(
        ["fault"], "a fault of the simulated turn, or of any user turn of a conversation; none", .faults,
        sorting: .never, facet: .at(45, least: 1))
    case .simulator:
      FieldRow(["simulator"], "who simulated", .seriesName(\.simulator), sorting: .ascending, facet: .at(140, least: 2))
    case .instrument:
      FieldRow(
        ["instrument", "judge"], "who labelled", .seriesName(\.instrument),
        sorting: .ascending, facet: .at(150, least: 2))
    case .draw:
      FieldRow(
        ["draw"], "number of the draw, from 0", .seriesNumber(\.draw),
        sorting: .ascending, facet: .at(160, least: 2))
    case .flag:
      FieldRow(["flag"], "whether anyone flagged it", .review(\.flag), sorting: .descending, facet: .at(170))
    case .seen:
      FieldRow(
        ["seen", "read"], "whether you have read it; in commands, whether anyone has", .ownReview(\.seen),
        sorting: .descending, facet: .at(175))
    case .tag:
      FieldRow(["tag"], "a tag that anyone gave; none", .reviewNames(\.tags), sorting: .never, facet: .at(180))
    case .note:
      FieldRow(["note"], "yes, no, or words of a note", .note(\.note), sorting: .descending, facet: .never)
    case .reviewer:
      FieldRow(
        ["reviewer"], "who reviewed it; none", .reviewNames { $0.saysNothing ? [] : [$0.reviewer] },
        sorting: .never, facet: .at(190))
    case .blind:
      FieldRow(["blind"], "whether anyone labelled it blind", .review(\.isBlind), sorting: .descending, facet: .never)
    case .text:
      FieldRow(
        ["text"], "words of the real or the simulated turn", .text([.realTurns, .simulatedTurns]),
        sorting: .never, facet: .never)
    case .realText:
      FieldRow(["real-text"], "words of the real turn", .text([.realTurns]), sorting: .never, facet: .never)
    case .simulatedText:
      FieldRow(
        ["sim-text", "simulated-text"], "words of the simulated turn", .text([.simulatedTurns]),
        sorting: .never, facet: .never)
    case .conversationText:
      FieldRow(["conversation-text"], "words of any turn", .text([.conversations]), sorting: .never, facet: .never)
    }
  }
}
