internal import Cases

/// The exact laws of how people go on given what a look-up knows: position, the last labelled stage, the label of the
/// agent's action.
///
/// By the forward recursion over kind of person, stage before and its label, over conversations of every length as often
/// as they are. At an exit probe the law is that of everybody at the end of a conversation.
struct KnowledgeCells: Sendable {
  private static let befores = Stage.count + 1
  private static let actions = AgentAction.allCases.count

  private struct Cell {
    var next = StageVector()
    var weight = 0.0
    var leaving = 0.0

    mutating func add(_ other: Cell) {
      next.add(other.next, times: 1)
      weight += other.weight
      leaving += other.leaving
    }

    var law: ProbeLaw? { weight > 0 ? ProbeLaw(next: next.normalized, leaving: leaving / weight) : nil }
  }

  /// By fraction (after them the exit probe), previous label, action label.
  private var cells: [Cell]
  private let fractions: Int

  init(options: GenerationOptions, population: Population, confusion: Confusion, labelsAll: Bool) {
    fractions = options.fractions.count
    cells = Array(
      repeating: Cell(), count: (options.fractions.count + 1) * KnowledgeCells.befores * KnowledgeCells.actions)
    let rule = ProbeRule(fractions: options.fractions, exitProbe: options.exitProbe)
    for userTurns in options.userTurns {
      add(userTurns, rule.places(userTurns: userTurns), population, confusion, labelsAll: labelsAll)
    }
  }

  /// - Parameters:
  ///   - fraction: `nil` at an exit probe.
  ///   - previous: The last labelled stage; `nil` where there is none.
  func law(_ knowledge: Knowledge, fraction: Int?, previous: Stage?, action: AgentAction) -> ProbeLaw? {
    let first = (fraction ?? fractions) * KnowledgeCells.befores * KnowledgeCells.actions
    let row = first + (previous.map { $0.rawValue + 1 } ?? 0) * KnowledgeCells.actions
    switch knowledge {
    case .position: return sum(first..<first + KnowledgeCells.befores * KnowledgeCells.actions)
    case .previousStage: return sum(row..<row + KnowledgeCells.actions)
    case .action, .history, .states: return cells[row + action.rawValue].law
    }
  }

  private func sum(_ range: Range<Int>) -> ProbeLaw? {
    cells[range].reduce(into: Cell()) { $0.add($1) }.law
  }

  private mutating func add(
    _ userTurns: Int, _ probes: [(fraction: Int, place: Int)], _ population: Population, _ confusion: Confusion,
    labelsAll: Bool
  ) {
    let (dynamics, befores) = (population.dynamics, KnowledgeCells.befores)
    let mix = population.mix(userTurns: userTurns)
    let share = population.share(userTurns: userTurns)
    // P(kind, stage before, its label), 0 for none.
    var joint = Array(repeating: 0.0, count: dynamics.kinds * befores * befores)
    for kind in 0..<dynamics.kinds { joint[kind * befores * befores] = share * mix.prior[kind] }
    for place in 0...userTurns {
      let step = dynamics.step(place: place, userTurns: userTurns)
      let isEnd = place == userTurns
      let fraction = isEnd ? fractions : probes.first { $0.place == place }?.fraction
      let isLabelled = labelsAll || fraction != nil
      var following = Array(repeating: 0.0, count: joint.count)
      for code in joint.indices where joint[code] > 0 {
        let (kind, before, label) = (code / (befores * befores), code / befores % befores, code % befores)
        let stage = before > 0 ? Stage(rawValue: before - 1) : nil
        let leaving = isEnd ? stage.map { mix.uncommittedGivenKind[kind] * dynamics.model.abandonment[$0.rawValue] } : 0
        var next = StageVector()
        for action in AgentAction.allCases {
          let weight = joint[code] * dynamics.actionShares(after: stage)[action.rawValue]
          guard weight > 0 else { continue }
          let law = dynamics.next(dynamics.situation(step: step, before: stage, action: action).lowerBound + kind)
          next.add(law, times: weight)
          guard let fraction else { continue }
          for seen in AgentAction.allCases {
            let part = weight * confusion.share(of: seen, given: action)
            let cell = (fraction * befores + label) * KnowledgeCells.actions + seen.rawValue
            cells[cell].next.add(law, times: part)
            cells[cell].weight += part
            cells[cell].leaving += part * (leaving ?? 0)
          }
        }
        for real in Stage.allCases {
          let start = (kind * befores + real.rawValue + 1) * befores
          guard isLabelled else {
            following[start + label] += next[real]
            continue
          }
          for seen in Stage.allCases {
            following[start + seen.rawValue + 1] += next[real] * confusion.rows[real.rawValue][seen]
          }
        }
      }
      joint = following
    }
  }
}
