extension GuidePage {
  /// The page in the macros of `man` (groff_man(7)), of section 7: `walkaway-ID`.
  public func manual(version: String) -> String {
    var text = ".TH WALKAWAY-\(id.uppercased()) 7 \"\" \"walkaway \(version)\"\n"
    text += ".SH NAME\nwalkaway-\(id) \\- \(escaped(title))\n.SH DESCRIPTION\n"
    for block in blocks.dropFirst() { text += manual(of: block) }
    return text
  }

  private func manual(of block: GuideBlock) -> String {
    switch block {
    case .heading(let level, let words): "\(level > 2 ? ".SS" : ".SH") \(escaped(words))\n"
    case .paragraph(let words): ".PP\n\(filled(words))\n"
    case .item(let words): ".IP \\(bu 2\n\(filled(words))\n"
    case .code(_, let lines): ".PP\n.RS 2\n.nf\n" + lines.map { line($0) + "\n" }.joined() + ".fi\n.RE\n"
    case .table(let rows):
      rows.dropFirst().map { ".TP\n\(filled($0[0]))\n\(filled($0.dropFirst().joined(separator: "; ")))\n" }.joined()
    }
  }

  private func filled(_ words: String) -> String {
    line(
      GuideSpan.spans(of: words).map { span in
        switch span.look {
        case .strong, .code, .heading: "\u{1}B\(span.text)\u{1}R"
        case .emphasis: "\u{1}I\(span.text)\u{1}R"
        case .plain: span.text
        }
      }.joined())
  }

  /// A line that begins no request, its changes of font last.
  private func line(_ text: String) -> String {
    let words = escaped(text).replacing("\u{1}", with: "\\f")
    return words.hasPrefix(".") || words.hasPrefix("'") ? "\\&" + words : words
  }

  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("`", with: "\\(ga")
      .replacing("^", with: "\\(ha").replacing("~", with: "\\(ti")
  }
}
