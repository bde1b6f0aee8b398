public import Text

extension Receipt {
  /// The receipt as Markdown for people: the verdict first, then the numbers with their intervals, then everything they
  /// rest on. Strangers' text is never markup.
  public var markdown: String {
    var writer = ReceiptMarkdown()
    writer.write(self)
    return writer.text
  }
}

/// Writes a receipt section by section.
struct ReceiptMarkdown {
  private(set) var text = ""

  mutating func write(_ receipt: Receipt) {
    let predicate = receipt.predicate
    title(predicate)
    // Without an instrument there is no case, and no result but those of whole conversations.
    if predicate.hasCases {
      results(predicate)
      exits(predicate)
    }
    whole(predicate)
    conversations(predicate)
    parties(predicate)
    schema(predicate)
    list("Limits", predicate.limits)
    method(predicate)
    digests(receipt)
  }

  mutating func line(_ line: String = "") { text += line + "\n" }

  mutating func heading(_ title: String) {
    line()
    line("## \(title)")
    line()
  }

  mutating func list(_ title: String, _ items: [String]) {
    heading(title)
    for item in items { line("- \(MarkdownText.inline(item))") }
  }

  /// A table; the cells are Markdown. Numbers stand to the right, the first column and those in `words` to the left.
  mutating func table(_ header: [String], _ rows: [[String]], words: Set<Int> = []) {
    line("| " + header.joined(separator: " | ") + " |")
    line("|" + header.indices.map { $0 == 0 || words.contains($0) ? "---|" : "---:|" }.joined())
    for row in rows { line("| " + row.joined(separator: " | ") + " |") }
  }

  private mutating func title(_ predicate: ReceiptPredicate) {
    let name = predicate.audit.title.value ?? predicate.audit.name
    line("# Decision-fidelity receipt")
    line()
    let labels = predicate.wholeConversations?.instrument.map { "with labels of **\(MarkdownText.inline($0))**" }
    line(
      "**\(MarkdownText.inline(predicate.method.simulator))** beside real people in *\(MarkdownText.inline(name))*"
        + (predicate.hasCases
          ? ", as **\(MarkdownText.inline(predicate.method.instrument))** labelled both."
          : ": whole conversations, \(labels ?? "which nobody labelled")."))
    line()
    line("> \(MarkdownText.inline(predicate.concentration.line))")
    line()
    line("**\(predicate.plan.word)**: \(MarkdownText.inline(predicate.plan.sentence))")
    line()
    if let looks = predicate.looks {
      let early = predicate.plan.declared.map { ", \(NumberText.grouped($0.looksBefore)) before the plan" } ?? ""
      line("Looked at in this store before: **\(NumberText.counted(looks.before, "other distinct verdict"))**\(early).")
      line()
    }
    let missing = predicate.completeness.missing
    line(
      "Completeness: **\(predicate.completeness.stated) of \(predicate.completeness.of)** facts stated"
        + (missing.isEmpty ? "." : "; not stated: \(missing.map { "`\($0)`" }.joined(separator: ", "))."))
  }

  private mutating func digests(_ receipt: Receipt) {
    heading("Digests")
    table(
      ["records of the audit", "count", "SHA-256 of their canonical form"],
      receipt.subject.map { subject in
        [
          MarkdownText.inline(subject.name), NumberText.grouped(subject.annotations.records),
          "`\(subject.digest.sha256.filter { $0.isHexDigit })`",
        ]
      }, words: [2])
    line()
    line("Check with `walkaway verify RECEIPT.json AUDIT`.")
  }
}

extension ReceiptPredicate {
  /// Whether it is about cases, or about whole conversations alone.
  var hasCases: Bool { !method.instrument.isEmpty }
}

/// Figures as a receipt shows them: by the style of their row in the catalogue.
extension ReceiptFigure {
  /// "+0.304 [+0.14, +0.46]"; a dash where there is none.
  public func text(_ style: NumberStyle, hasUnit: Bool = true) -> String {
    guard let estimate else { return "—" }
    var text = style.text(estimate, hasUnit: hasUnit)
    if let interval, interval.count == 2 { text += " " + style.interval(interval[0], interval[1]) }
    guard let floor, let excess else { return text }
    // Shares are subtracted in points.
    let (other, scale) = style == .share ? (NumberStyle.shift, 100.0) : (style, 1)
    text += "; floor \(style.text(floor, hasUnit: hasUnit)), excess \(other.text(excess * scale, hasUnit: hasUnit))"
    guard let bounds = excessInterval, bounds.count == 2 else { return text }
    return text + " " + other.interval(bounds[0] * scale, bounds[1] * scale)
  }

  /// A difference of shares in percentage points.
  var inPoints: ReceiptFigure {
    ReceiptFigure(
      estimate: estimate.map { $0 * 100 }, interval: interval?.map { $0 * 100 }, bootstrap: bootstrap?.map { $0 * 100 },
      n: n, reason: reason, floor: floor.map { $0 * 100 }, excess: excess.map { $0 * 100 },
      excessInterval: excessInterval?.map { $0 * 100 })
  }
}

extension ReceiptNumber {
  func text(_ style: NumberStyle) -> String { value.map { style.text($0) } ?? "—" }
}
