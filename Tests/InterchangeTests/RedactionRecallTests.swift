import Foundation
import Guide
import Interchange
import Testing

/// How much of a list of made-up strings `--redact` finds, and how much it masks that is nobody's: both numbers are pinned,
/// and the documentation holds the table.
@Suite struct RedactionRecallTests {
  private struct Line {
    let kind: String
    let language: String
    let text: String
    /// What must be masked, in bytes of the text; `nil` where nothing may be.
    let secret: Range<Int>?

    init?(_ line: Substring) {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 3, !line.hasPrefix("#") else { return nil }
      (kind, language) = (fields[0], fields[1])
      let parts = fields[2].components(separatedBy: CharacterSet(charactersIn: "⟦⟧"))
      text = parts.joined()
      secret = parts.count == 3 ? parts[0].utf8.count..<(parts[0] + parts[1]).utf8.count : nil
    }

    /// Whether all of the secret is masked.
    var isFound: Bool {
      guard let secret else { return false }
      let masks = MaskedText(text).masks
      return secret.allSatisfy { place in masks.contains { $0.range.contains(place) } }
    }
  }

  private let lines: [Line]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("redaction.tsv")
    lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap(Line.init)
  }

  @Test func findsWhatHasAForm() {
    let positives = lines.filter { $0.secret != nil }
    #expect(positives.count >= 80)
    // What has no form is known to stay, and said to.
    let isFormless: Set = ["in words", "name", "address"]
    let missed = positives.filter { $0.isFound == isFormless.contains($0.kind) }
    #expect(missed.map { "\($0.text) → \(MaskedText($0.text).text)" } == [])
  }

  @Test func leavesTheRestAlone() {
    let negatives = lines.filter { $0.kind == "none" }
    #expect(negatives.count >= 40)
    let masked = negatives.filter { !MaskedText($0.text).masks.isEmpty }.map {
      "\($0.text) → \(MaskedText($0.text).text)"
    }
    #expect(masked == [])
  }

  @Test func theDocumentationHoldsTheTable() throws {
    let text = try #require(GuidePage.page("privacy")).markdown
    for row in table { #expect(text.contains(row), "\(row)") }
  }

  /// A row a kind: how many strings of the list in each language, and how many are masked whole.
  private var table: [String] {
    let kinds = lines.reduce(into: [String]()) { if !$0.contains($1.kind) { $0.append($1.kind) } }
    return kinds.map { kind in
      let counts = ["zh", "en"].map { language in
        let some = lines.filter { $0.kind == kind && $0.language == language }
        let masked = some.count { kind == "none" ? !MaskedText($0.text).masks.isEmpty : $0.isFound }
        return some.isEmpty ? "–" : "\(masked) of \(some.count)"
      }
      return "| \(kind == "none" ? "nobody’s: masked all the same" : kind) | \(counts[0]) | \(counts[1]) |"
    }
  }
}
