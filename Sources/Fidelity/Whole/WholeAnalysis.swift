import Cases

/// Whole conversations, real against simulated: how they end, how long they last, how they speak, what is wrong with them.
struct WholeAnalysis {
  private let table: CaseTable
  /// The same with everything that is known of people.
  private let full: CaseTable
  /// The conversations that are meant, as rows of ``CaseTable/ofConversations``; `nil` for all.
  private let rows: RowSet?
  /// The same without what is left out for a fault; faults themselves are counted among all.
  private let kept: RowSet?
  private let options: AnalysisOptions
  /// Whether a filter of conversations is in force.
  private let isNarrowed: Bool

  /// - Parameters:
  ///   - table: Of cases or of conversations; its ``CaseTable/whole`` is not empty.
  ///   - rows: The filter's.
  init(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    self.table = table.ofPeople
    full = table
    self.options = options
    isNarrowed = table.listsConversations
    self.rows = table.listsConversations && options.filterText != nil ? rows : nil
    kept =
      options.faults == .drop ? table.whole.withoutFaulty(self.rows, beside: table.realConversations) : self.rows
  }

  /// Of the simulator that the options name, or of every one where they name none.
  ///
  /// - Parameter withheld: Why nothing may be said, such as a filter by what is measured.
  func report(withheld: String?) -> WholeReport {
    let whole = table.whole
    if options.filterText != nil, !isNarrowed {
      return WholeReport(reason: "a filter of cases is in force; conversations are narrowed down in their own list")
    }
    if let reason = withheld { return WholeReport(reason: reason) }
    if options.faults == .exit, full.listsConversations || full.count == 0 {
      return WholeReport(reason: "a fault may count as leaving at a probe, and not in a whole conversation")
    }
    if whole.conduct.characters.allSatisfy({ $0 == 0 }), whole.simulated.userTurns.contains(where: { $0 > 0 }) {
      return WholeReport(reason: "the words of the conversations were left out of this audit")
    }
    guard whole.conduct.count == table.conversations.count + whole.count else {
      return WholeReport(reason: "the words of whole conversations were not read")
    }
    let named = whole.simulators.indices.filter {
      options.simulator.isEmpty || whole.simulators[$0] == options.simulator
    }
    let speakers = named.compactMap(speaker)
    guard speakers.isEmpty else {
      var report = WholeReport(speakers: speakers)
      report.instrument = whole.labels.instrument.map { table.description.instruments[$0].id }
      return report
    }
    if rows != nil { return WholeReport(reason: "the filter leaves no conversations of both kinds to compare") }
    return WholeReport(reason: "\(options.simulator) speaks in no whole conversation")
  }

  /// Adds how agents fare under each simulator, where there are several of either: of all simulators, whichever is meant.
  ///
  /// - Parameter withheld: As of ``report(withheld:)``.
  func addAgents(to report: inout WholeReport, withheld: String?) {
    guard table.whole.comparesAgents else { return }
    if let reason = withheld ?? outcomeFilter ?? (rows == nil && options.filterText != nil ? report.reason : nil) {
      report.agents = AgentScores(reason: reason)
    } else {
      report.agents = AgentScoresAnalysis(full.ofConversations, rows, options: options).report()
    }
  }

  /// Why no score may be told: among those of one outcome it is no finding.
  private var outcomeFilter: String? {
    guard let text = options.filterText, let filter = try? Filter(parsing: text) else { return nil }
    let fields = Set(filter.terms.flatMap(\.fields)).intersection([.outcome, .committed]).map(\.name).sorted()
    return fields.first.map { "the filter selects by “\($0)”, which is what scores count" }
  }

  /// Adds whether users are told by their speech, which takes longer than everything else.
  func addTold(to report: inout WholeReport) {
    // Halves of the real people are told from each other once: it is most of the work, and the same beside everyone.
    let people = WholeSides(table, kept, simulator: nil, unit: options.cluster)
    guard people.realCount > 0 else {
      for index in report.speakers.indices { report.speakers[index].told = .withoutPeople }
      return
    }
    let floor = SpeechClassifier(WholeKinds(table, people), options: options).floor()
    for index in report.speakers.indices {
      guard let place = table.whole.simulators.firstIndex(of: report.speakers[index].id) else { continue }
      let sides = WholeSides(table, kept, simulator: place, unit: options.cluster)
      report.speakers[index].told = SpeechClassifier(WholeKinds(table, sides), options: options).report(floor: floor)
    }
  }

  private func speaker(_ place: Int) -> WholeReport.Speaker? {
    let all = WholeSides(table, rows, simulator: place, unit: options.cluster)
    guard all.simulatedCount > 0, rows == nil || all.realCount > 0 else { return nil }
    let sides = options.faults == .drop ? WholeSides(table, kept, simulator: place, unit: options.cluster) : all
    let kinds = WholeKinds(table, sides)
    let groups = kinds.groups()
    var speaker = WholeReport.Speaker(
      id: table.whole.simulators[place], simulated: sides.simulatedCount, real: sides.realCount,
      replayed: sides.replayed, leftOut: all.simulatedCount - sides.simulatedCount,
      groups: groups.map { WholeReport.Group($0.map { table.description.outcome.strata[$0] }) })
    if options.parts.contains(.endings) {
      let analysis = EndingAnalysis(kinds, level: options.level)
      for (index, stratum) in groups.enumerated() { speaker.groups[index].endings = analysis.endings(stratum: stratum) }
    }
    if options.parts.contains(.faults) {
      let analysis = FaultAnalysis(
        options.faults == .drop ? WholeKinds(table, all) : kinds, level: options.level)
      for (index, stratum) in groups.enumerated() { speaker.groups[index].faults = analysis.faults(stratum: stratum) }
    }
    if options.parts.contains(.lengths) {
      let analysis = LengthAnalysis(kinds, options: options)
      for (index, stratum) in groups.enumerated() { speaker.groups[index].lengths = analysis.lengths(stratum: stratum) }
      speaker.groups[0].outcomes = OutcomeIncidence(kinds, level: options.level).report()
    }
    if options.parts.contains(.speech) {
      let analysis = SpeechAnalysis(kinds, level: options.level)
      for (index, stratum) in groups.enumerated() { speaker.groups[index].speech = analysis.speech(stratum: stratum) }
    }
    if options.parts.contains(.stages), !table.whole.labels.isEmpty {
      let analysis = StageAnalysis(kinds, level: options.level)
      let stages = concurrentChunks(of: groups.count, size: 1) { analysis.stages(stratum: groups[$0.lowerBound]) }
      for (index, stages) in stages.enumerated() { speaker.groups[index].stages = stages }
    }
    return speaker
  }
}

extension WholeConversations {
  /// The rows without the simulated conversations that have a fault; people's stay: what is found in them is a false
  /// alarm.
  fileprivate func withoutFaulty(_ rows: RowSet?, beside real: Int) -> RowSet {
    var rows = rows ?? RowSet(capacity: real + count, full: true)
    for place in 0..<count where real + place < conduct.count {
      // What all runs of a simulator tell together is no fault of one.
      if !conduct.faults[real + place].subtracting(FaultSet(.impossibleExit)).isEmpty { rows.remove(real + place) }
    }
    return rows
  }
}
