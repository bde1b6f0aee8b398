import Cases
import Fidelity
import JSON
import Text

extension FigureSection {
  /// Nothing of it where no simulated conversation has labels.
  static let wholeStages = FigureSection(
    .wholeStage, "Where conversations go, by labels, real against simulated", .shares, parts: [.stages],
    rows: WholeRows.shares(
      of: "conversations with labels (of labelled turns: user turns)",
      reading: "Where the simulator’s own conversations go, whole ones and not single replies."),
    remarks: { report in
      let speakers = (report.whole?.speakers ?? []).filter { $0.groups.first?.stages != nil }
      return speakers.compactMap { speaker in
        speaker.groups[0].stages.map { $0.ever[0].sentence("Ever resists\(report.of(speaker))") }
      } + (speakers.isEmpty ? [] : [report.labelledBy])
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let stages = group.stages else { return [] }
      func entry(_ share: WholeShare, _ words: String, of: String) -> FigureEntry {
        WholeRows.entry(speaker, group, item: "\(of)-\(share.id)", words, of: of, reader.figures(share, scope))
      }
      return [
        FigureBlock(
          title: "in any labelled user turn", basis: speaker.basis, stages.ever.map { entry($0, $0.id, of: "ever") }),
        FigureBlock(
          title: "stage of the last labelled user turn", stages.last.map { entry($0, $0.id, of: "last") }),
        FigureBlock(title: "what is labelled", [entry(stages.labelled, "user turns", of: "turns")]),
      ]
    }
  }

  static let wholeStageTurns = FigureSection(
    .wholeStageTurn, "Stages by user turn, by labels, real against simulated", .shares, parts: [.stages],
    rows: WholeRows.shares(
      of: "labelled user turns of that number (of “has such a turn”: conversations)",
      reading: "Of those who are still there: read it beside how many of them there are.")
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      (group.stages?.turns ?? []).map { turn in
        func entry(_ share: WholeShare, _ words: String) -> FigureEntry {
          WholeRows.entry(
            speaker, group, item: "turn-\(turn.number)-\(share.id)", words, of: "turn-\(turn.number)",
            reader.figures(share, scope))
        }
        return FigureBlock(
          title: "user turn \(turn.number)\(turn.isOpen ? " and later" : "")",
          [entry(turn.reached, "has such a turn")] + turn.stages.map { entry($0, $0.id) })
      }
    }
  }

  static let wholeTransitions = FigureSection(
    .wholeTransition, "What follows what, by labels, real against simulated", .shares, parts: [.stages],
    rows: WholeRows.shares(
      of: "labelled user turns right after one of that stage",
      reading: "Of two user turns in a row that are both labelled; what neither side shows is left out.")
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      let transitions = group.stages?.transitions ?? []
      let befores = transitions.map(\.from).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
      return befores.map { before in
        FigureBlock(
          title: "after \(before)",
          transitions.filter { $0.from == before }.map { transition in
            WholeRows.entry(
              speaker, group, item: "\(before)-\(transition.to)", transition.to, of: "after-\(before)",
              reader.figures(transition.share, scope))
          })
      }
    }
  }

  static let wholeResistance = FigureSection(
    .wholeResistance, "When conversations first resist, by labels, real against simulated", .shares,
    parts: [.stages],
    rows: WholeRows.incidences(
      "labelled conversations that have resisted by that user turn",
      reading: "Who leaves without resisting never does; who is cut off before is taken to go on as others do."),
    remarks: { report in
      let speakers = (report.whole?.speakers ?? []).compactMap { speaker in
        speaker.groups.first?.stages.map { (speaker, $0.resistance) }
      }
      return speakers.compactMap { speaker, resistance in
        guard resistance.mean.real.number != nil || resistance.mean.simulated.number != nil else { return nil }
        return resistance.mean.sentence(
          "User turn of the first resistance, \(resistance.horizon) where there is none\(report.of(speaker))", .turns)
      } + (speakers.isEmpty ? [] : [WholeRows.resistanceAssumptions])
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let resistance = group.stages?.resistance else { return [] }
      return [
        FigureBlock(
          title: "has resisted",
          resistance.byTurn.map { incidence in
            WholeRows.entry(
              speaker, group, item: "by-\(incidence.id)", "by turn \(incidence.id)", of: "first-resistance",
              reader.figures(incidence, scope))
          })
      ].filter { !$0.entries.isEmpty }
    }
  }

  static let wholeResistanceMeans = FigureSection(
    .wholeResistanceMean, "User turn of the first resistance", .table, parts: [.stages],
    rows: WholeRows.means(
      .turns, formula: "limit − the area under the cumulative incidence (Andersen 2013); CR1 with t(G − 1)",
      reading: "Whoever never resists counts the limit: a larger mean is less resistance, or later.")
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let resistance = group.stages?.resistance else { return [] }
      return [
        FigureBlock([
          WholeRows.entry(
            speaker, group, item: "mean", "restricted to \(resistance.horizon)", of: "first-resistance",
            reader.figures(resistance.mean, scope))
        ])
      ]
    }
  }
}
