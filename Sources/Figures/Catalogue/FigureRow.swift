import Fidelity
import Text

/// A row of the catalogue: a figure of one kind of place, how to read it there, and which cases it counts.
struct FigureRow<Place>: Sendable {
  typealias Cases = @Sendable (Place, CaseScope) -> FigureCases?

  let path: [String]
  let words: String
  let style: NumberStyle
  let explanation: FigureExplanation
  let intervalName: String?
  let isResampled: Bool
  let shape: FigureDefinition.Shape
  let outputs: FigureDefinition.Outputs
  let read: @Sendable (Place) -> Reading
  let cases: Cases

  /// - Parameters:
  ///   - path: Where it stands in JSON, parts joined by dots; empty for the place's own estimate.
  ///   - what: What it is, in a sentence.
  ///   - formula: How it is computed.
  ///   - reading: How to read it.
  init(
    _ path: String, _ words: String, _ style: NumberStyle, _ what: String, formula: String, reading: String,
    interval: String? = nil, isResampled: Bool = true, shape: FigureDefinition.Shape = .nested,
    outputs: FigureDefinition.Outputs = .all, cases: @escaping Cases = { _, _ in nil },
    read: @escaping @Sendable (Place) -> Reading
  ) {
    self.path = path.isEmpty ? [] : path.split(separator: ".").map(String.init)
    self.words = words
    self.style = style
    explanation = FigureExplanation(what, formula, reading)
    intervalName = interval
    self.isResampled = isResampled
    self.shape = shape
    self.outputs = outputs
    self.read = read
    self.cases = cases
  }

  func definition(in section: FigureSection.ID) -> FigureDefinition {
    FigureDefinition(
      section: section, path: path, words: words, style: style, explanation: explanation, intervalName: intervalName,
      isResampled: isResampled, shape: shape, outputs: outputs)
  }
}

extension FigureRow {
  /// The same row for places that hold a place of this kind.
  func lifted<Outer>(
    to outputs: FigureDefinition.Outputs, _ inner: @escaping @Sendable (Outer) -> Place
  ) -> FigureRow<Outer> {
    let (read, cases) = (read, cases)
    return FigureRow<Outer>(
      path: path, words: words, style: style, explanation: explanation, intervalName: intervalName,
      isResampled: isResampled, shape: shape, outputs: outputs, read: { read(inner($0)) },
      cases: { cases(inner($0), $1) })
  }

  private init(
    path: [String], words: String, style: NumberStyle, explanation: FigureExplanation, intervalName: String?,
    isResampled: Bool, shape: FigureDefinition.Shape, outputs: FigureDefinition.Outputs,
    read: @escaping @Sendable (Place) -> Reading, cases: @escaping Cases
  ) {
    self.path = path
    self.words = words
    self.style = style
    self.explanation = explanation
    self.intervalName = intervalName
    self.isResampled = isResampled
    self.shape = shape
    self.outputs = outputs
    self.read = read
    self.cases = cases
  }
}

/// The rows of one kind of place, made figures of.
struct FigureReader<Place>: Sendable {
  let definitions: [FigureDefinition]
  private let rows: [FigureRow<Place>]

  init(section: FigureSection.ID, rows: [FigureRow<Place>]) {
    self.rows = rows
    definitions = rows.map { $0.definition(in: section) }
  }

  func figures(_ place: Place, _ scope: CaseScope) -> [FigureInstance] {
    zip(rows, definitions).map { row, definition in
      let reading = row.read(place)
      // What cannot be measured counts no cases.
      return FigureInstance(
        definition: definition, reading: reading, cases: reading.reason == nil ? row.cases(place, scope) : nil)
    }
  }
}
