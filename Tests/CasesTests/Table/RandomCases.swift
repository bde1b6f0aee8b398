@testable import Cases

/// A small audit at random, with everything that a filter can ask for: texts, names and reviews beside the table.
struct RandomCases {
  struct Case {
    var conversation: Int
    var turn: Int
    var series: CaseTable.Series
  }

  var table: CaseTable
  var ids: [String] = []
  var customers: [String?] = []
  var conversationTexts: [String] = []
  var realTexts: [String?] = []
  var simulatedTexts: [String?] = []
  var reviews: [Review] = []
  var index = ReviewIndex()

  static let words = ["价格", "price", "Trust me", "忙", "later", "ok", "", "é", "no, thanks"]
  static let tags = ["missed-exit", "tone", "two words", "价格"]
  static let reviewers = ["mk", "a b", "李"]

  init(seed: UInt64, conversations: Int = 40, stages: Int = 5, strata: Int = 2, series: Int = 3, whole: Bool = false) {
    var numbers = SeededNumbers(seed)
    var schema = StateSchema.decisionState1
    if stages != 5 {
      schema.stages = (0..<stages).map { .init(id: "s\($0)", depth: Double(($0 * 7) % stages) / 2) }
      schema.resistance = ["s0", "s1"]
    }
    let strata = (0..<strata).map { Stratum(id: $0 == 0 ? "non-buyer" : "buyer \($0)", committed: $0 > 0) }
    let description = AuditDescription(
      name: "random", outcome: OutcomeDefinition(name: "payment", strata: strata), schema: schema,
      probes: ProbeRule(fractions: [0.3, 0.6, 0.9], exitProbe: true))
    let all = (0..<series).map {
      CaseTable.Series(simulator: "sim\($0 % 2)", instrument: $0 < 2 ? "judge-a" : "judge-b", draw: $0 / 3)
    }
    table = CaseTable(
      description: description, positions: PositionDictionary(rule: description.probes), series: all,
      conversations: ConversationColumns(), pairs: PairColumns())
    fill(conversations, &numbers)
    addReviews(&numbers)
    if whole { addWhole(conversations / 2, &numbers) }
  }

  /// Simulated conversations, and what words tell of all of them and of every pair.
  private mutating func addWhole(_ count: Int, _ numbers: inout SeededNumbers) {
    func faults() -> FaultSet {
      numbers.chance(0.6) ? [] : FaultSet(Fault.allCases.filter { _ in numbers.chance(0.2) }.map { FaultSet($0) })
    }
    table.description.simulators = ["sim0", "sim1"].map { Simulator(id: $0) }
    table.whole.simulators = ["sim0", "sim1"]
    let real = table.conversations.count
    for place in 0..<count {
      table.whole.simulator.append(UInt16(place % 2))
      table.whole.replays.append(place % 3 == 0 ? WholeConversations.noReplay : UInt32(numbers.below(real)))
      let stratum = place % 4 == 0 ? Code.missing : 0
      let replayed = table.whole.replays[place]
      let canInherit = replayed != WholeConversations.noReplay && table.conversations.stratum[Int(replayed)] == stratum
      table.whole.inherits.append(canInherit && stratum != Code.missing ? 1 : 0)
      table.whole.endedBy.append(place % 7 == 6 ? Code.missing : UInt8(place % EndedBy.allCases.count))
      table.whole.simulated.add(
        key: UInt32(place), stratum: stratum,
        cluster: UInt32(numbers.below(table.conversations.clusterCount)),
        roles: Array(repeating: [.agent, .user], count: place % 5).flatMap { $0 } + (place % 2 == 0 ? [.agent] : []))
    }
    table.whole.simulated.clusterCount = table.conversations.clusterCount
    let names = ["New York", "Leeds"]
    table.whole.simulated.profile = [
      ProfileColumn(name: "city", values: names, codes: (0..<count).map { UInt32($0 % 2) }),
      ProfileColumn(name: "domain", values: ["air"], codes: Array(repeating: 0, count: count)),
    ]
    for _ in 0..<real + count {
      let words = UInt32(numbers.below(90))
      table.whole.conduct.lastAct.append(
        numbers.chance(0.1) ? Code.missing : UInt8(numbers.below(LastAct.allCases.count)))
      table.whole.conduct.characters.append(words * 5)
      table.whole.conduct.shortTurns.append(1)
      table.whole.conduct.questions.append(2)
      table.whole.conduct.repeats.append(0)
      table.whole.conduct.words.append(words)
      table.whole.conduct.distinctWords.append(words / 2)
      table.whole.conduct.faultyTurns.append(0)
      table.whole.conduct.faults.append(faults())
    }
    table.pairs.faults = (0..<table.count).map { _ in faults() }
  }

