import Cases
import Fidelity
import JSON
import Text

// What people's blind labels say of the instrument, and of the excess that the verdict is taken on.

extension FigureSection {
  static let correctedExcess: FigureSection = {
    let depths = FigureReader(section: .correctedExcess, rows: excessRows)
    return FigureSection(
      .correctedExcess, "The excess, corrected by people’s blind labels", .table,
      parts: [.contrast, .floors, .resampled], definitions: depths.definitions,
      remarks: { report in
        guard let verdict = report.contrast?.verdict else { return [] }
        if let correction = verdict.correction {
          return [
            "The verdict is taken on the corrected excess, from \(NumberText.counted(correction.labelled, "conversation")) "
              + "that people labelled; it holds where these are a random sample."
          ]
        }
        return [verdict.correctionReason.map { "The verdict is the instrument’s own: \($0)." }].compactMap(\.self)
      }
    ) { report, scope in
      let floors = (report.contrast?.floors ?? []).filter { $0.corrected != nil }
      guard !floors.isEmpty else { return [] }
      return [
        FigureBlock(
          floors.map { floor in
            FigureEntry(
              item: floor.reference.rawValue, floor.reference.words,
              facts: [JSONValue.Member("reference", .string(floor.reference.rawValue))], depths.figures(floor, scope))
          })
      ]
    }
  }()

  private static let excessRows: [FigureRow<FloorReport>] = {
    func read(
      _ path: any KeyPath<CorrectedExcess, Figure> & Sendable
    ) -> @Sendable (FloorReport) -> Reading {
      { .figure($0.corrected?[keyPath: path] ?? .unavailable("nobody labelled blind")) }
    }
    let formula = "λ × the instrument’s + what people’s labels of simulated turns and of real ones differ by"
    return [
      FigureRow(
        "instrument", "instrument", .depth, "The excess of the contrast by the instrument’s labels alone.",
        formula: "Δ − Δ of the reference", reading: "Holds what the instrument does to simulated turns alone.",
        interval: "bootstrap", read: { .figure($0.excess) }),
      FigureRow(
        "corrected", "corrected", .depth, "The excess of the contrast as people would have found it.",
        formula: formula + " (PPI++)", reading: "Above 0: further from the outcome than the reference.",
        isResampled: false, read: read(\.excess)),
      FigureRow(
        "uncommitted", "with those who decline", .depth, "The same of the mean bias of those who decline.",
        formula: formula, reading: "Above 0: too deep there, beyond what the reference shows.", isResampled: false,
        read: read(\.uncommitted)),
      FigureRow(
        "committed", "with those who commit", .depth, "The same of the mean bias of those who commit.",
        formula: formula, reading: "Below 0: too shallow there, beyond what the reference shows.", isResampled: false,
        read: read(\.committed)),
      FigureRow(
        "lambda", "λ", .coefficient, "How much the instrument’s labels count.",
        formula: "1 below 100 labelled conversations, else cross-fitted to the least variance",
        reading: "0: people’s labels alone. 1: the instrument’s excess plus what people’s labels differ by.",
        read: { .quantity($0.corrected?.lambda ?? .reason("nobody labelled blind")) }),
    ]
  }()

