public import Fidelity
internal import Text

// The verdict, once for every output: a word, a glyph, a sentence with its numbers.

extension ConcentrationVerdict.Finding {
  /// Where errors concentrate, in the fewest words.
  public var word: String {
    switch self {
    case .onDecliners, .moreOnDecliners: "concentrates on decliners"
    case .onCommitters, .moreOnCommitters: "concentrates on committers"
    case .onBoth: "concentrates on both"
    case .withinMargin, .belowMargin: "within the margin"
    case .sideUnknown, .alike, .belowReference, .undecided: "undecided"
    case .withheld: "withheld"
    }
  }

  /// ✗ where a fault is shown, ✓ where none beyond the margin is possible, ? where neither is shown, — where nothing is
  /// said.
  public var glyph: String {
    switch self {
    case .onDecliners, .moreOnDecliners, .onCommitters, .moreOnCommitters, .onBoth: "✗"
    case .withinMargin, .belowMargin: "✓"
    case .sideUnknown, .alike, .belowReference, .undecided: "?"
    case .withheld: "—"
    }
  }
}

extension FloorReport.Reference {
  /// Who shows what an outcome-blind reference shows.
  public var sampler: String {
    switch self {
    case .placebo: "real turns of other people"
    default: "a sampler that knows only \(words)"
    }
  }
}

extension ConcentrationVerdict {
  /// The word and the sentence, with their glyph.
  public var line: String { "\(finding.glyph) \(finding.word): \(sentence)" }

  /// What is found, with its numbers, and what the judge has to do with it.
  public var sentence: String { ([findingSentence] + judgeSentences).joined(separator: " ") }

  private var findingSentence: String {
    if finding == .withheld { return withheld }
    guard let reference else {
      return "Where errors lie cannot be tested: \(reason ?? "there is no reference")."
    }
    let sampler = reference.sampler
    switch finding {
    case .onDecliners:
      return
        "Errors concentrate on those who decline: too deep there, by \(decliners) beyond \(sampler); with those who "
        + "commit nothing is shown (\(committers)). Excess of the contrast \(whole)."
    case .moreOnDecliners:
      return
        "Too deep with everyone, more so with those who decline: by \(decliners) there and \(committers) with those "
        + "who commit, beyond \(sampler). Excess of the contrast \(whole)."
    case .onCommitters:
      return
        "Errors sit on those who commit: too shallow there, by \(committers) beyond \(sampler); with those who decline "
        + "it is not too deep (\(decliners)). Excess of the contrast \(whole)."
    case .moreOnCommitters:
      return
        "Too shallow with everyone, more so with those who commit: by \(committers) there and \(decliners) with those "
        + "who decline, beyond \(sampler). Excess of the contrast \(whole)."
    case .onBoth:
      return
        "On both sides: the simulator does not follow the conversation. Beyond \(sampler) it is off by \(decliners) with "
        + "those who decline and \(committers) with those who commit. Excess of the contrast \(whole)."
    case .sideUnknown:
      return "The contrast is larger than that of \(sampler), by \(whole); the data cannot tell on which side "
        + "(\(sides))."
    case .belowMargin:
      return "An excess is present, but below what was declared to matter: \(whole) beyond \(sampler), margin \(limit) "
        + "(\(sides))."
    case .alike:
      return
        "Off in one direction for everyone alike: \(sides), beyond \(sampler). No concentration is shown: excess of the "
        + "contrast \(whole)."
    case .withinMargin:
      return
        "No more than \(limit) depth steps beyond what \(sampler) shows: excess of the contrast \(whole); \(sides)."
    case .belowReference:
      return
        "The simulator follows the outcome better than \(sampler) can (excess of the contrast \(whole)): the reference "
        + "is weaker, or the simulator has seen the answer. This says nothing of where errors lie (\(sides))."
    case .undecided:
      return
        "The data cannot tell whether errors concentrate on one side: the excess of the contrast beyond \(sampler) is "
        + "\(whole)\(beyond) (\(sides)).\(power)"
    case .withheld:
      return withheld
    }
  }

  private var withheld: String { "No verdict: \(reason ?? "these cases allow none")." }

  private var whole: String { NumberStyle.depth.text(excess) }
  private var decliners: String { NumberStyle.depth.text(uncommitted) }
  private var committers: String { NumberStyle.depth.text(committed) }
  private var sides: String { "\(decliners) with those who decline, \(committers) with those who commit" }
  private var limit: String { NumberText.brief(margin ?? 0) }

  private var beyond: String { margin == nil ? "" : ", against a margin of \(limit)" }

  private var power: String {
    guard let smallest = detectable.number else { return "" }
    let needed = conversationsNeeded.number.map {
      "; for the declared margin about \(NumberText.grouped(Int($0))) conversations would tell"
    }
    return
      " Cases of this number could have shown an excess of \(NumberText.fixed(smallest, 2)) and more\(needed ?? "")."
  }
}