  var context: FilterContext {
    let this = self
    return FilterContext(
      reviews: index,
      findText: { this.find($0) },
      findConversations: { this.find($0) })
  }

  private mutating func fill(_ count: Int, _ numbers: inout SeededNumbers) {
    let cities = ["成都", "北京", "New York", "missing?"]
    let ages = (20..<40).map { numbers.chance(0.5) ? "\($0)" : "\($0).0" }
    var profile = [
      ProfileColumn(name: "city", values: cities, codes: []), ProfileColumn(name: "child age", values: ages, codes: []),
    ]
    let schema = table.description.schema
    func code(_ values: Int, reply: Bool = false) -> UInt8 {
      let mark = numbers.below(20)
      return mark == 0 ? Code.missing : mark == 1 && reply ? Code.noReply : UInt8(numbers.below(values))
    }
    for conversation in 0..<count {
      let stratum = UInt8(numbers.below(table.description.outcome.strata.count))
      table.conversations.key.append(UInt32(conversation * 3 + 5))
      table.conversations.stratum.append(stratum)
      table.conversations.cluster.append(UInt32(conversation / 2))
      table.conversations.userTurns.append(UInt16(5 + conversation % 3))
      table.conversations.turns.append(UInt16(9 + conversation % 7))
      table.conversations.agentTurns.append(UInt16(3 + conversation % 4))
      table.conversations.silences.append(UInt16(conversation % 3))
      table.conversations.isAbandoned.append(UInt8(conversation % 2))
      profile[0].codes.append(numbers.chance(0.1) ? ProfileColumn.missing : UInt32(numbers.below(cities.count)))
      profile[1].codes.append(numbers.chance(0.1) ? ProfileColumn.missing : UInt32(numbers.below(ages.count)))
      ids.append("c-\(conversation)")
      customers.append("u-\(conversation / 2)")
      conversationTexts.append(numbers.pick(RandomCases.words))
      for position in 0..<table.positions.names.count where numbers.chance(0.8) {
        let real = code(schema.stages.count, reply: true)
        for series in table.series.indices where numbers.chance(0.9) {
          table.pairs.conversation.append(UInt32(conversation))
          table.pairs.turn.append(UInt16(position * 2 + 1))
          table.pairs.userTurn.append(UInt16(position + 1))
          table.pairs.series.append(UInt16(series))
          table.pairs.stratum.append(stratum)
          table.pairs.position.append(UInt8(position))
          table.pairs.realStage.append(real)
          table.pairs.simulatedStage.append(code(schema.stages.count, reply: true))
          table.pairs.realEmotion.append(code(schema.emotions.count))
          table.pairs.simulatedEmotion.append(code(schema.emotions.count))
          table.pairs.realBlocker.append(code(schema.blockers.count))
          table.pairs.simulatedBlocker.append(code(schema.blockers.count))
          table.pairs.realExit.append(code(schema.exits.count))
          table.pairs.simulatedExit.append(code(schema.exits.count))
          table.pairs.action.append(code(schema.actions.count))
          realTexts.append(real == Code.noReply ? nil : numbers.pick(RandomCases.words))
          simulatedTexts.append(numbers.chance(0.1) ? nil : numbers.pick(RandomCases.words))
        }
      }
      table.conversations.firstPair.append(UInt32(table.count))
    }
    table.conversations.clusterCount = (count + 1) / 2
    table.conversations.profile = profile
    shareTexts()
  }

  /// Rows of one turn, or of one simulated turn, have one text.
  private mutating func shareTexts() {
    var real: [[Int]: String?] = [:]
    var simulated: [String: String?] = [:]
    for row in 0..<table.count {
      let one = self.case(row)
      let place = [one.conversation, one.turn]
      real[place] = real[place] ?? realTexts[row]
      realTexts[row] = real[place] ?? nil
      let name = "\(place) \(one.series.simulator) \(one.series.draw)"
      simulated[name] = simulated[name] ?? simulatedTexts[row]
      simulatedTexts[row] = simulated[name] ?? nil
    }
  }

