import Cases

/// A small audit in memory, the same in every run: sales talk in Chinese and English, and what strangers may write.
struct FakeAudit {
  struct Probe {
    var conversation: Int
    var turn: Int
    /// By series: what was simulated there, and its label.
    var answers: [CaseDetail.Answer]
    var labels: [Label]
  }

  let description: AuditDescription
  let series: [CaseTable.Series]
  private(set) var conversations: [Conversation] = []
  private(set) var labels: [[Label]] = []
  private(set) var probes: [Probe] = []
  var reviews: [Review] = []
  /// Whether "persona" also carried on whole conversations.
  var hasWhole = false
  /// Whether its whole conversations have labels.
  var hasWholeLabels = false
  /// Whether those name two agents.
  var hasAgents = false

  /// - Parameters:
  ///   - simulators: Without any the audit is of conversations alone.
  ///   - hasOutcomes: Whether outcome groups are named.
  ///   - draws: Of each simulator; those after the first say the same, in every second conversation.
  init(
    conversations count: Int = 24, simulators: [String] = ["persona", "persona-may-leave"], draws: Int = 1,
    schema: StateSchema = .decisionState1, hasOutcomes: Bool = true
  ) {
    var description = AuditDescription(
      name: "matchmaking",
      outcome: OutcomeDefinition(
        name: "payment",
        strata: hasOutcomes
          ? [
            Stratum(id: "non-buyer", label: "Non-buyers", committed: false),
            Stratum(id: "buyer", label: "Buyers", committed: true),
          ] : []),
      schema: schema, probes: ProbeRule(fractions: [0.3, 0.6, 0.9], exitProbe: true),
      simulators: simulators.map { Simulator(id: $0) },
      instruments: [Instrument(id: "judge-a"), Instrument(id: "judge-b")])
    description.title = "Matchmaking sales"
    self.description = description
    series = simulators.flatMap { simulator in
      (0..<draws).flatMap { draw in
        ["judge-a", "judge-b"].map { CaseTable.Series(simulator: simulator, instrument: $0, draw: draw) }
      }
    }
    var dice = Dice(state: 42)
    for number in 0..<count { add(number, simulators: simulators, &dice) }
  }

  private mutating func add(_ number: Int, simulators: [String], _ dice: inout Dice) {
    let isBuyer = number % 3 == 0
    let userTurns = 4 + dice.roll(5)
    var turns: [Turn] = []
    var labels: [Label] = []
    let id = number == 5 ? "c-\u{202E}0005" : "c-" + String(1000 + number).dropFirst()
    for place in 0..<userTurns {
      turns.append(Turn(role: .agent, text: Phrases.agent[(number + place) % Phrases.agent.count]))
      let action = StateSchema.decisionState1.actions[(number + place) % 6]
      labels.append(
        Label(conversation: id, turn: turns.count - 1, source: .agent, instrument: "judge-a", action: action))
      let stage = min(max(dice.roll(4) + (isBuyer ? place * 2 / userTurns : -1), 0), 4)
      labels += label(id, turn: turns.count, source: .real, stage: stage, text: Phrases.user[stage][number % 3], &dice)
      turns.append(Turn(role: .user, text: Phrases.user[stage][number % 3]))
    }
    if !isBuyer { turns.append(Turn(role: .agent, text: Phrases.agent[number % Phrases.agent.count])) }
    conversations.append(
      Conversation(
        id: id, outcome: isBuyer ? "buyer" : "non-buyer", outcomeAt: isBuyer ? "2026-03-01T09:12:00Z" : nil,
        customer: "u-\(number / 2)",
        profile: [
          ProfileField(name: "child_age", value: String(25 + number % 12)),
          ProfileField(name: "parent_city", value: ["成都", "上海", "Kraków"][number % 3]),
        ], turns: turns))
    self.labels.append(labels)
    var points = [0.3, 0.6, 0.9].map { 2 * ProbeRule.place(of: $0, userTurns: userTurns) + 1 }
    if !isBuyer { points.append(turns.count) }
    for turn in points where probes.last?.conversation != number || probes.last?.turn != turn {
      addProbe(number, id: id, turn: turn, simulators: simulators, &dice)
    }
  }

