import Cases
import Fidelity
import JSON
import Text

// Communicative fidelity: how users speak. It has sections of its own, so that nobody takes it for how they decide.

extension FigureSection {
  static let wholeTold = FigureSection(
    .wholeTold, "Can simulated users be told by their speech?", .list, parts: [.speech],
    rows: [
      FigureRow<WholeReport.SpeechTold>(
        "auc", "AUC", .distance, "How often a simulated conversation scores above a real one.",
        formula:
          "ridge logistic regression on 5 standardised features of speech, cross-fitted by customer in 5 folds; "
          + "DeLong’s components summed by cluster (Obuchowski), on the logit scale",
        reading: "0.5: cannot be told apart by these features; 1: always. Others might tell them apart.",
        isResampled: false, cases: { $1.conversations(of: .both) }, read: { .figure($0.auc) }),
      FigureRow(
        "auc.floor", "floor", .distance, "The same between random halves of the real people.",
        formula: "0.5 + mean of |AUC − 0.5| over random halves, by the seed",
        reading: "An AUC no higher than that is found between real people and real people.",
        read: { .quantity($0.floor) }),
    ],
    remarks: { report in
      let speakers = report.whole?.speakers.filter { $0.told != nil } ?? []
      return speakers.compactMap { speaker in
        speaker.told.map { $0.sentence(of: report.of(speaker)) }
      } + (speakers.isEmpty ? [] : [WholeWords.speechOnly])
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard group.stratum == nil, let told = speaker.told else { return [] }
      return [
        FigureBlock(
          basis: speaker.basis,
          [
            WholeRows.entry(
              speaker, group, item: "auc", "speech", reader.figures(told, scope.of(speaker, group, counting: [])))
          ])
      ]
    }
  }

  static let wholeTurnLength = FigureSection(
    .wholeTurnLength, "How much users write", .table, parts: [.speech],
    rows: WholeRows.means(
      .turns, formula: "characters ÷ user turns, without blanks at the edges; CR1 with t(G − 1)",
      reading: "How much a simulated user writes in a turn.")
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let speech = group.speech else { return [] }
      return [
        FigureBlock([
          WholeRows.entry(
            speaker, group, item: speech.characters.id, WholeWords.speech(speech.characters.id),
            reader.figures(speech.characters, scope.of(speaker, group, counting: [])))
        ])
      ]
    }
  }

  static let wholeSpeech = FigureSection(
    .wholeSpeech, "How users speak", .shares, parts: [.speech],
    rows: WholeRows.shares(
      of: "user turns (of different words: words)", reading: "How simulated users speak, not what they decide."),
    remarks: { report in
      report.whole?.speakers.first?.groups.first?.speech == nil
        ? [] : ["Different words ÷ words of a conversation falls with its length: read it beside the length."]
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let speech = group.speech else { return [] }
      return [
        FigureBlock(
          (speech.turns + [speech.distinctWords]).map { share in
            WholeRows.entry(
              speaker, group, item: share.id, WholeWords.speech(share.id), reader.figures(share, scope))
          })
      ]
    }
  }
}
