internal import Figures
internal import Text

/// A heading of a report with the sections of the catalogue that stand under it: the same in HTML and in Markdown.
struct ReportSection: Sendable {
  /// Figures that stand under each other on one axis where a report can draw.
  struct Axis: Sendable {
    /// What is drawn on it; figures in other units stand in tables below.
    var style: NumberStyle
    var unit: String
    /// The ends of the axis, where they are fixed.
    var range: ClosedRange<Double>?
    /// The sections that share it.
    var parts: [FigureSection.ID]
    /// Whether every stratum has a plot of its own.
    var isByStratum = false
  }

  /// The name that links use.
  var id: String
  var title: String
  /// How the list of sections calls it.
  var short: String
  var parts: [FigureSection.ID]
  /// What to know before reading the figures.
  var note: String?
  /// How to read the drawing; nothing where there is none.
  var legend: String?
  var axis: Axis?

  /// Where stages stand is seen at once, before the cases; the rest comes behind them. A report without stages has
  /// nothing behind them but the receipt.
  static func parted<Part>(_ all: [(id: String, part: Part)]) -> (before: [Part], behind: [Part]) {
    let hasStages = all.contains { $0.id == "stages" }
    return (
      all.filter { !hasStages || $0.id == "stages" }.map(\.part),
      all.filter { hasStages && $0.id != "stages" }.map(\.part)
    )
  }

  static let all = [
    ReportSection(
      id: "conversations", title: "The conversations", short: "Conversations",
      parts: [.conversation, .conversationLength, .conversationEnding]),
    ReportSection(
      id: "whole", title: "Whole conversations, real against simulated", short: "Whole conversations",
      parts: [
        .wholeEnding, .wholeEndedBy, .wholeLength, .wholeStaying, .wholeIncidence, .wholeLengthTest,
        .wholeOutcome, .wholeOutcomeTest, .wholeFault,
        .wholeStage, .wholeResistance, .wholeResistanceMean, .wholeStageTurn, .wholeTransition,
      ]),
    ReportSection(
      id: "speech", title: "How simulated users speak", short: "Speech",
      parts: [.wholeTold, .wholeTurnLength, .wholeSpeech]),
    ReportSection(
      id: "agents", title: "Does it matter who simulates the user?", short: "Agents",
      parts: [.wholeAgent, .wholeAgentShift, .wholeAgentTest, .wholeAgentRank]),
    ReportSection(
      id: "stages", title: "Where simulated turns stand, against the real ones", short: "Stages",
      parts: [.stage, .headline]),
    ReportSection(
      id: "contrast", title: "Do errors sit with those who decline?", short: "Contrast",
      parts: [.depthBias, .calibration, .equivalence, .contrast, .side, .floor, .correctedExcess, .missing],
      axis: Axis(style: .depth, unit: "depth steps", parts: [.depthBias, .calibration, .contrast, .floor])),
    ReportSection(
      id: "positions", title: "Depth bias by position", short: "Positions", parts: [.position],
      note:
        "Errors of opposite sign at different positions cancel out in the mean over a conversation: look here before "
        + "calling a stratum faithful.", axis: Axis(style: .depth, unit: "depth steps", parts: [.position])),
    ReportSection(
      id: "matrix", title: "What each real stage became", short: "Matrix",
      parts: [.confusion, .confusionExcess, .rate, .distance, .homogeneity],
      legend: "Each row is a real stage, each cell the share of it that the simulator turned into the column’s stage, "
        + "with the number of pairs. Framed: the same stage."),
    ReportSection(
      id: "labels", title: "Emotions and blockers", short: "Labels", parts: [.emotion, .blocker]),
    ReportSection(
      id: "exits", title: "Who leaves, and who should have", short: "Exits",
      parts: [.exitAct, .exit, .leavingByPosition, .leaving, .record],
      axis: Axis(
        style: .share, unit: "percent of the real turns of that kind", range: 0...1,
        parts: [.leavingByPosition, .leaving], isByStratum: true)),
    ReportSection(
      id: "survival", title: "Time to the first resisting or exit turn", short: "Time to exit",
      parts: [.survival, .incidence, .survivalTest],
      legend:
        "Solid line: real. Dashed: simulated. Dotted: the floor, what a sampler that knows only the position and the "
        + "previous stage would show. Bands are intervals."
    ),
    ReportSection(
      id: "actions", title: "By the agent’s preceding action", short: "Actions", parts: [.action, .pooledAction]),
    ReportSection(
      id: "comparison", title: "Beside another simulator", short: "Comparison", parts: [.comparisonBias, .comparison]),
    ReportSection(
      id: "instruments", title: "How well instruments and people agree", short: "Agreement",
      parts: [.judge, .judgeMisread, .judgeConfusion, .instrument, .instrumentOverall]),
    ReportSection(
      id: "draws", title: "What repeated draws and several instruments tell", short: "Draws",
      parts: [.ensemble, .widerExcess, .component, .purchase]),
    ReportSection(
      id: "corrected", title: "Corrected by people’s blind labels", short: "Corrected", parts: [.corrected]),
    ReportSection(
      id: "power", title: "What this panel could have found", short: "Power", parts: [.verdict, .power, .need]),
  ]
}

/// What a report has of one section of the catalogue.
struct ReportPart: Sendable {
  let section: FigureSection
  var blocks: [FigureBlock]
  let remarks: [String]

  /// - Parameter output: What is not shown there is left out.
  /// - Returns: `nil` where the report has nothing of it.
  init?(
    _ id: FigureSection.ID, _ figures: ReportFigures, _ marks: StageMarks, for output: FigureDefinition.Outputs
  ) {
    section = FigureCatalogue.section(id)
    blocks = figures.blocks(id, for: output)
    remarks = section.remarks(figures.report, for: output)
    // The verdict's sentence stands on top already.
    guard !blocks.isEmpty || !remarks.isEmpty && id != .verdict else { return nil }
    // A square has its stages in the schema's order on both sides.
    guard section.layout != .matrix else { return }
    for block in blocks.indices { blocks[block].entries.sortByDepth(marks) }
  }

  /// Why numbers are missing, once for every reason.
  var reasons: [String] {
    var reasons: [String] = []
    for figure in blocks.flatMap(\.entries).flatMap(\.figures) {
      if let reason = figure.reading.reason, !reasons.contains(reason) { reasons.append(reason) }
    }
    return reasons
  }

  /// The part without what an axis shows.
  func without(_ axis: ReportSection.Axis) -> ReportPart {
    var rest = self
    for block in rest.blocks.indices {
      for entry in rest.blocks[block].entries.indices {
        rest.blocks[block].entries[entry].figures.removeAll(where: axis.shows)
      }
      rest.blocks[block].entries.removeAll(where: \.figures.isEmpty)
    }
    rest.blocks.removeAll(where: \.entries.isEmpty)
    return rest
  }
}

extension ReportSection.Axis {
  func shows(_ figure: FigureInstance) -> Bool { figure.reading.figure != nil && figure.definition.style == style }
}

extension [FigureEntry] {
  /// Stages from shallow to deep; what is none keeps its place.
  fileprivate mutating func sortByDepth(_ marks: StageMarks) {
    guard allSatisfy(\.isStage) else { return }
    func step(_ entry: FigureEntry) -> Int { entry.item.flatMap(marks.mark(named:))?.step ?? 0 }
    self = enumerated().sorted { (step($0.element), $0.offset) < (step($1.element), $1.offset) }.map(\.element)
  }
}