  private mutating func addProbe(
    _ number: Int, id: String, turn: Int, simulators: [String], _ dice: inout Dice
  ) {
    var answers: [CaseDetail.Answer] = []
    for (place, simulator) in simulators.enumerated() {
      let stage = min(1 + dice.roll(4), 4) - (place % 2 == 1 ? dice.roll(2) : 0)
      let isSilent = place % 2 == 1 && dice.roll(5) == 0
      let text = isSilent ? nil : Phrases.simulated[stage][(number + turn) % 2]
      let source = LabelSource.simulator(id: simulator, draw: 0)
      answers.append(
        CaseDetail.Answer(
          simulator: simulator, draw: 0, text: text,
          labels: text.map { label(id, turn: turn, source: source, stage: stage, text: $0, &dice) } ?? []))
    }
    probes.append(
      Probe(
        conversation: number, turn: turn, answers: answers,
        labels: labels[number].filter { $0.turn == turn && $0.source == .real }))
  }

  private func label(
    _ id: String, turn: Int, source: LabelSource, stage: Int, text: String, _ dice: inout Dice
  ) -> [Label] {
    let schema = description.schema
    return ["judge-a", "judge-b"].map { instrument in
      let given = instrument == "judge-b" && dice.roll(6) == 0 ? min(stage + 1, 4) : stage
      return Label(
        conversation: id, turn: turn, source: source, instrument: instrument,
        stage: schema.stages[given * (schema.stages.count - 1) / 4].id,
        emotion: schema.emotions[(4 - stage + turn) % 4], blocker: schema.blockers[(turn + stage) % 7],
        exit: schema.exits.isEmpty ? nil : stage == 0 ? schema.exits[1 + turn % 3] : "none",
        signal: String(text.prefix(6)),
        rationale: Phrases.rationale[stage])
    }
  }
}

/// A tiny generator, so that the audit is the same everywhere.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }

  mutating func roll(_ sides: Int) -> Int { Int(next() >> 33) % sides }
}

enum Phrases {
  static let agent = [
    "您好，请问孩子今年多大了？", "We have a service that fits what you told me.", "这个套餐现在有优惠，今天办理最划算。",
    "I understand. What would make it easier for you to decide?", "别担心，我们有很多成功的案例。", "好的，那我先把资料发给您看看。",
  ]
  static let user = [
    ["忙，别再打了。", "no thanks, not interested", "以后再说吧 👋"],
    ["你们是做什么的？", "who is this?", "怎么收费的"],
    ["孩子今年三十一，在成都工作。", "she lives in Kraków, works a lot", "嗯，听起来还行"],
    ["价格有点高，我考虑一下。", "I would have to ask my wife first", "能不能先试一个月？"],
    ["好，怎么付款？", "ok, let us do it", "行，就这个吧 ✅"],
  ]
  static let simulated = [
    ["不用了，谢谢。", "I am not interested, goodbye."],
    ["请问你们具体提供哪些服务呢？", "Could you tell me a bit more about what you offer?"],
    ["听起来不错，我家孩子今年三十一岁，一直没有合适的对象。", "That sounds nice. My daughter is 31 and has not met anyone."],
    [
      "价格方面能再优惠一点吗？我想和家里人商量一下再决定。",
      "It is interesting, but the price is a bit high. Could you give me a discount \u{1B}[31mtoday\u{7}?",
    ],
    ["好的，我愿意试试，请问怎么报名？", "Great, I would like to sign up. How do I pay?"],
  ]
  static let rationale = [
    "Refuses outright and closes the talk.", "Asks who is calling; nothing is weighed yet.",
    "Tells of the family without weighing the offer.", "Weighs the price and asks for time; 还在考虑。",
    "Agrees and asks how to pay.",
  ]
}
