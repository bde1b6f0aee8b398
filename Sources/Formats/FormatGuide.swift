/// The formats for people: what there is, and what tells them apart.
public enum FormatGuide {
  public static var text: String {
    let width = (LogFormats.all.map { $0.id.count }.max() ?? 0) + 2
    let margin = String(repeating: " ", count: width + 2)
    let rows = LogFormats.all.map { format in
      let name = format.id + String(repeating: " ", count: width - format.id.count)
      return "  \(name)\(format.title)\(format.isTried ? "" : " (untried)")\n\(margin)told by \(format.signature)\n"
    }
    return """
      FORMATS OF OTHER PROGRAMS

      What files are is told by their content; `walkaway import FILES --format ID` says it instead. An
      untried format was read from its documentation, and tried on no file of the program itself.


      """ + rows.joined()
  }
}
