import Cases
import CellGrid
import Figures

/// The help as lines, made from the key maps, the commands and the fields: nothing in it is written twice.
struct HelpRows {
  let marks: StageMarks
  /// Where the help was asked for: its keys come first.
  let context: KeyContext
  let width: Int
  /// The keys that a person has set.
  var own = OwnKeys()
  /// What the audit has of whole simulated conversations: their figures are shown where it has any.
  let whole: WholeConversations?

  /// The pages of the documentation, behind everything else.
  var pages: [StyledRow] = []

  static let keyColumn = 2
  private static let keyWidth = 16

  var rows: [StyledRow] { beforeStages + stages + pages }

  /// Where the stages and their letters begin.
  var placeOfStages: Int { beforeStages.count }

  private var beforeStages: [StyledRow] {
    var rows: [StyledRow] = []
    for keymap in HelpRows.keymaps(from: context, own) {
      rows += section(keymap.title, keymap.bindings.map { ($0.keyLabels, $0.help) })
    }
    rows += section(
      "Commands, after :",
      TypedCommand.all.map { ($0.name + ($0.argument.isEmpty ? "" : " " + $0.argument), $0.help) })
    rows += filterLanguage
    rows += figures
    return rows
  }

  /// Every key map once, those of the pane that was left first.
  static func keymaps(from context: KeyContext, _ own: OwnKeys = OwnKeys()) -> [Keymap] {
    var keymaps = own.keymaps(of: context)
    for other in KeyContext.allCases {
      for keymap in own.keymaps(of: other) where !keymaps.contains(keymap) { keymaps.append(keymap) }
    }
    return keymaps
  }

  private var filterLanguage: [StyledRow] {
    section(
      "The filter: field:value,value  field~words  field>=number  -not  ( … or … ); a blank means and",
      FilterField.all.map { ($0.name + ($0.kind.tests.first ?? ":"), $0.help) } + [
        ("profile.NAME:", "a profile field")
      ])
  }

  /// What the statistics show, in their words.
  private var figures: [StyledRow] {
    var seen: Set<String> = []
    let ofWhole = whole.map { StatisticsPage.pages(of: $0).flatMap(\.contents).flatMap(\.sections) } ?? []
    return section(
      "Figures; ? on one in the statistics says how to read it",
      FigureCatalogue.definitions.filter {
        $0.outputs.contains(.pane) && (!$0.section.isOfWhole || ofWhole.contains($0.section))
      }
      .map { ($0.words, $0.explanation.what) }
      .filter { seen.insert($0.0 + $0.1).inserted })
  }

  private var stages: [StyledRow] {
    var rows = [heading("Stages")]
    let codes = marks.marks.indices.map { UInt8($0) } + [Code.noReply, Code.missing]
    for code in codes {
      let mark = marks.mark(of: code)
      var row = StyledRow()
      row.add("\(mark.letter) \(mark.glyph)", mark.style, column: HelpRows.keyColumn, width: 4)
      row.add(
        marks.name(of: code), .text, column: HelpRows.keyColumn + 4, width: width - HelpRows.keyColumn - 4)
      rows.append(row)
    }
    rows.append(.blank)
    return rows
  }

  private func section(_ title: String, _ entries: [(key: String, help: String)]) -> [StyledRow] {
    let widest = entries.map { DisplayWidth.of($0.key) }.max() ?? 0
    let column = HelpRows.keyColumn + max(min(widest, width / 2), HelpRows.keyWidth) + 2
    var rows = [heading(title)]
    for entry in entries {
      let text = StyledText(entry.help, style: .text, width: max(width - column - 1, 8))
      var lines = text.rows(column: column, width: width - column)
      lines[0].add(
        entry.key, Style(.key, .bold), column: HelpRows.keyColumn, width: column - HelpRows.keyColumn - 1)
      rows += lines
    }
    rows.append(.blank)
    return rows
  }

  private func heading(_ title: String) -> StyledRow {
    StyledRow(title, Style(.heading, .bold), column: 1, width: width)
  }
}
