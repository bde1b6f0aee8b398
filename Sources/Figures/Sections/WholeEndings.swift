import Cases
import Fidelity
import JSON
import Text

extension FigureSection {
  static let wholeEndings = FigureSection(
    .wholeEnding, "How conversations end, real against simulated", .shares, parts: [.endings],
    rows: WholeRows.shares(
      of: "conversations", reading: "How the simulator’s own conversations end, whole ones and not single replies."),
    remarks: { report in
      report.wholeReason
        + (report.whole?.speakers ?? []).compactMap { speaker in
          speaker.closing.map { $0.sentence("Last user turn is a closing (thanks, goodbye)\(report.of(speaker))") }
        }
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let endings = group.endings else { return [] }
      func entry(_ share: WholeShare, _ words: String, of: String, _ scope: CaseScope) -> FigureEntry {
        // The same act may be told from words and by a label.
        let item = of == Self.labelledAct ? "\(of)-\(share.id)" : share.id
        return WholeRows.entry(speaker, group, item: item, words, of: of, reader.figures(share, scope))
      }
      // The closing ritual is what simulated people are told by: it stands first.
      let acts = zip(LastAct.allCases, endings.lastActs).sorted { $0.0 == .closing && $1.0 != .closing }
      let told = FigureBlock(
        title: "last user turn, by its words", basis: speaker.basis,
        acts.map { entry($1, $0.rawValue, of: "last-act", scope.of(speaker, group, .end, $1.id)) })
      let spokeLast = FigureBlock(
        title: "who spoke last",
        zip(["agent", "user"], endings.spokeLast).map {
          entry($1, $0, of: "spoke-last", scope.of(speaker, group, counting: [.equals(.ended, [$1.id])]))
        })
      return [told] + labelled(endings, by: report.whole?.instrument) { entry($0, $1, of: $2, scope) } + [spokeLast]
    }
  }

  private static let labelledAct = "labelled-act"

  /// What the last user turn does by its label; nothing where no simulated one has labels.
  private static func labelled(
    _ endings: WholeReport.Endings, by instrument: String?, _ entry: (WholeShare, String, String) -> FigureEntry
  ) -> [FigureBlock] {
    guard let instrument, !endings.labelledActs.isEmpty else { return [] }
    return [
      FigureBlock(
        title: "last user turn, by labels of \(instrument)",
        endings.labelledActs.map { entry($0, $0.id, labelledAct) })
    ]
  }

  /// Nothing of it where no run says what ended it.
  static let wholeEndedBy = FigureSection(
    .wholeEndedBy, "What ended the simulated conversations", .table, parts: [.endings],
    rows: [
      FigureRow<WholeShare>(
        "simulated", "simulated", .share, "The share of simulated conversations that ended so.",
        formula: "such conversations ÷ those of which it is recorded; Wilson on the effective sample size",
        reading: "As whoever ran them wrote it down. A user who never ends one may have had no way to.",
        isResampled: false, cases: { $1.conversations(of: .simulator) }, read: { .side($0.simulated) }),
      FigureRow(
        "real", "real", .share, "The share of real conversations that ended so.", formula: "not recorded",
        reading: "Logs do not say what ended a real conversation; who spoke last they do.", isResampled: false,
        outputs: .data, read: { .side($0.real) }),
    ],
    remarks: { report in
      let isRecorded = report.whole?.speakers.contains { $0.groups[0].endings?.hasCauses ?? false } ?? false
      return isRecorded ? ["What ended real conversations is not recorded."] : []
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let endings = group.endings, endings.hasCauses else { return [] }
      return [
        FigureBlock(
          zip(EndedBy.allCases, endings.endedBy).map { cause, share in
            WholeRows.entry(
              speaker, group, item: share.id, cause.words,
              reader.figures(share, scope.of(speaker, group, .endedBy, cause.rawValue)))
          })
      ]
    }
  }

  static let wholeFaults = FigureSection(
    .wholeFault, "Faults of replies and harness, real against simulated", .shares, parts: [.faults],
    rows: WholeRows.shares(
      of: "conversations with the fault (of turns: user turns)",
      reading: "What the rule finds in real people are its false alarms: read this beside them."),
    remarks: { report in
      (report.whole?.speakers ?? []).flatMap { speaker in
        guard let faults = speaker.groups.first?.faults else { return [String]() }
        let none = faults.found(false).count
        return [faults.turns.sentence("User turns with a fault\(report.of(speaker))")]
          + (none == 0 ? [] : ["\(none) of \(Fault.allCases.count) faults are found in no conversation."])
      }
        + ["What a rule finds in real people are its false alarms. A fault is no decision, and counted as none."]
        .filter { _ in report.whole?.speakers.first?.groups.first?.faults != nil }
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let faults = group.faults else { return [] }
      func entry(_ share: WholeShare, _ words: String, _ counted: FilterExpression) -> FigureEntry {
        WholeRows.entry(
          speaker, group, item: share.id, words,
          reader.figures(share, scope.of(speaker, group, counting: [counted])))
      }
      // Of turns no filter knows: the conversations that have such turns stand for them.
      let any = FilterExpression.not(.equals(.fault, [FilterValue.none]))
      let found = Set(faults.found(true))
      return [
        FigureBlock(
          basis: speaker.basis,
          [entry(faults.turns, "user turns", any), entry(faults.any, "any fault", any)]
            + zip(Fault.allCases, faults.conversations).map { fault, share in
              var entry = entry(share, fault.rawValue, .equals(.fault, [fault.rawValue]))
              entry.isDataOnly = !found.contains(fault)
              return entry
            })
      ]
    }
  }
}

extension FidelityReport {
  /// " of persona" where there are several simulators.
  func of(_ speaker: WholeReport.Speaker) -> String { (whole?.speakers.count ?? 0) > 1 ? ", \(speaker.id)" : "" }
}

extension WholeReport.Speaker {
  /// How often the last user turn of all its conversations closes.
  fileprivate var closing: WholeShare? { groups.first?.endings?.lastActs[Int(LastAct.closing.code)] }
}

extension WholeReport.Endings {
  fileprivate var hasCauses: Bool { endedBy.contains { $0.simulated.of > 0 } }
}

extension WholeReport.Faults {
  /// The faults that some conversation has, or none has.
  fileprivate func found(_ isFound: Bool) -> [Fault] {
    zip(Fault.allCases, conversations).filter { ($1.real.count + $1.simulated.count > 0) == isFound }.map(\.0)
  }
}
