import Cases
public import Fidelity
import Text

// What is said of whole conversations, real against simulated, once for every output.

extension FidelityReport {
  /// How their intervals and floors were made.
  public var wholeMethod: String {
    "\(NumberText.percent(level)) intervals, clustered by \(cluster.rawValue): shares Wilson on the effective sample size, "
      + "their differences Newcombe’s from both, means CR1 with t(G − 1). Floor: the difference expected of two random "
      + "halves of the real people, from the clustered variance."
  }

  /// How scores of agents were compared.
  public var agentMethod: String {
    "\(NumberText.percent(level)) intervals, clustered by \(cluster.rawValue): scores Wilson on the effective sample size, "
      + "shifts CR1 with t(G − 1), paired where both had the \(cluster.rawValue). Re-seeded runs: conversations of one "
      + "\(cluster.rawValue) and agent dealt anew to both, by the seed \(seed)."
  }

  /// What a report of conversations is of.
  public var conversationsLead: String {
    whole?.speakers.isEmpty == false
      ? "Whole conversations, real and simulated: no reply by itself is looked at."
      : "Conversations alone: no simulator has answered in them."
  }

  /// Whose labels tell of whole conversations, and what they do not.
  var labelledBy: String {
    guard let instrument = whole?.instrument else { return "" }
    return "Labels are those of \(instrument) on both sides. Who is labelled in more turns has more chances to do a "
      + "thing in any of them: read it beside what is labelled."
  }

  /// Why nothing is compared, where nothing is.
  var wholeReason: [String] { whole?.reason.map { [$0.sentence] } ?? [] }
}

extension WholeReport.Speaker {
  /// "460 real, 464 simulated conversations of recllm"
  public var basis: String {
    let replaying = replayed == simulated ? "each" : NumberText.grouped(replayed)
    return "\(NumberText.grouped(real)) real, \(NumberText.counted(simulated, "simulated conversation")) of \(id)"
      + (replayed == 0 ? "" : ", \(replaying) replaying a real one")
      + (leftOut == 0 ? "" : "; \(NumberText.grouped(leftOut)) more left out for a fault (--faults)")
  }
}

extension WholeReport.Group {
  var name: String? { stratum.map { $0.label ?? $0.id } }
}

extension EndedBy {
  var words: String {
    switch self {
    case .user: "by the user"
    case .agent: "by the agent"
    case .limit: "by a limit"
    case .error: "by an error"
    case .unknown: "unknown"
    }
  }
}

extension RealAgainstSimulated.Finding {
  /// How the sentence of a figure ends.
  func clause(units: Int) -> String {
    switch self {
    case .higher, .lower: "the difference goes beyond that"
    case .notShown: "no difference beyond that is shown"
    case .withheld where units == 0: "there is nothing to compare it with"
    case .withheld where units < ConcentrationVerdict.fewestUnits:
      "nothing is concluded from \(NumberText.counted(units, "unit")) on a side"
    case .withheld: "nothing is concluded without an interval"
    }
  }
}

extension WholeShare {
  /// "real 6.1 % [4.2, 8.7], simulated 96.6 % [94.5, 97.9]; two halves of the real people differ by about 1.8 pp; the
  /// difference goes beyond that."
  func sentence(_ subject: String) -> String {
    let style = NumberStyle.share
    let floor = comparison.floor.number.map {
      "; two halves of the real people differ by about \(NumberText.fixed($0 * 100, 1)) pp"
    }
    return "\(subject): real \(style.text(real.share)), simulated \(style.text(simulated.share))\(floor ?? ""); "
      + comparison.finding.clause(units: comparison.units) + "."
  }
}

extension WholeMean {
  /// As that of a share.
  func sentence(_ subject: String, _ style: NumberStyle) -> String {
    let floor = comparison.floor.number.map {
      "; two halves of the real people differ by about \(style.text($0))"
    }
    return "\(subject): real \(style.text(real)), simulated \(style.text(simulated))\(floor ?? ""); "
      + comparison.finding.clause(units: comparison.units) + "."
  }
}

extension WholeReport.SpeechTold {
  /// "Told by speech alone: AUC 0.981 [0.972, 0.988], 0.5 being not at all; two halves of the real people: 0.521; …"
  func sentence(_ subject: String) -> String {
    guard auc.number != nil else { return "\(subject): \(auc.value.reason ?? "not known")." }
    let style = NumberStyle.distance
    let floor = self.floor.number.map { "; two halves of the real people: \(style.text($0))" }
    return "\(subject): AUC \(style.text(auc)), 0.5 being not at all\(floor ?? ""); "
      + clause + "."
  }

  private var clause: String {
    switch finding {
    case .higher, .lower: "better than that"
    case .notShown: "no better than that is shown"
    case .withheld: finding.clause(units: units)
    }
  }
}

extension AgentScores.Pair {
  var name: String { "\(first.speakerName) → \(second.speakerName)" }

  /// "Scores, persona → polite: +14.9 pp [+5.1, +24.7]; they are higher under polite."
  func sentence(_ cluster: ClusterUnit) -> String {
    guard shift.number != nil else { return "Scores, \(name): \(shift.value.reason ?? "not known")." }
    let clause: String =
      switch finding {
      case .higher: "they are higher under \(second.speakerName)"
      case .lower: "they are lower under \(second.speakerName)"
      case .notShown: "no shift is shown"
      case .withheld: finding.clause(units: units)
      }
    let few = shared == 0 ? "no task or customer" : "\(NumberText.grouped(shared)) tasks or customers"
    let tasks =
      cluster == .conversation || shared >= units ? "" : " They share \(few): the shift may be that of the tasks."
    return "Scores, \(name): \(NumberStyle.shift.text(shift.scaled(by: 100))); \(clause).\(tasks)"
  }

  /// Only where agents change places by more than re-seeding explains.
  func rankSentence(_ level: Double) -> String? {
    guard let displacement, displacement.finding == .higher, let expected = displacement.expected.number,
      let limit = displacement.limit.number
    else { return nil }
    let count = NumberStyle.count
    return "\(name): the order of agents depends on who is the user. They are displaced by "
      + "\(count.text(displacement.sum)) of at most \(count.text(displacement.greatest)) ranks; two re-seeded runs of one "
      + "simulator displace them by \(NumberText.fixed(expected, 1)) on average, and by more than "
      + "\(count.text(limit)) in at most \(NumberText.percent(1 - level)) of draws."
  }
}

extension String {
  /// What people call whoever is the user: an id of ``AgentScores/Speaker``.
  var speakerName: String { self == ConversationCode.person ? "people" : self }

  /// A clause as a sentence of its own.
  var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
