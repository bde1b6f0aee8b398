internal import Cases
internal import Fidelity
internal import Figures
internal import Text

/// What the numbers of a receipt do not say, as far as the audit shows it.
struct ReceiptLimits {
  private let input: ReceiptInput

  init(_ input: ReceiptInput) { self.input = input }

  var sentences: [String] {
    var sentences: [String] = []
    let report = input.report
    if let reason = report.reason { sentences.append("There is nothing to measure: \(reason).") }
    if input.description.synthetic == true {
      sentences.append("The audit is synthetic: the numbers describe what generated it, not people.")
    }
    if let filter = input.options.filterText {
      sentences.append("Only the cases that the filter \(filter) selects are meant.")
    }
    sentences.append(
      report.whole?.speakers.isEmpty == false
        ? "At the probes every simulated turn follows a real prefix; conversations that the simulator carried on by itself "
          + "are compared as wholes, by \(wholeBasis)."
        : "Every simulated turn follows a real prefix: what the simulator does when it carries on a conversation of its own "
          + "is not measured.")
    if input.options.instrument.isEmpty, wholeInstrument == nil {
      sentences.append("Nothing is labelled: acts are told by words, and decisions not at all.")
    } else if report.instruments?.pairs.isEmpty ?? true {
      sentences.append("One instrument gave every label, and nobody checked it: its errors are in every number.")
    }
    if let faults = report.faultWords { sentences.append(faults) }
    for speaker in report.whole?.speakers ?? [] where speaker.leftOut > 0 {
      sentences.append("Of whole conversations: \(speaker.basis).")
    }
    if report.account.unlabelled > 0 {
      sentences.append(
        NumberText.counted(
          report.account.unlabelled, "pair has a stage missing on one side and is",
          "pairs have a stage missing on one side and are") + " in no number."
      )
    }
    if let missing = report.missing, missing.reason == nil {
      let (whole, style) = (missing.contrast, NumberStyle.depth)
      sentences.append(
        "\(NumberText.grouped(whole.missing)) of \(NumberText.counted(whole.probes, "probe")) want a label and are in no "
          + "number: at worst the contrast lies between \(style.text(whole.lower)) and \(style.text(whole.upper)).")
    }
    if let d = report.power?.minimumDetectableD.number, let power = report.power?.power {
      sentences.append(
        "With \(NumberText.fixed(power * 100, 0)) % power the panel finds |d| of \(NumberText.fixed(d, 2)) and "
          + "more; smaller differences may be missed.")
    }
    if let audit = report.exitAudit {
      if audit.silentTurns == audit.faultyTurns { sentences.append(audit.silenceSentence) }
      if !audit.hasJudgedActs {
        sentences.append("The state schema has no exit acts: refusal, delay and topic change are not labelled.")
      }
    }
    if (input.account.positions.last ?? 0) == 0 {
      sentences.append("No exit probe is among the cases: whether the simulator leaves for good is not measured.")
    }
    let fallbacks = report.contrast?.floors.reduce(0) { max($0, $1.fallbacks) } ?? 0
    if fallbacks > 0 {
      sentences.append(
        "For \(NumberText.counted(fallbacks, "pair")) nobody else was in the most knowing reference's cell; a coarser one "
          + "took its place.")
    }
    if !input.account.hasCustomers {
      sentences.append("No customer ties conversations together: every conversation counts as independent.")
    }
    return sentences
  }

  /// What whole conversations are told by.
  private var wholeBasis: String {
    "their record and their words" + (wholeInstrument.map { " and by the labels of \($0)" } ?? "; nobody labelled them")
  }

  private var wholeInstrument: String? { input.report.instrumentOfWhole }
}
