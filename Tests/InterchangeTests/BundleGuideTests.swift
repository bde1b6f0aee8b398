import Cases
import Foundation
import Guide
import JSON
import Testing

@testable import Interchange

/// What `walkaway help bundle` says is complete, and its examples are a bundle.
@Suite struct BundleGuideTests {
  private static let text = GuidePage.page("bundle")?.markdown ?? ""

  /// The text by its headings of the second level.
  private static let sections: [(heading: String, text: String)] = text.components(separatedBy: "\n## ").map { part in
    let heading = part.prefix { $0 != "\n" }
    return (String(heading), String(part.dropFirst(heading.count)))
  }

  private func section(_ heading: String) throws -> String {
    try #require(BundleGuideTests.sections.first { $0.heading.hasPrefix(heading) }).text
  }

  private func expectMention(_ keys: [String], in heading: String) throws {
    let words = Set(try section(heading).split { !$0.isLetter && $0 != "_" && !$0.isNumber }.map(String.init))
    for key in keys { #expect(words.contains(key), "\(heading) does not mention “\(key)”") }
  }

  @Test func everyKeyOfTheAuditIsThere() throws {
    func keys(_ shape: [AuditShape]) -> [String] {
      shape.flatMap { key in
        switch key.kind {
        case .object(let inner), .objects(let inner): [key.name] + keys(inner)
        case .silence: [key.name] + keys(AuditShape.depth)
        default: [key.name]
        }
      }
    }
    let all = keys(AuditShape.audit)
    #expect(all.count > 50 && all.contains("definition_sha256"))
    try expectMention(all + ["sampling", "imported_with"], in: "audit.json")
  }

  @Test func everyKeyOfTheRowsIsThere() throws {
    let audit = try AuditFile(bytes: Array(BundleText.whole.audit.utf8))
    let checker = RecordChecker(description: audit.description, held: HeldRecords())
    func names(_ map: MemberMap) -> [String] { (0..<map.count).map(map.name) }
    try expectMention(
      names(checker.conversationKeys) + names(checker.turnKeys) + Role.allCases.map(\.rawValue),
      in: "conversations.jsonl: real")
    try expectMention(
      names(checker.simulatedConversationKeys) + EndedBy.allCases.map(\.rawValue), in: "conversations.jsonl: whole")
    try expectMention(names(checker.simulationKeys), in: "simulations.jsonl")
    try expectMention(names(checker.labelKeys), in: "labels.jsonl")
    try expectMention(
      names(checker.reviewKeys) + ["real", "simulated", "stage", "emotion", "blocker", "exit"], in: "reviews.jsonl")
  }

  @Test func theVersionsAndTheLimitsAreThoseOfTheProgram() throws {
    for format in [AuditDescription.format1, AuditDescription.format2] {
      #expect(BundleGuideTests.text.contains(format))
    }
    let limits = try section("What is kept")
    for number in [RecordKey.maximumTurn, RecordKey.maximumTurn + 1, Refusal.longestName, Code.maximumValues] {
      #expect(limits.contains(number.formatted(.number.locale(Locale(identifier: "en_US")))))
    }
    #expect(limits.contains("\(ImportOptions().maximumLineLength >> 20) MB"))
  }

  @Test func itsExamplesAreABundleOfVersionTwo() throws {
    func examples(_ heading: String) throws -> [String] {
      var (examples, open) = ([String](), "")
      for line in try section(heading).split(separator: "\n") where !open.isEmpty || line.hasPrefix("{") {
        open += line
        guard (try? JSONValue(parsing: open)) != nil else { continue }
        examples.append(open)
        open = ""
      }
      #expect(open.isEmpty && !examples.isEmpty, "\(heading)")
      return examples
    }
    let audit = try #require(try examples("audit.json").first)
    let bundle = BundleText(
      audit: audit.replacingOccurrences(of: AuditDescription.format1, with: AuditDescription.format2),
      conversations: try examples("conversations.jsonl: real") + examples("conversations.jsonl: whole"),
      simulations: try examples("simulations.jsonl"), labels: try examples("labels.jsonl"),
      reviews: try examples("reviews.jsonl"))
    let (_, report) = try bundle.imported(in: TemporaryFolder())
    #expect(report.refusals.map(\.description) == [] && report.refused == 0)
    #expect(report.conversations.stored == 1 && report.simulatedConversations?.stored == 1)
    #expect(report.simulations.stored == 2 && report.labels.stored == 4 && report.reviews.stored == 1)
  }
}
