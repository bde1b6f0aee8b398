import ArgumentParser
import Text

/// How comma-separated values are written.
struct CSVArguments: ParsableArguments {
  @Option(
    name: .long,
    help: """
      formulas: a cell that a spreadsheet could take for a formula gets an apostrophe in front, ids too, and so does every \
      piece of it behind a semicolon, tab or end of a line that could be one. To undo: where a cell begins with an \
      apostrophe, take it away, and one behind each semicolon, tab and end of a line in it. none: cells as they are, for \
      programs.
      """)
  var csvGuard: CSVForm.Guard?

  @Flag(name: .long, help: "Begin with a byte order mark, by which spreadsheets know UTF-8.")
  var csvBom = false

  var form: CSVForm { CSVForm(guarding: csvGuard ?? .formulas, hasMark: csvBom) }

  /// - Parameter option: What asks for comma-separated values.
  func validate(isUsed: Bool, with option: String) throws {
    if isUsed { return }
    if csvGuard != nil { throw ValidationError("--csv-guard goes with \(option).") }
    if csvBom { throw ValidationError("--csv-bom goes with \(option).") }
  }

  /// Says that a spreadsheet would not show everything.
  static func tell(_ longCells: Int) {
    guard longCells > 0 else { return }
    StandardError.write(
      "\(CSVForm.words(ofLongCells: longCells)), which cuts them or goes on in other cells\n  remedy: read the file with a program, or export --format jsonl, markdown or html\n"
    )
  }
}
