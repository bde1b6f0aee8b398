/// What the simulators know of one conversation: by simulator, its probes with the laws that its answers are drawn from.
struct Outlook: Sendable {
  let probes: [[ConversationDraw.Probe]]
  /// `nil` where no simulator needs them.
  let labelled: LabelledTurns?
}

/// Makes the outlooks of a population's conversations, each law only where a simulator needs it.
struct OutlookMaker: Sendable {
  private let plans: [SimulatorPlan]
  private let confusions: [Confusion]
  private let labelsAll: Bool
  private let cells: KnowledgeCells?
  private let filter: HistoryFilter
  private let needsLabels: Bool

  init(options: GenerationOptions, population: Population, confusions: [Confusion]) {
    plans = options.simulators
    self.confusions = confusions
    // Without an instrument the states stand for their labels, all of them.
    labelsAll = options.labelAll || confusions.isEmpty
    let confusion = confusions.first ?? Confusion(errorRate: 0)
    filter = HistoryFilter(population: population, confusion: confusion)
    let lookUps: [Knowledge] = [.position, .previousStage, .action]
    cells =
      plans.contains { plan in plan.knowledge.map(lookUps.contains) ?? false }
      ? KnowledgeCells(options: options, population: population, confusion: confusion, labelsAll: labelsAll) : nil
    needsLabels = plans.contains { plan in
      plan.planted.leak > 0 || plan.knowledge.map { $0 != .states } ?? false
    }
  }

  func outlook(_ draw: ConversationDraw, _ errors: ErrorStreams) -> Outlook {
    guard needsLabels else { return Outlook(probes: plans.map { _ in draw.probes }, labelled: nil) }
    let turns = LabelledTurns(draw, confusions, labelsAll: labelsAll, errors)
    return Outlook(probes: plans.map { probes($0, draw, turns) }, labelled: turns)
  }

  private func probes(
    _ plan: SimulatorPlan, _ draw: ConversationDraw, _ turns: LabelledTurns
  ) -> [ConversationDraw.Probe] {
    guard let knowledge = plan.knowledge, knowledge != .states else { return draw.probes }
    var probes = draw.probes
    if knowledge == .history {
      for (index, law) in filter.laws(draw, turns).enumerated() { probes[index].law = law }
      return probes
    }
    let stages = turns.stages(of: draw)
    for index in probes.indices {
      let place = probes[index].place
      guard let action = turns.actions[place].last else { continue }
      let previous = stages[..<place].last { $0 != nil }.flatMap { $0 }
      if let law = cells?.law(knowledge, fraction: probes[index].fraction, previous: previous, action: action) {
        probes[index].law = law
      }
    }
    return probes
  }
}
