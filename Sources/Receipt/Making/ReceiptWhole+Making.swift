internal import Cases
internal import Fidelity
internal import Figures

extension ReceiptWhole {
  /// `nil` where the simulator carried on no whole conversation.
  init?(_ report: FidelityReport) {
    guard let whole = report.whole else { return nil }
    guard let speaker = whole.speakers.first(where: { $0.id == report.simulator }) else {
      guard report.filterText != nil, let reason = whole.reason else { return nil }
      self.init(real: 0, simulated: 0, replayed: 0, groups: [], reason: reason)
      return
    }
    self.init(
      real: speaker.real, simulated: speaker.simulated, replayed: speaker.replayed,
      groups: speaker.groups.compactMap(Group.init), told: speaker.told.map(Told.init))
    instrument = report.instrumentOfWhole
    agents = whole.agents.flatMap {
      ReceiptAgents($0, of: report.simulator, cluster: report.cluster, level: report.level)
    }
    notes = notes(report)
  }

  /// How the numbers are made: as other outputs say it, and as the catalogue does of what tells speech apart.
  private func notes(_ report: FidelityReport) -> [String] {
    let auc = FigureCatalogue.section(.wholeTold).definitions.first { $0.key == "auc" }
    return report.methods.dropFirst().prefix(agents == nil ? 1 : 2)
      + [auc.map { "\($0.words): \($0.explanation.formula)." }].compactMap(\.self)
  }

  /// That of all strata together.
  var all: Group? { groups.first }

  /// Whether anybody wrote down what ended the simulated conversations.
  var statesEnds: Bool { !(all?.endedBy.isEmpty ?? true) }
}

extension FidelityReport {
  /// Whose labels tell where whole conversations go; `nil` where those of the simulator have none.
  var instrumentOfWhole: String? {
    let stages = whole?.speakers.first { $0.id == simulator }?.groups.first?.stages
    return stages.flatMap(ReceiptWhole.Stages.init) == nil ? nil : whole?.instrument
  }
}

extension ReceiptPredicate {
  /// Whether whole conversations are compared.
  var comparesWhole: Bool { wholeConversations.map { $0.reason == nil } ?? false }
}

extension ReceiptWhole.Group {
  init?(_ group: WholeReport.Group) {
    guard let endings = group.endings, let faults = group.faults else { return nil }
    self.init(
      stratum: group.stratum?.id, lastActs: endings.lastActs.map(ReceiptWhole.Comparison.init),
      spokeLast: endings.spokeLast.map(ReceiptWhole.Comparison.init),
      endedBy: endings.endedBy.filter { $0.simulated.of > 0 }.map {
        ReceiptWhole.Cause(id: $0.id, simulated: ReceiptFigure($0.simulated.share))
      },
      faults: faults.conversations.filter { $0.real.count + $0.simulated.count > 0 }
        .map(ReceiptWhole.Comparison.init),
      anyFault: ReceiptWhole.Comparison(faults.any), faultyTurns: ReceiptWhole.Comparison(faults.turns),
      lengths: group.lengths.map(ReceiptWhole.Lengths.init),
      speech: group.speech.map { speech in
        [ReceiptWhole.Comparison(speech.characters)] + speech.turns.map(ReceiptWhole.Comparison.init)
          + [ReceiptWhole.Comparison(speech.distinctWords)]
      },
      stages: group.stages.flatMap(ReceiptWhole.Stages.init))
  }
}

extension ReceiptWhole.Lengths {
  init(_ lengths: WholeReport.Lengths) {
    self.init(
      means: [lengths.mean, lengths.restrictedMean].map(ReceiptWhole.Comparison.init), horizon: lengths.horizon,
      medianReal: ReceiptNumber(lengths.real.median), medianSimulated: ReceiptNumber(lengths.simulated.median),
      logRankP: ReceiptNumber(lengths.p),
      incidence: lengths.causes.map {
        ReceiptWhole.Cause(id: $0.cause.rawValue, simulated: ReceiptFigure($0.incidence))
      })
  }

  /// The mean that a limit which cut conversations off does not shorten.
  var restrictedMean: ReceiptWhole.Comparison? { means.first { $0.id == "restricted_mean" } }
}

extension ReceiptWhole.Stages {
  /// `nil` where none of the simulator’s turns is labelled.
  init?(_ stages: WholeReport.Stages) {
    guard stages.labelled.simulated.count > 0 else { return nil }
    self.init(
      ever: stages.ever.map(ReceiptWhole.Comparison.init), last: stages.last.map(ReceiptWhole.Comparison.init),
      labelled: ReceiptWhole.Comparison(stages.labelled))
  }
}

extension ReceiptWhole.Told {
  init(_ told: WholeReport.SpeechTold) {
    var auc = ReceiptFigure(told.auc)
    auc.floor = told.floor.number.map(rounded)
    self.init(auc: auc, finding: told.finding.rawValue, sentence: told.sentence())
  }
}

extension ReceiptWhole.Comparison {
  init(_ share: WholeShare) {
    self.init(share.id, ReceiptFigure(share.real.share), ReceiptFigure(share.simulated.share), share.comparison)
  }

  init(_ mean: WholeMean) {
    self.init(mean.id, ReceiptFigure(mean.real), ReceiptFigure(mean.simulated), mean.comparison)
  }

  private init(_ id: String, _ real: ReceiptFigure, _ simulated: ReceiptFigure, _ comparison: RealAgainstSimulated) {
    var difference = ReceiptFigure(comparison.difference)
    difference.floor = comparison.floor.number.map(rounded)
    self.init(
      id: id, real: real, simulated: simulated, difference: difference, finding: comparison.finding.rawValue)
  }
}
