import Testing

@testable import Cases

@Suite struct SoundnessTests {
  private func table() -> CaseTable {
    let description = AuditDescription(
      name: "a",
      outcome: OutcomeDefinition(
        name: "o", strata: [Stratum(id: "left", committed: false), Stratum(id: "bought", committed: true)]),
      schema: .decisionState1, probes: ProbeRule(fractions: [0.5], exitProbe: true))
    var conversations = ConversationColumns()
    conversations.key = [0, 4]
    conversations.stratum = [0, 1]
    conversations.cluster = [0, 1]
    conversations.userTurns = [2, 2]
    conversations.turns = [4, 4]
    conversations.agentTurns = [2, 2]
    conversations.silences = [0, 2]
    conversations.isAbandoned = [0, 1]
    conversations.firstPair = [0, 2, 3]
    conversations.clusterCount = 2
    conversations.profile = [ProfileColumn(name: "city", values: ["成都"], codes: [0, ProfileColumn.missing])]
    var pairs = PairColumns(blank: 3)
    pairs.conversation = [0, 0, 1]
    pairs.turn = [1, 3, 1]
    pairs.stratum = [0, 0, 1]
    pairs.position = [0, 1, 0]
    return CaseTable(
      description: description, positions: PositionDictionary(rule: description.probes),
      series: [.init(simulator: "s", instrument: "i", draw: 0)], conversations: conversations, pairs: pairs)
  }

  @Test func aTableAsItIsMadeIsSound() { #expect(table().isSound) }

  @Test func marksAreSoundWhereTheyMeanSomething() {
    var table = table()
    table.pairs.realStage = [Code.noReply, 4, Code.missing]
    table.pairs.action = [5, Code.missing, 0]
    #expect(table.isSound)
    table.pairs.realEmotion[0] = Code.noReply
    #expect(!table.isSound)
  }

  @Test func aCodeBehindItsDictionaryIsNot() {
    for column in ByteColumn.allCases {
      var table = table()
      table.pairs[column][1] = UInt8(column.dictionary(in: table).count)
      #expect(!table.isSound, "\(column)")
    }
  }

  @Test(arguments: 0..<20) func aNumberOutOfItsPlaceIsNot(_ change: Int) {
    var table = table()
    switch change {
    case 0: table.pairs.conversation[2] = 2
    case 1: table.pairs.conversation[0] = 1
    case 2: table.pairs.turn[1] = 1
    case 3: table.pairs.series[0] = 1
    case 4: table.conversations.firstPair = [0, 1, 3]
    case 5: table.conversations.firstPair = [0, 2, 4]
    case 6: table.conversations.firstPair = [0, 4, 3]
    case 7: table.conversations.firstPair = [1, 2, 3]
    case 8: table.conversations.firstPair.removeLast()
    case 9: table.conversations.key = [4, 4]
    case 10: table.conversations.key[1] = .max
    case 11: table.conversations.cluster[1] = 2
    case 12: table.conversations.clusterCount = -1
    case 13: table.conversations.clusterCount = 3
    case 14: table.conversations.stratum[0] = 2
    case 15: table.conversations.profile[0].codes[1] = 1
    case 16: table.conversations.profile.append(table.conversations.profile[0])
    case 17: table.conversations.silences[0] = 3
    case 18: table.series = [table.series[0], table.series[0]]
    default: table.pairs.action.removeLast()
    }
    #expect(!table.isSound)
  }

  @Test(arguments: 0..<22) func aWrongNumberOfAWholeConversationIsNot(_ change: Int) {
    var table = RandomCases(seed: 9, conversations: 12, whole: true).table
    table.pairs.previousStage = Array(repeating: Code.missing, count: table.count)
    #expect(table.isSound)
    switch change {
    case 0: table.whole.simulator[0] = 2
    case 1: table.whole.simulators = ["sim0"]
    case 2: table.whole.replays[1] = 12
    case 3: table.whole.replays.removeLast()
    case 4: table.whole.endedBy[0] = 5
    case 5: table.whole.endedBy.removeLast()
    case 6: table.whole.simulated.key[1] = 0
    case 7: table.whole.simulated.cluster[0] = UInt32(table.whole.simulated.clusterCount)
    case 8: table.whole.simulated.clusterCount = table.conversations.clusterCount - 1
    case 9: table.whole.simulated.stratum[1] = 2
    case 10: table.whole.simulated.firstPair = [0, 1]
    case 11: table.whole.conduct.lastAct[0] = UInt8(LastAct.allCases.count)
    case 12: table.whole.conduct.faults.removeLast()
    case 13: table.whole.conduct.distinctWords[0] = table.whole.conduct.words[0] + 1
    case 14: table.pairs.faults.removeLast()
    case 15: table.whole.simulated.profile[0].codes[0] = 2
    case 16: table.whole.simulator = []
    case 17: table.whole.inherits[1] = 2
    case 18: table.whole.inherits.removeLast()
    // It replays nothing, or what it replays has another outcome.
    case 19: table.whole.inherits[0] = 1
    case 20:
      table.whole.inherits[1] = 1
      table.whole.simulated.stratum[1] = 0
      table.conversations.stratum[Int(table.whole.replays[1])] = 1
    default: table.whole.simulated.isAbandoned[0] = 2
    }
    #expect(!table.isSound)
  }

  @Test(arguments: 0..<12) func aWrongLabelOfAWholeConversationIsNot(_ change: Int) {
    var table = RandomCases(seed: 9, conversations: 12, whole: true).table
    table.pairs.previousStage = Array(repeating: Code.missing, count: table.count)
    table.description.instruments = [Instrument(id: "judge-a")]
    let real = table.conversations.userTurns + table.whole.simulated.userTurns
    var builder = WholeLabelsBuilder(schema: table.description.schema, instrument: 0)
    for count in real {
      let codes = LabelCodes(stage: 0, emotion: .max, blocker: .max, exit: 0, action: .max)
      builder.add(Array(repeating: .user, count: Int(count)), (0..<Int(count)).map { ($0, codes) })
    }
    table.whole.labels = builder.finish()
    #expect(table.isSound && table.whole.labels.turns == real)
    let place = real.firstIndex { $0 > 0 } ?? 0
    switch change {
    case 0: table.whole.labels.instrument = table.description.instruments.count
    case 1: table.whole.labels.instrument = nil
    case 2: table.whole.labels.lastAct[0] = UInt8(table.description.schema.exits.count)
    case 3: table.whole.labels.lastStage[place] = UInt8(table.description.schema.stages.count)
    case 4: table.whole.labels.turns[place] += 1
    case 5: table.whole.labels.signs[0] = WholeSigns(rawValue: 16)
    case 6: table.whole.labels.lastStage[place] = Code.missing
    case 7: table.whole.labels.signs.removeLast()
    case 8: table.whole.labels.stages.removeLast()
    case 9: table.whole.labels.stages[0] = UInt8(table.description.schema.stages.count)
    case 10: table.whole.labels.stages[0] = Code.missing
    default: table.whole.labels.lastAct.append(Code.missing)
    }
    #expect(!table.isSound)
  }
}
