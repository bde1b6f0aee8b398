public import Fidelity
internal import Text

extension JudgeReport {
  /// What is named where the judge errs otherwise on simulated than on real turns; `nil` where that is not shown.
  public var differenceSentence: String? {
    guard errsDifferently else { return nil }
    let style = NumberStyle.coefficient
    var facts = [
      "κ with people \(style.text(confusions[1].kappa)) there, \(style.text(confusions[0].kappa)) on real turns"
    ]
    if let stage = differingStage, let p = stage.p.number {
      facts.append(
        "“\(stage.stage)” misread in \(NumberStyle.share.text(stage.simulated)) there, "
          + "\(NumberStyle.share.text(stage.real)) on real turns, p \(NumberStyle.probability.text(p))")
    }
    if shiftDifference.interval.excludes(0) == true {
      facts.append("\(NumberStyle.depth.text(shiftDifference)) depth steps deeper")
    }
    return
      "The judge errs otherwise on simulated turns (\(facts.prefix(2).joined(separator: "; "))): that difference is bias."
  }

  /// What is said of labels that nobody knows the weight of.
  public var leftOutSentence: String? {
    guard leftOut > 0 else { return nil }
    return
      "\(NumberText.counted(leftOut, "blind label")) of turns that no round of review drew \(leftOut == 1 ? "is" : "are") left out."
  }

  /// What is said of a judge that is further from people than they are from each other.
  public var standingSentence: String? {
    guard isBelowPeople else { return nil }
    return
      "The judge is not established: its κ with people lies below theirs with each other, by "
      + "\(NumberStyle.coefficient.text(belowPeople))."
  }
}

extension ConcentrationVerdict {
  /// What people's labels do to the verdict, or what an error of the judge would.
  var judgeSentences: [String] {
    var sentences: [String] = []
    if let correction {
      sentences.append(
        "Corrected by people’s blind labels of \(NumberText.counted(correction.labelled, "conversation")) (by the judge "
          + "alone \(NumberStyle.depth.text(correction.instrument))).")
    } else if let correctionReason {
      sentences.append("Not corrected by people’s blind labels: \(correctionReason).")
    }
    sentences += [judge?.differenceSentence, judge?.standingSentence].compactMap(\.self)
    if let share = tippingPoint.number {
      sentences.append(
        "A judge that reads \(NumberStyle.share.text(share)) of refusals as deliberation, on simulated turns alone, would "
          + "void this.")
    }
    return sentences
  }
}
