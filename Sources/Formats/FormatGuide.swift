/// The formats for people, in Markdown: what there is, and what tells them apart.
public enum FormatGuide {
  public static var text: String {
    let rows = LogFormats.all.map { format in
      "| `\(format.id)` | \(format.title)\(format.isTried ? "" : " (untried)") | \(format.signature) |\n"
    }
    return """
      # Formats of other programs

      What files are is told by their content; `walkaway import FILES --format ID` says it instead. An untried format \
      was read from its documentation, and tried on no file of the program itself.

      | format | what it is | told by |
      |---|---|---|

      """ + rows.joined()
  }
}
