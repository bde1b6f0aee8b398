import Cases
import Fidelity
import JSON
import Text

extension FigureSection {
  static let floors = FigureSection(
    .floor, "What a sampler blind to the outcome would show", .table, parts: [.contrast, .floors, .resampled],
    rows: [
      FigureRow<FloorReport>(
        "", "floor", .depth, "The contrast of a reference that is made of real labels alone.",
        formula: "Δ of m(h) − depth(real), where m(h) is the reference’s mean depth; own customer left out",
        reading: "A simulator as good as the reference shows this Δ. The more a reference knows, the lower its floor.",
        cases: { _, scope in FigureCases(numerator: scope.labelled, denominator: scope.labelled) },
        read: { .figure($0.estimate) }),
      FigureRow(
        "excess", "excess", .depth, "What the simulator’s contrast exceeds the floor by.",
        formula: "Δ − Δ of the reference, from the same resamples",
        reading: "Above 0: further from the outcome than the reference. An interval that holds 0 decides nothing.",
        interval: "bootstrap", cases: { _, scope in scope.stages(differ: true) }, read: { .figure($0.excess) }),
      FigureRow(
        "uncommitted_excess", "excess with those who decline", .depth,
        "What the simulator’s mean bias with those who decline exceeds the reference’s by.",
        formula: "mean of D̄ − (m(h) − depth(real)) over the uncommitted",
        reading: "Above 0: too deep there, beyond what the reference shows.", interval: "bootstrap", outputs: .data,
        cases: { _, scope in scope.stages(differ: true) }, read: { .figure($0.uncommittedExcess) }),
      FigureRow(
        "committed_excess", "excess with those who commit", .depth,
        "What the simulator’s mean bias with those who commit exceeds the reference’s by.",
        formula: "mean of D̄ − (m(h) − depth(real)) over the committed",
        reading: "Below 0: too shallow there, beyond what the reference shows.", interval: "bootstrap", outputs: .data,
        cases: { _, scope in scope.stages(differ: true) }, read: { .figure($0.committedExcess) }),
      FigureRow(
        "uncommitted_bias", "bias on the uncommitted", .depth, "The reference’s own depth bias with those who decline.",
        formula: "mean of m(h) − depth(real) over the uncommitted",
        reading: "Above 0 without any fault: the reference does not know who will decline.", outputs: .data,
        read: { .quantity($0.uncommittedBias) }),
      FigureRow(
        "committed_bias", "bias on the committed", .depth, "The reference’s own depth bias with those who commit.",
        formula: "mean of m(h) − depth(real) over the committed", reading: "Below 0 without any fault.", outputs: .data,
        read: { .quantity($0.committedBias) }),
      FigureRow(
        "log_loss", "log-loss", .size, "How well the reference tells the real stages, own customers left out.",
        formula: "mean of −log P(real stage | h) in nats; a P below .001 counts as .001",
        reading: "Smaller is better: a reference that tells no more than “position” knows no more.", outputs: .data,
        read: { .quantity($0.logLoss) }),
      FigureRow(
        "rps", "ranked score", .size, "The same by the ranked probability score, which counts how far off a stage is.",
        formula: "mean of Σ (P(≤ k | h) − [real ≤ k])² over stages from shallow to deep",
        reading: "Smaller is better.", outputs: .data, read: { .quantity($0.rankedScore) }),
      FigureRow(
        "fallbacks", "coarser reference", .count, "Pairs whose cell held nobody else.",
        formula: "a coarser reference took its place", reading: "Many: the reference knows less than its name says.",
        outputs: .data, read: { .count($0.fallbacks) }),
      FigureRow(
        "without_reference", "no reference", .count, "Pairs that had no reference at all.", formula: "left out",
        reading: "The floor and its excess are computed without them.", outputs: .data,
        read: { .count($0.withoutReference) }),
    ],
    remarks: { report in
      guard let contrast = report.contrast else { return [] }
      let without = contrast.floors.compactMap { floor in
        floor.estimate.value.reason.map { "No floor “\(floor.reference.words)”: \($0)." }
      }
      let coarser = contrast.floors.compactMap { floor -> String? in
        guard floor.estimate.number != nil, floor.fallbacks + floor.withoutReference > 0 else { return nil }
        return
          "“\(floor.reference.words)”: a coarser reference for \(NumberText.counted(floor.fallbacks, "pair")), none for "
          + "\(NumberText.grouped(floor.withoutReference))."
      }
      let scores = contrast.floors.compactMap { floor -> String? in
        guard let loss = floor.logLoss.number, let score = floor.rankedScore.number else { return nil }
        return "\(floor.reference.words) \(NumberText.fixed(loss, 2)), \(NumberText.fixed(score, 2))"
      }
      let quality =
        scores.isEmpty
        ? []
        : ["Log-loss and ranked score with real stages (smaller is better): " + scores.joined(separator: "; ") + "."]
      return without + coarser + quality
    }
  ) { report, scope, reader in
    guard let floors = report.contrast?.floors, !floors.isEmpty else { return [] }
    return [
      FigureBlock(
        floors.map { floor in
          FigureEntry(
            item: floor.reference.rawValue, floor.reference.words,
            facts: [JSONValue.Member("reference", .string(floor.reference.rawValue))], reader.figures(floor, scope))
        })
    ]
  }
}
