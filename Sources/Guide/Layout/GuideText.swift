extension GuidePage {
  /// The page for a terminal or a file, filled to `columns`.
  public func text(columns: Int) -> String { GuidePage.text(of: markdown, columns: columns) }

  /// Markdown in the part of it that the pages are written in.
  public static func text(of markdown: String, columns: Int) -> String {
    GuideLine.lines(of: GuideBlock.blocks(of: markdown), columns: columns).map { $0.text + "\n" }.joined()
  }
}
