public import Cases
public import Fidelity
public import JSON

/// A question that a report answers, with the figures that answer it.
public struct FigureSection: Sendable {
  /// In the order in which outputs show them; the raw value is the section of CSV rows.
  public enum ID: String, Sendable, Hashable, CaseIterable {
    case verdict
    case headline, stage
    case depthBias = "depth-bias"
    case equivalence
    case contrast, side, floor, calibration
    case position, positionStage = "position-stage"
    case action, actionStage = "action-stage"
    case pooledAction = "pooled-action"
    case multiplicity
    case missing
    case confusion, confusionExcess = "confusion-excess", rate, distance, homogeneity
    case exit, emotion, blocker
    case survival, incidence, survivalTest = "survival-test"
    case exitAct = "exit-act"
    case leaving, leavingByPosition = "leaving-by-position"
    case record
    case comparison, comparisonBias = "comparison-bias"
    case instrument, instrumentOverall = "instrument-overall"
    case judge, judgeMisread = "judge-misread", judgeConfusion = "judge-confusion"
    case ensemble, widerExcess = "wider-excess", component, purchase = "next-requests"
    case correctedExcess = "corrected-excess"
    case corrected, power, need
    case conversation, conversationLength = "conversation-length", conversationEnding = "conversation-ending"
    case wholeEnding = "whole-ending", wholeEndedBy = "whole-ended-by"
    case wholeLength = "whole-length", wholeStaying = "whole-staying", wholeIncidence = "whole-incidence"
    case wholeLengthTest = "whole-length-test"
    case wholeOutcome = "whole-outcome", wholeOutcomeTest = "whole-outcome-test"
    case wholeTold = "whole-told", wholeTurnLength = "whole-turn-length", wholeSpeech = "whole-speech"
    case wholeFault = "whole-fault", wholeStage = "whole-stage"
    case wholeStageTurn = "whole-stage-turn", wholeTransition = "whole-transition"
    case wholeResistance = "whole-resistance", wholeResistanceMean = "whole-resistance-mean"
    case wholeAgent = "whole-agent", wholeAgentShift = "whole-agent-shift", wholeAgentTest = "whole-agent-test"
    case wholeAgentRank = "whole-agent-rank"

    /// Whether it is about whole conversations, and not about cases.
    public var isOfConversations: Bool {
      isOfWhole || [.conversation, .conversationLength, .conversationEnding].contains(self)
    }

    /// Whether it compares whole simulated conversations with real ones.
    public var isOfWhole: Bool { !FigureCatalogue.section(self).parts.isDisjoint(with: .whole) }
  }

  /// How a section is laid out where people read it.
  public enum Layout: Sendable, Hashable {
    /// A line a value: real, simulated, shift.
    case shares
    /// A line an entry, a column a figure.
    case table
    /// A line an entry, for every block its figures as columns.
    case pivot
    /// A line a figure, block beside block.
    case list
    /// A square of counts.
    case matrix
  }

  public let id: ID
  public let title: String
  public let layout: Layout
  /// What has to be computed.
  public let parts: AnalysisParts
  public let definitions: [FigureDefinition]
  /// What is to be said of the section as a whole.
  let remarks: @Sendable (FidelityReport) -> [String]
  private let make: @Sendable (FidelityReport, CaseScope) -> [FigureBlock]

  init(
    _ id: ID, _ title: String, _ layout: Layout, parts: AnalysisParts, definitions: [FigureDefinition],
    remarks: @escaping @Sendable (FidelityReport) -> [String] = { _ in [] },
    make: @escaping @Sendable (FidelityReport, CaseScope) -> [FigureBlock]
  ) {
    self.id = id
    self.title = title
    self.layout = layout
    self.parts = parts
    self.definitions = definitions
    self.remarks = remarks
    self.make = make
  }

  /// A section of which every block has the same rows.
  init<Place>(
    _ id: ID, _ title: String, _ layout: Layout, parts: AnalysisParts, rows: [FigureRow<Place>],
    remarks: @escaping @Sendable (FidelityReport) -> [String] = { _ in [] },
    make: @escaping @Sendable (FidelityReport, CaseScope, FigureReader<Place>) -> [FigureBlock]
  ) {
    let reader = FigureReader(section: id, rows: rows)
    self.init(id, title, layout, parts: parts, definitions: reader.definitions, remarks: remarks) {
      make($0, $1, reader)
    }
  }

  /// What the report has of it; none where it was not computed or does not apply.
  public func blocks(_ report: FidelityReport, _ schema: StateSchema) -> [FigureBlock] {
    report.reason == nil || id.isOfConversations ? make(report, CaseScope(schema: schema)) : []
  }

  /// - Parameter output: Where it is said; a section without figures there is not talked of.
  public func remarks(_ report: FidelityReport, for output: FigureDefinition.Outputs) -> [String] {
    guard report.reason == nil || id.isOfConversations else { return [] }
    return definitions.isEmpty || definitions.contains { $0.outputs.contains(output) } ? remarks(report) : []
  }
}

/// A part of a section that belongs together: usually a stratum.
public struct FigureBlock: Sendable {
  /// The stratum's id, where it is about one.
  public var stratum: String?
  /// What stands over it.
  public var title: String
  /// What it rests on: "540 pairs".
  public var basis: String
  public var entries: [FigureEntry]
  /// Of a square: whose stages its rows and its columns are.
  public var axes = (row: "real", column: "simulated")

  init(stratum: String? = nil, title: String = "", basis: String = "", _ entries: [FigureEntry]) {
    self.stratum = stratum
    self.title = title
    self.basis = basis
    self.entries = entries
  }
}

/// The figures of one place.
public struct FigureEntry: Sendable {
  public var stratum: String?
  /// A position, an action, a second simulator or instrument.
  public var group: String?
  /// A stage, an act, a reference, a side.
  public var item: String?
  /// What people call it.
  public var words: String
  /// Whether it is one of the schema's stages.
  public var isStage: Bool
  /// Whether JSON and CSV alone have it: people see the same figures elsewhere.
  public var isDataOnly = false
  /// What JSON says of the place beside its figures.
  public var facts: [JSONValue.Member]
  public var figures: [FigureInstance]

  init(
    stratum: String? = nil, group: String? = nil, item: String? = nil, _ words: String, isStage: Bool = false,
    facts: [JSONValue.Member] = [], _ figures: [FigureInstance]
  ) {
    self.stratum = stratum
    self.group = group
    self.item = item
    self.words = words
    self.isStage = isStage
    self.facts = facts
    self.figures = figures
  }

  /// The figure with this key.
  public subscript(key: String) -> FigureInstance? { figures.first { $0.definition.key == key } }
}
