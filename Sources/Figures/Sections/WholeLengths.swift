import Cases
import Fidelity
import JSON
import Text

/// Real or simulated conversations that are followed to their end.
struct StayingPlace: Sendable {
  let curve: SurvivalReport.Curve
  let side: WholeSide
  /// How many are cut off: by a limit, an error, or for a reason that is recorded as unknown.
  var cutOff: Quantity { curve.events.number.map { .number(Double(curve.conversations) - $0) } ?? curve.events }

  /// Those that were cut off, or those that were not; a real one never is.
  func cases(isCutOff: Bool, _ scope: CaseScope) -> FigureCases? {
    guard var cases = scope.conversations(of: side) else { return nil }
    let cuts = FilterExpression.equals(.endedBy, [EndedBy.limit, .error, .unknown].map(\.rawValue))
    switch side {
    case .people, .both: cases.numerator += isCutOff ? [.nothing] : []
    case .simulator: cases.numerator.append(isCutOff ? cuts : .not(cuts))
    }
    return cases
  }
}

extension FigureSection {
  static let wholeLengths = FigureSection(
    .wholeLength, "How long conversations last, in user turns", .table, parts: [.lengths],
    rows: WholeRows.means(
      .turns, formula: "mean of user turns, or the area under Kaplan and Meier’s curve; CR1 with t(G − 1)",
      reading: "The plain mean counts a conversation that a limit cut off as if it had ended there."),
    remarks: { report in
      (report.whole?.speakers ?? []).compactMap { speaker in
        guard let lengths = speaker.groups.first?.lengths else { return nil }
        // Without people there is nothing that both sides reach.
        guard lengths.horizon > 0 else { return lengths.mean.sentence("User turns\(report.of(speaker))", .turns) }
        return lengths.restrictedMean.sentence(
          "User turns until the end, up to \(lengths.horizon)\(report.of(speaker))", .turns)
      }
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let lengths = group.lengths else { return [] }
      return [
        FigureBlock(
          basis: speaker.basis,
          ([lengths.mean] + (lengths.horizon > 0 ? [lengths.restrictedMean] : [])).map { mean in
            WholeRows.entry(
              speaker, group, item: mean.id, WholeWords.length(mean.id, horizon: lengths.horizon),
              reader.figures(mean, scope.of(speaker, group, counting: [])))
          })
      ]
    }
  }

  static let wholeStaying = FigureSection(
    .wholeStaying, "How many go on", .table, parts: [.lengths],
    rows: [
      FigureRow<StayingPlace>(
        "conversations", "n", .count, "Conversations that are followed.", formula: "a count",
        reading: "What the curve rests on.", cases: { $1.conversations(of: $0.side) },
        read: { .count($0.curve.conversations) }),
      FigureRow(
        "events", "ended", .count, "Conversations that came to an end of their own, or that user or agent ended.",
        formula: "a count", reading: "Real ones always do: they end by their own end.",
        cases: { $0.cases(isCutOff: false, $1) },
        read: { .quantity($0.curve.events) }),
      FigureRow(
        "cut_off", "cut off", .count,
        "Conversations that were cut off by a limit, by an error, or nobody knows by what.",
        formula: "n − ended", reading: "They count as going on until then, and are not followed any further.",
        cases: { $0.cases(isCutOff: true, $1) },
        read: { .quantity($0.cutOff) }),
      FigureRow(
        "median", "median", .count, "The first user turn after which at most half go on.",
        formula: "first t with Π (1 − d/n) ≤ ½", reading: "None where more than half go on to the last turn.",
        cases: { $1.conversations(of: $0.side) },
        read: { .quantity($0.curve.median) }),
    ]
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let lengths = group.lengths else { return [] }
      return [
        FigureBlock(
          [("real", lengths.real, WholeSide.people), ("simulated", lengths.simulated, .simulator)].map {
            name, curve, side in
            WholeRows.entry(
              speaker, group, item: name, name,
              reader.figures(StayingPlace(curve: curve, side: side), scope.of(speaker, group, counting: [])))
          })
      ]
    }
  }

  static let wholeIncidence = FigureSection(
    .wholeIncidence, "What had ended simulated conversations by their last turn", .table, parts: [.lengths],
    rows: [
      FigureRow<WholeReport.Lengths.Cause>(
        "simulated", "simulated", .share, "The share that this cause has ended, the other causes competing.",
        formula: "Aalen–Johansen: Σ S(t−) d/n; the clustered variance of its influences, on the scale log(−log F)",
        reading: "Errors and unknown ends are cut off and not followed; of real conversations no cause is recorded.",
        isResampled: false, cases: { $1.conversations(of: .simulator) }, read: { .figure($0.incidence) })
    ]
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let lengths = group.lengths, !lengths.causes.isEmpty else { return [] }
      return [
        FigureBlock(
          lengths.causes.map { cause in
            WholeRows.entry(
              speaker, group, item: cause.cause.rawValue, cause.cause.words,
              reader.figures(
                cause, scope.of(speaker, group, counting: [.equals(.endedBy, [cause.cause.rawValue])])))
          })
      ]
    }
  }

  static let wholeLengthTests = FigureSection(
    .wholeLengthTest, "Do both end equally fast?", .list, parts: [.lengths],
    rows: [
      FigureRow<WholeReport.Lengths>(
        "p", "log-rank p", .probability, "Whether real and simulated conversations end equally fast.",
        formula: "log-rank score, summed by cluster: (Σ s)² ÷ Σ s² by χ² with one degree of freedom",
        reading: "Against no difference, not against the floor; curves that cross may differ unseen.",
        cases: { $1.conversations(of: .both) },
        read: { .quantity($0.p) })
    ]
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let lengths = group.lengths else { return [] }
      return [
        FigureBlock([
          WholeRows.entry(
            speaker, group, item: "test", group.name ?? "all conversations",
            reader.figures(lengths, scope.of(speaker, group, counting: [])))
        ])
      ]
    }
  }
}

