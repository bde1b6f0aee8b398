internal import Cases
internal import Fidelity
internal import Figures

extension ReceiptConcentration {
  /// The report's verdict, with every number that it rests on.
  init(_ input: ReceiptInput) {
    let report = input.report
    let why = report.reason ?? "there is no contrast"
    let none = Figure.unavailable(why)
    let verdict = report.contrast?.verdict
    let finding = verdict?.finding ?? (report.reasonToWithhold == nil ? .undecided : .withheld)
    self.init(
      word: finding.word, finding: finding.rawValue,
      sentence: verdict?.sentence ?? report.reasonToWithhold.map { "No verdict: \($0)." }
        ?? "Where errors lie cannot be tested: \(report.contrast?.estimate.value.reason ?? why).",
      p: ReceiptNumber(report.contrast?.permutation?.studentisedTwoSided ?? .reason(why)),
      contrast: ReceiptFigure(report.contrast?.estimate ?? none), excess: ReceiptFigure(verdict?.excess ?? none),
      uncommittedExcess: ReceiptFigure(verdict?.uncommitted ?? none),
      committedExcess: ReceiptFigure(verdict?.committed ?? none), reference: verdict?.reference?.rawValue,
      margin: input.options.excessMargin, detectableExcess: ReceiptNumber(verdict?.detectable ?? .reason(why)),
      conversationsNeeded: ReceiptNumber(verdict?.conversationsNeeded ?? .reason(why)),
      correction: verdict?.correction.map {
        Correction(
          labelled: $0.labelled, lambda: ReceiptNumber($0.lambda), instrumentExcess: ReceiptFigure($0.instrument))
      }, judge: report.judge.flatMap { $0.reason == nil ? Judge($0) : nil },
      tippingPoint: ReceiptNumber(verdict?.tippingPoint ?? .reason(why)))
  }
}

extension ReceiptConcentration.Judge {
  fileprivate init(_ judge: JudgeReport) {
    self.init(
      realKappa: ReceiptFigure(judge.confusions[0].kappa), simulatedKappa: ReceiptFigure(judge.confusions[1].kappa),
      kappaDifference: ReceiptFigure(judge.kappaDifference), shiftDifference: ReceiptFigure(judge.shiftDifference),
      belowPeople: ReceiptFigure(judge.belowPeople), errsDifferently: judge.errsDifferently,
      established: !judge.isBelowPeople)
  }
}

extension ReceiptConcentration {
  /// The verdict for a first line: glyph, word and sentence.
  public var line: String {
    let glyph = ConcentrationVerdict.Finding(rawValue: finding).map { $0.glyph + " " } ?? ""
    return "\(glyph)\(word): \(sentence)"
  }
}

extension ReceiptPlan {
  /// What became of the verdict's standing; an analysis without a verdict has one too.
  init(_ input: ReceiptInput) {
    let standing =
      input.report.contrast?.verdict?.standing ?? AnalysisStanding(input.options, reference: nil)
    self.init(word: standing.word, sentence: standing.sentence, declared: standing.plan.map(Declared.init))
  }
}
