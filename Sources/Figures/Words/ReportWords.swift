import Cases
public import Fidelity
public import Text

// What a report says in words, once for every output.

extension FidelityReport {
  /// The name of a stratum.
  public func name(ofStratum id: String) -> String { strata.first { $0.id == id }?.name ?? id }

  public func names(of ids: [String]) -> String { ids.map(name(ofStratum:)).joined(separator: " + ") }

  /// Conversations with labelled pairs, over all strata.
  public var conversations: Int { strata.compactMap(\.conversations).reduce(0, +) }

  /// "137 conversations, 1,540 labelled pairs, draw 0"
  public var basis: [String] {
    var basis = [
      NumberText.counted(conversations, "conversation"), NumberText.counted(account.labelled, "labelled pair"),
      draws.description,
    ]
    if let units, units != conversations { basis.append("\(NumberText.counted(units, "customer")) as units") }
    return basis
  }

  /// What shares and depths leave out.
  public var leftOut: String? {
    account.leftOut.map { "Left out of stages and depths: \($0)." }
  }

  /// What a figure leaves out, in sentences; none where it is of no pairs.
  ///
  /// - Parameter n: What it rests on.
  public func leftOut(of figure: FigureDefinition, stratum: String?, n: Int?) -> [String] {
    guard !figure.section.isOfConversations else { return [] }
    let own: String?
    switch figure.section {
    case .emotion, .blocker, .exit, .exitAct:
      let all = strata.first { $0.id == stratum }?.account.total ?? 0
      let missing = all - (n ?? all)
      own =
        missing > 0
        ? "Left out: \(NumberText.grouped(missing)) of \(NumberText.counted(all, "pair")), without both labels."
        : FidelityReport.nothingIsLeftOut
    case .leaving, .leavingByPosition: own = FidelityReport.unlabelledIsLeftOut
    case .rate where ["exit_probe_recall", "disengagement_misses"].contains(figure.path.first):
      // Silence counts here.
      own = FidelityReport.unlabelledIsLeftOut
    case .survival, .incidence, .survivalTest:
      own = "Left out: probes after the person left, and turns without a label on either side."
    case .comparison, .comparisonBias: own = "Left out: conversations that one of the two does not cover."
    case .record: own = FidelityReport.nothingIsLeftOut
    case .power, .need, .instrument, .instrumentOverall, .judge, .judgeMisread, .judgeConfusion, .corrected: own = nil
    default: own = leftOut ?? FidelityReport.nothingIsLeftOut
    }
    return [own, unknownOutcomes].compactMap(\.self)
  }

  private static let nothingIsLeftOut = "Nothing is left out."
  private static let unlabelledIsLeftOut = "Left out: turns without a label on either side."

  /// What becomes of probes at which somebody was silent, by stratum.
  public var silence: String? {
    let strata = strata.filter { $0.silent > 0 }.map { stratum in
      "\(NumberText.grouped(stratum.silent)) of \(NumberText.counted(stratum.account.total, "probe")) of "
        + stratum.name + (stratum.account.leftOut.map { " (\($0))" } ?? "")
    }
    guard !strata.isEmpty else { return nil }
    guard let silenceDepth else {
      return
        "Left out of stages and depths, as silence is no state here (schema.no_reply): "
        + "\(strata.joined(separator: ", "))."
    }
    return "Silence is a state at depth \(NumberText.brief(silenceDepth)): \(strata.joined(separator: ", "))."
  }

  /// The conversations in no stratum.
  public var unknownOutcomes: String? {
    guard unknownOutcome.pairs > 0 else { return nil }
    return "\(NumberText.counted(unknownOutcome.conversations, "conversation")) of unknown outcome "
      + "(\(NumberText.counted(unknownOutcome.pairs, "pair"))) left out of everything."
  }

  /// The faults of simulated turns, and what became of them; `nil` where there is none.
  public var faultWords: String? {
    guard let faults, faults.faulty > 0 else { return nil }
    let kinds = faults.faults.map { "\($0.fault.rawValue) \(NumberText.grouped($0.pairs))" }.joined(separator: ", ")
    let become =
      switch faults.treatment {
      case .keep: "counted as they are labelled"
      case .drop: "left out of everything"
      case .exit: "counted as leaving without a word"
      }
    return "\(NumberText.grouped(faults.faulty)) of \(NumberText.counted(faults.pairs, "simulated turn")) "
      + "\(faults.faulty == 1 ? "has" : "have") a fault (\(kinds)): \(become) (--faults)."
  }

  /// How intervals and tests were made.
  public var method: String {
    let kind = biasCorrected ? "BCa" : "percentile"
    let own =
      paperChoices
      ? "the paper’s own choices: percentile intervals, raw permutation p, Fisher’s test on pairs"
      : "shares Wilson on the effective sample size, shifts CR1 with t(G − 1), biases t on conversation means, "
        + "contrast Welch, d and excess expanded percentiles of the cluster bootstrap"
    return "\(NumberText.percent(level)) intervals, clustered by \(cluster.rawValue): \(own); bootstrap: \(kind), "
      + "\(NumberText.grouped(resamples)) resamples, seed \(seed)."
  }
}

