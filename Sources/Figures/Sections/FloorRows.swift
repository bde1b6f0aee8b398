import Cases
import Fidelity
import Text

/// The rows that stand beside a figure with a floor: what a reference shows there, and what the figure exceeds it by.
enum FloorRows {
  /// - Parameters:
  ///   - key: What the figure’s own key is followed by a dot with; empty where it is the place’s estimate.
  ///   - words: What the figure is called; empty where its floor needs no name.
  ///   - style: That of the figure.
  ///   - interval: What the excess’s interval is called.
  ///   - outputs: Where both are shown.
  static func rows<Place>(
    _ key: String, _ words: String, _ style: NumberStyle, interval: String? = "CR1",
    outputs: FigureDefinition.Outputs = .all,
    cases: @escaping FigureRow<Place>.Cases = { _, _ in nil }, read: @escaping @Sendable (Place) -> FlooredFigure?
  ) -> [FigureRow<Place>] {
    // Shares are counted in points where they are subtracted.
    let scale = style == .share || style == .shift ? 100.0 : 1
    func name(_ word: String) -> String { words.isEmpty ? word : "\(words), \(word)" }
    func path(_ word: String) -> String { key.isEmpty ? word : "\(key).\(word)" }
    let floored: @Sendable (Place) -> FlooredFigure = { read($0) ?? FloorRows.none }
    return [
      FigureRow(
        path("floor"), name("floor"), style, "What a sampler that knows no more than the reference would show here.",
        formula: "the reference’s law P(stage | what is known before), summed over the same pairs",
        reading: "Not a fault: nobody who does not know the outcome does better with this knowledge.", outputs: outputs,
        read: { .quantity(floored($0).floor.scaled(by: style == .shift ? scale : 1)) }),
      FigureRow(
        path("excess"), name("excess"), style == .share ? .shift : style, "What the simulator shows beyond that floor.",
        formula: "figure − floor; CR1 with t(G − 1), the labels of the reference being a sample too",
        reading: "An interval that leaves 0 out shows a difference from such a sampler; another decides nothing.",
        interval: interval, isResampled: false, outputs: outputs, cases: cases,
        read: { .figure(floored($0).excess.scaled(by: scale)) }),
      FigureRow(
        path("excess_p"), name("excess, p"), .probability, "Whether there is an excess.",
        formula: "two-sided, t(G − 1)",
        reading: "One of many: the smallest of several is no finding.", outputs: .data, cases: cases,
        read: { .quantity(floored($0).p) }),
    ]
  }

  private static let none = FlooredFigure.unavailable("not computed")
}