  private mutating func addReviews(_ numbers: inout SeededNumbers) {
    guard table.count > 0 else { return }
    for _ in 0..<30 {
      let one = self.case(numbers.below(table.count))
      reviews.append(
        Review(
          conversation: ids[one.conversation], turn: one.turn, simulator: one.series.simulator, draw: one.series.draw,
          reviewer: numbers.pick(RandomCases.reviewers), flag: numbers.chance(0.5),
          seen: numbers.chance(0.4), tags: RandomCases.tags.filter { _ in numbers.chance(0.3) },
          note: numbers.chance(0.4) ? numbers.pick(RandomCases.words) : nil,
          blindReal: numbers.chance(0.2) ? .init(stage: "resisting") : nil))
    }
    index = ReviewIndex(reviews, in: table) { id in ids.firstIndex(of: id) }
  }

  func `case`(_ row: Int) -> Case {
    Case(
      conversation: Int(table.pairs.conversation[row]), turn: Int(table.pairs.turn[row]),
      series: table.series[Int(table.pairs.series[row])])
  }

  private func find(_ query: TextQuery) -> TextHits {
    func holds(_ text: String?) -> Bool { text.map { $0.lowercased().contains(query.words.lowercased()) } ?? false }
    var hits = TextHits()
    switch query.scope {
    case .conversations:
      hits.conversations = ids.indices.filter { holds(conversationTexts[$0]) }.map { table.conversations.key[$0] }
    case .realTurns:
      for row in 0..<table.count where holds(realTexts[row]) {
        let one = self.case(row)
        hits.realTurns.append(.init(conversation: table.conversations.key[one.conversation], turn: UInt16(one.turn)))
      }
    case .simulatedTurns:
      hits.sources = table.series.map { .simulator(id: $0.simulator, draw: $0.draw) }.uniqued()
      for row in 0..<table.count where holds(simulatedTexts[row]) {
        let one = self.case(row)
        let source = hits.sources.firstIndex(of: .simulator(id: one.series.simulator, draw: one.series.draw)) ?? 0
        hits.simulatedTurns.append(
          .init(
            conversation: table.conversations.key[one.conversation], turn: UInt16(one.turn), source: UInt16(source)))
      }
    }
    return hits
  }

  private func find(_ query: ConversationQuery) -> [UInt32] {
    let names = query.name == .id ? ids.map(Optional.some) : customers
    return names.indices.filter { index in
      guard let name = names[index] else { return false }
      return query.isPart ? name.lowercased().contains(query.text.lowercased()) : name == query.text
    }.map { table.conversations.key[$0] }
  }
}

extension CaseTable {
  /// The table several times over, each time with new conversations.
  func repeated(_ times: Int) -> CaseTable {
    var table = self
    for copy in 1..<times {
      let (rows, first) = (UInt32(copy * count), UInt32(copy * conversations.count))
      table.conversations.key += conversations.key.map { $0 + 1_000_000 * UInt32(copy) }
      table.conversations.stratum += conversations.stratum
      table.conversations.cluster += conversations.cluster
      table.conversations.userTurns += conversations.userTurns
      table.conversations.firstPair += conversations.firstPair.dropFirst().map { $0 + rows }
      for column in conversations.profile.indices {
        table.conversations.profile[column].codes += conversations.profile[column].codes
      }
      table.pairs.conversation += pairs.conversation.map { $0 + first }
      table.pairs.turn += pairs.turn
      table.pairs.userTurn += pairs.userTurn
      table.pairs.series += pairs.series
      table.pairs.stratum += pairs.stratum
      table.pairs.position += pairs.position
      table.pairs.realStage += pairs.realStage
      table.pairs.simulatedStage += pairs.simulatedStage
      table.pairs.realEmotion += pairs.realEmotion
      table.pairs.simulatedEmotion += pairs.simulatedEmotion
      table.pairs.realBlocker += pairs.realBlocker
      table.pairs.simulatedBlocker += pairs.simulatedBlocker
      table.pairs.realExit += pairs.realExit
      table.pairs.simulatedExit += pairs.simulatedExit
      table.pairs.action += pairs.action
    }
    return table
  }
}