  static let judge = FigureSection(
    .judge, "The judge beside people: real and simulated turns", .list, parts: [.instruments],
    rows: [
      FigureRow<JudgeReport>(
        "real_kappa", "κ, real turns", .coefficient, "Agreement of the judge and people on real turns.",
        formula: "Cohen’s κ; customers left out in turn", reading: "Beside that on simulated turns.",
        isResampled: false, read: { .figure($0.confusions[0].kappa) }),
      FigureRow(
        "simulated_kappa", "κ, simulated turns", .coefficient, "Agreement of the judge and people on simulated turns.",
        formula: "Cohen’s κ; customers left out in turn", reading: "Beside that on real turns.",
        isResampled: false, read: { .figure($0.confusions[1].kappa) }),
      FigureRow(
        "kappa_difference", "κ, difference", .coefficient, "How much better the judge does on simulated turns.",
        formula: "κ on simulated − κ on real turns",
        reading: "An interval without 0: the judge is not blind to the source.",
        isResampled: false, read: { .figure($0.kappaDifference) }),
      FigureRow(
        "real_shift", "judge − people, real turns", .depth, "Whether the judge reads real turns deeper than people.",
        formula: "mean depth by the judge − by people", reading: "Alike on simulated turns it cancels out.",
        isResampled: false, read: { .figure($0.confusions[0].shift) }),
      FigureRow(
        "simulated_shift", "judge − people, simulated turns", .depth,
        "Whether the judge reads simulated turns deeper than people.",
        formula: "mean depth by the judge − by people", reading: "Alike on real turns it cancels out.",
        isResampled: false, read: { .figure($0.confusions[1].shift) }),
      FigureRow(
        "shift_difference", "difference of these", .depth, "The bias that the judge adds to the simulator’s.",
        formula: "on simulated − on real turns, paired", reading: "Every depth bias by this judge is off by this much.",
        isResampled: false, read: { .figure($0.shiftDifference) }),
      FigureRow(
        "judge_kappa", "κ of the judge with several people", .coefficient,
        "Agreement of the judge with people on turns that several of them labelled.",
        formula: "Cohen’s κ over all of them", reading: "Beside theirs with each other.", isResampled: false,
        read: { .figure($0.judgeKappa) }),
      FigureRow(
        "people_kappa", "κ of people with each other", .coefficient, "Agreement of people on the same turns.",
        formula: "Cohen’s κ over all pairs of them", reading: "What a judge can be asked for.", isResampled: false,
        read: { .figure($0.peopleKappa) }),
      FigureRow(
        "below_people", "the judge’s − theirs", .coefficient, "How far the judge is from being one of them.",
        formula: "κ with people − κ of people with each other",
        reading: "All of the interval below 0: the judge is not established, and a gate stays undecided.",
        isResampled: false, read: { .figure($0.belowPeople) }),
    ],
    remarks: {
      [$0.judge?.differenceSentence, $0.judge?.standingSentence, $0.judge?.leftOutSentence].compactMap(\.self)
    }
  ) { report, scope, reader in
    guard let judge = report.judge, judge.reason == nil else { return [] }
    return [FigureBlock([FigureEntry("judge", reader.figures(judge, scope))])]
  }

  static let judgeMisread = FigureSection(
    .judgeMisread, "What the judge misreads, by people’s stage", .table, parts: [.instruments],
    rows: [
      FigureRow<JudgeReport.Misread>(
        "real", "real", .share, "Real turns with this stage by people to which the judge gives another.",
        formula: "turns misread ÷ turns", reading: "Beside that of simulated turns.", isResampled: false,
        read: { .figure($0.real) }),
      FigureRow(
        "simulated", "simulated", .share, "Simulated turns with this stage by people to which the judge gives another.",
        formula: "turns misread ÷ turns", reading: "Beside that of real turns.", isResampled: false,
        read: { .figure($0.simulated) }),
      FigureRow(
        "difference_pp", "difference pp", .shift, "How much more often the judge misreads simulated turns.",
        formula: "simulated − real, paired by customer", reading: "Different: that difference is bias.",
        isResampled: false, read: { .figure($0.difference.scaled(by: 100)) }),
      FigureRow(
        "p", "p (Holm)", .probability, "Whether they differ.", formula: "two-sided, clustered, Holm’s over the stages",
        reading: "Small: the judge treats the two kinds of turn differently.", read: { .quantity($0.p) }),
    ]
  ) { report, scope, reader in
    guard let judge = report.judge, judge.reason == nil else { return [] }
    return [
      FigureBlock(
        judge.misread.map {
          FigureEntry(
            item: $0.stage, $0.stage, isStage: true, facts: [JSONValue.Member("stage", .string($0.stage))],
            reader.figures($0, scope))
        })
    ]
  }

  static let judgeConfusion = FigureSection(
    .judgeConfusion, "People’s stage (rows) to the judge’s (columns)", .matrix, parts: [.instruments],
    rows: [
      FigureRow<Int>(
        "count", "turns", .count, "Turns with this stage by people and that by the judge.",
        formula: "a count, a turn once a person", reading: "The diagonal agrees.", read: { .count($0) })
    ]
  ) { report, scope, reader in
    guard let judge = report.judge, judge.reason == nil else { return [] }
    return judge.confusions.map { confusion in
      let cells = zip(judge.misread, confusion.counts).flatMap { people, row in
        zip(judge.misread, row).map { given, count in
          FigureEntry(
            group: people.stage, item: "\(confusion.source)/\(given.stage)", given.stage, isStage: true,
            reader.figures(count, scope))
        }
      }
      var block = FigureBlock(
        title: "\(confusion.source) turns", basis: NumberText.counted(confusion.turns, "turn"), cells)
      block.axes = (row: "people", column: "judge")
      return block
    }
  }
}
