/// The catalogue in words: what `walkaway help figures` prints and the documentation holds.
public enum FigureGuide {
  /// Every figure, section by section, as Markdown.
  public static var markdown: String {
    var text = """
      # The figures

      Every number that Walkaway shows, in the order in which outputs show it: what it is, how it is computed, how to read
      it. The name in brackets is its section and quantity in `walkaway stats --csv`, and its path in `--json`.


      """
    for section in FigureCatalogue.sections {
      text += "## \(section.title)\n\n"
      for figure in section.definitions {
        let explanation = figure.explanation
        text += "- **\(figure.words)** (`\(figure.id)`): \(explanation.what) \(sentence(explanation.formula)) "
        text += "\(explanation.reading)\n"
      }
      text += "\n"
    }
    return text
  }

  /// The figures whose words, key or section hold `word`, as text; all of them without a word.
  ///
  /// - Parameter columns: How wide the text may be.
  public static func text(about word: String? = nil, columns: Int = 80) -> String {
    var writer = TextReport(columns: columns) { $0.count }
    for section in FigureCatalogue.sections {
      let figures = section.definitions.filter { matches($0, section, word) }
      if figures.isEmpty { continue }
      writer.line(section.title.uppercased())
      for figure in figures {
        writer.paragraph("\(figure.words) (\(figure.id))", indent: 2)
        let explanation = figure.explanation
        for part in [explanation.what, sentence(explanation.formula), explanation.reading] {
          writer.paragraph(part, indent: 4)
        }
      }
      writer.line()
    }
    return writer.lines.joined(separator: "\n")
  }

  private static func matches(_ figure: FigureDefinition, _ section: FigureSection, _ word: String?) -> Bool {
    guard let word = word?.lowercased() else { return true }
    return [figure.words, figure.id, section.title].contains { $0.lowercased().contains(word) }
  }

  private static func sentence(_ formula: String) -> String { "Computed as: \(formula)." }
}