/// What became of conversations, where it is known of both sides.
extension FigureSection {
  /// Those whose outcome is known, and their own.
  private static let known = [FilterExpression.equals(.outcomeSource, [ConversationCode.own])]

  static let wholeOutcomes = FigureSection(
    .wholeOutcome, "What became of them, and by when, real against simulated", .shares, parts: [.lengths],
    rows: WholeRows.incidences(
      "conversations of known outcome that had come to it by that user turn",
      reading: "By their own outcome: what became of a conversation that is replayed is not what the simulator did."),
    remarks: { report in
      (report.whole?.speakers ?? []).compactMap { speaker in
        speaker.groups.first?.outcomes.flatMap(speaker.outcomesKnown)
      }
    }
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      // Where nothing can be compared the tests below say why.
      guard let outcomes = group.outcomes, outcomes.causes.contains(where: \.isKnown) else { return [] }
      return [
        FigureBlock(
          title: outcomes.horizon > 0 ? "by user turn \(outcomes.horizon)" : "",
          outcomes.causes.map { cause in
            WholeRows.entry(
              speaker, group, item: cause.name.rawValue, cause.name.words,
              reader.figures(cause.incidence, scope.of(speaker, group, counting: cause.name.filter, among: known)))
          })
      ]
    }
  }

  static let wholeOutcomeTests = FigureSection(
    .wholeOutcomeTest, "Do both come to it equally often and fast?", .pivot, parts: [.lengths],
    rows: [
      FigureRow<WholeReport.Outcomes.Cause>(
        "p", "Gray’s p", .probability, "Whether real and simulated conversations have the same cumulative incidence.",
        formula:
          "Gray’s score (1988), its influences summed by cluster: (Σ s)² ÷ Σ s² by χ² with one degree of freedom",
        reading: "Against no difference, not against the floor; curves that cross may differ unseen.",
        cases: { $1.conversations(of: .both) }, read: { .quantity($0.p) })
    ]
  ) { report, scope, reader in
    report.wholeBlocks { speaker, group in
      guard let outcomes = group.outcomes else { return [] }
      return [
        FigureBlock(
          outcomes.causes.map { cause in
            WholeRows.entry(
              speaker, group, item: cause.name.rawValue, cause.name.words,
              reader.figures(cause, scope.of(speaker, group, counting: [], among: known)))
          })
      ]
    }
  }
}

extension WholeReport.Outcomes.Cause {
  /// Whether anything is known of either side.
  fileprivate var isKnown: Bool { incidence.real.number != nil || incidence.simulated.number != nil }
}

extension WholeReport.Outcomes.Name {
  /// The conversations that came to it, by whatever turn.
  fileprivate var filter: [FilterExpression] {
    let cuts = [EndedBy.limit, .error, .unknown].map(\.rawValue)
    return switch self {
    case .committed: [.equals(.committed, [FilterValue.yes])]
    case .left: [.equals(.committed, [FilterValue.no]), .not(.equals(.endedBy, cuts))]
    }
  }
}