extension PairAccount {
  /// "337 the person never answered, 375 neither answered"; `nil` where every pair is counted.
  var leftOut: String? {
    let parts = [
      (unlabelled, "without a label"), (realSilent, "the person never answered"),
      (simulatedSilent, "the simulator stayed silent"), (bothSilent, "neither answered"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension FidelityReport {
  /// What stands before everything else: the verdict, or why there can be none.
  public var firstLine: String? {
    // Of whole conversations no verdict is asked for.
    if conversationReport != nil { return nil }
    return contrast?.verdict?.line
      ?? reasonToWithhold.map { "\(ConcentrationVerdict.Finding.withheld.glyph) withheld: No verdict: \($0)." }
  }
}

extension FidelityReport {
  /// Of what the floors of stages and depths are made.
  var floorWords: String? {
    reference.map { "Floor: what a sampler that knows only \($0.words) would show at the same probes." }
  }

  /// Of the figures of the contrast that have no floor.
  public static let floorlessContrast =
    "Only Δ has a floor. d, g, Glass’s Δ, Cliff’s δ and the p-values of Welch, Mann–Whitney and the permutation are "
    + "against no contrast at all, which a sampler blind to the outcome misses too: read the excess and its p."

  /// Of what the floors of leaving and of labels that are no stages are made.
  func floorWords(of what: String) -> String? {
    reference.map { _ in
      "Floor of \(what): a sampler that knows only the position and the previous stage."
    }
  }
}

extension StratumReport {
  public var name: String { label ?? id }

  /// Stages from shallow to deep.
  public var stagesByDepth: [ShareRow] { stages.sorted { ($0.depth ?? 0) < ($1.depth ?? 0) } }

  /// "540 pairs, 181 conversations"
  public var basis: String {
    let pairs = NumberText.counted(self.pairs, "pair")
    return conversations.map { "\(pairs), \(NumberText.counted($0, "conversation"))" } ?? pairs
  }
}

extension ExitAuditReport.Stratum {
  public var name: String { label ?? id }

  /// "Non-buyers: of 123 exit probes the simulator resists, refuses or delays at 44.7 %, really stays silent at 0.0 %."
  /// `nil` where either cannot be told.
  ///
  /// - Parameter countsFaults: Whether written turns count as silence for a fault.
  func exitProbeSentence(countsFaults: Bool) -> String? {
    guard let recall = exitRecall.number, let silent = silentAtExit.number, exitRecall.count == silentAtExit.count
    else { return nil }
    return
      "\(name): of \(NumberText.counted(exitRecall.count, "exit probe")) the simulator resists, refuses or delays at "
      + "\(NumberStyle.share.text(max(0, recall - silent))), "
      + "\(countsFaults ? "stays silent or has a fault that counts as leaving" : "really stays silent") at "
      + "\(NumberStyle.share.text(silent))."
  }
}

extension FloorReport.Reference {
  /// What the reference knows.
  public var words: String {
    switch self {
    case .position: "position"
    case .previousStage: "position and previous stage"
    case .history: "what was labelled before"
    case .action: "position, previous stage and action"
    case .placebo: "real turns of other people"
    }
  }
}

extension ExitAuditReport {
  /// How often the simulator was silent and whether it was allowed to be, in words; a faulty turn that counts as leaving is
  /// told apart, for somebody wrote it.
  public var silenceSentence: String {
    guard faultyTurns > 0 else { return ownSilence(silentTurns) }
    return "\(NumberText.grouped(faultyTurns)) of \(NumberText.counted(simulatedTurns, "simulated turn")) "
      + "\(faultyTurns == 1 ? "was written with a fault and counts" : "were written with a fault and count") as leaving "
      + "(--faults exit). \(ownSilence(silentTurns - faultyTurns))"
  }

  private func ownSilence(_ silent: Int) -> String {
    let turns = NumberText.counted(simulatedTurns, "turn")
    switch (silencePermitted, silent) {
    case (_, 1...): return "The simulator stayed silent in \(NumberText.grouped(silent)) of \(turns)."
    case (true?, _): return "The simulator was allowed to stay silent and never did, in \(turns)."
    case (false?, _):
      return
        "The simulator was never allowed to stay silent: that it never falls silent where people do follows from how it "
        + "was asked."
    case (nil, _):
      return
        "The simulator never stayed silent in \(turns); whether it was allowed to is not stated, so its silence "
        + "cannot be compared with people's."
    }
  }
}

extension NumberStyle {
  /// A number of a report, or a dash.
  public func text(_ quantity: Quantity, hasUnit: Bool = true) -> String {
    quantity.number.map { text($0, hasUnit: hasUnit) } ?? "—"
  }

  /// "[+0.14, +0.46]", "…" while it is being computed, `nil` where there is none.
  public func interval(_ interval: IntervalFigure) -> String? {
    switch interval {
    case .bounds(let lower, let upper): self.interval(lower, upper)
    case .pending: "…"
    case .reason: nil
    }
  }

  /// "+0.304 [+0.14, +0.46]"
  public func text(_ figure: Figure, hasUnit: Bool = true) -> String {
    guard figure.number != nil else { return "—" }
    return text(figure.value, hasUnit: hasUnit) + (interval(figure.interval).map { " " + $0 } ?? "")
  }
}
