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
    let parts = [
      (account.unlabelled, "without a label"), (account.realSilent, "the person never answered"),
      (account.simulatedSilent, "the simulator stayed silent"), (account.bothSilent, "neither answered"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
    return parts.isEmpty ? nil : "Left out of stages and depths: " + parts.joined(separator: ", ") + "."
  }

  /// The conversations in no stratum.
  public var unknownOutcomes: String? {
    guard unknownOutcome.pairs > 0 else { return nil }
    return "\(NumberText.counted(unknownOutcome.conversations, "conversation")) of unknown outcome "
      + "(\(NumberText.counted(unknownOutcome.pairs, "pair"))) left out of everything."
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
}

extension FloorReport.Reference {
  /// What the reference knows.
  public var words: String {
    switch self {
    case .position: "position"
    case .previousStage: "position and previous stage"
    case .history: "all that was labelled before"
    case .action: "position, previous stage and action"
    case .placebo: "real turns of other people"
    }
  }
}

extension ExitAuditReport {
  /// Whether the simulator could stay silent, in words.
  public var silenceSentence: String {
    let turns = NumberText.grouped(simulatedTurns)
    switch (silencePermitted, silentTurns) {
    case (_, 1...):
      return "The simulator stayed silent in \(NumberText.grouped(silentTurns)) of \(turns) turns, so it was able to."
    case (true?, _): return "The simulator was allowed to stay silent and never did, in \(turns) turns."
    case (false?, _):
      return
        "The simulator was never allowed to stay silent: that it never falls silent where people do follows from how it "
        + "was asked."
    case (nil, _):
      return
        "The simulator never stayed silent in \(turns) turns; whether it was allowed to is not stated, so its silence "
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
