/// Every section of a report, and with them every figure: a further figure is a further row of its section.
public enum FigureCatalogue {
  /// In the order in which outputs show them.
  public static let sections: [FigureSection] = FigureSection.ID.allCases.map(section)

  /// Every row of the catalogue.
  public static let definitions: [FigureDefinition] = sections.flatMap(\.definitions)

  /// Whether a figure differs from 0 of a perfect simulator too, so that only its excess over a floor shows anything.
  public static func hasFloor(_ definition: FigureDefinition) -> Bool {
    definition.section == .contrast || floored.contains(definition.id)
  }

  private static let floored: Set<String> = Set(
    definitions.filter { $0.path.last == "floor" }.map { floor in
      let path = floor.path.dropLast()
      return floor.section.rawValue + "." + (path.isEmpty ? "estimate" : path.joined(separator: "."))
    })

  public static func section(_ id: FigureSection.ID) -> FigureSection {
    switch id {
    case .verdict: .verdict
    case .headline: .headlines
    case .stage: .stages
    case .depthBias: .depthBias
    case .equivalence: .equivalence
    case .contrast: .contrast
    case .side: .sides
    case .floor: .floors
    case .calibration: .calibration
    case .position: .positions
    case .positionStage: .positionStages
    case .action: .actions
    case .actionStage: .actionStages
    case .pooledAction: .pooledActions
    case .multiplicity: .multiplicity
    case .missing: .missing
    case .confusion: .confusion
    case .confusionExcess: .confusionExcess
    case .rate: .rates
    case .distance: .distances
    case .homogeneity: .homogeneity
    case .exit: .exits
    case .emotion: .emotions
    case .blocker: .blockers
    case .survival: .survival
    case .incidence: .incidence
    case .survivalTest: .survivalTests
    case .exitAct: .exitActs
    case .leaving: .leaving
    case .leavingByPosition: .leavingByPosition
    case .record: .record
    case .comparison: .comparison
    case .comparisonBias: .comparisonBiases
    case .instrument: .instruments
    case .instrumentOverall: .instrumentsOverall
    case .judge: .judge
    case .judgeMisread: .judgeMisread
    case .judgeConfusion: .judgeConfusion
    case .ensemble: .ensemble
    case .widerExcess: .widerExcess
    case .component: .components
    case .purchase: .purchases
    case .correctedExcess: .correctedExcess
    case .corrected: .corrected
    case .power: .power
    case .need: .needs
    case .conversation: .conversations
    case .conversationLength: .conversationLengths
    case .conversationEnding: .conversationEndings
    case .wholeEnding: .wholeEndings
    case .wholeEndedBy: .wholeEndedBy
    case .wholeLength: .wholeLengths
    case .wholeStaying: .wholeStaying
    case .wholeIncidence: .wholeIncidence
    case .wholeLengthTest: .wholeLengthTests
    case .wholeOutcome: .wholeOutcomes
    case .wholeOutcomeTest: .wholeOutcomeTests
    case .wholeTold: .wholeTold
    case .wholeTurnLength: .wholeTurnLength
    case .wholeSpeech: .wholeSpeech
    case .wholeFault: .wholeFaults
    case .wholeStage: .wholeStages
    case .wholeStageTurn: .wholeStageTurns
    case .wholeTransition: .wholeTransitions
    case .wholeResistance: .wholeResistance
    case .wholeResistanceMean: .wholeResistanceMeans
    case .wholeAgent: .wholeAgents
    case .wholeAgentShift: .wholeAgentShifts
    case .wholeAgentTest: .wholeAgentTests
    case .wholeAgentRank: .wholeAgentRanks
    }
  }
}
