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
}
