import AuditStore
import Cases
import Fidelity
import Foundation
import JSON
import Testing

@testable import Receipt

@Suite struct ReceiptTests {
  @Test func aReceiptReadsBackAsItWasWritten() async throws {
    let receipt = try await Shared.receipt()
    let text = try receipt.json()
    let back = try Receipt(json: Data(text.utf8))
    #expect(back == receipt)
    #expect(try back.json() == text)
    #expect(text.hasSuffix("}\n") && !text.contains("\\/"))
  }

  @Test func itIsAnInTotoStatement() async throws {
    let receipt = try await Shared.receipt()
    let node = try JSONValue(parsing: Array(try receipt.json().utf8))
    #expect(node["_type"]?.string == "https://in-toto.io/Statement/v1")
    #expect(node["predicateType"]?.string == Receipt.predicateType)
    #expect(
      node["subject"]?.elements?.map { $0["name"]?.string } == ["conversations", "simulations", "labels", "reviews"])
    #expect(node["subject"]?[0]?["digest"]?["sha256"]?.string?.count == 64)
    #expect(node["predicate"]?["results"]?["strata"]?[0]?["depth_bias"]?["interval"]?.elements?.count == 2)
  }

  @Test func whatIsNotKnownIsSaidAndCounted() async throws {
    let receipt = try await Shared.receipt()
    let completeness = receipt.predicate.completeness
    #expect(completeness.of == ReceiptCompleteness.fields.count)
    #expect(completeness.stated + completeness.missing.count == completeness.of)
    #expect(completeness.missing.contains("simulator.sampling") && completeness.missing.contains("instrument.people"))
    #expect(!completeness.missing.contains("simulator.model"))
    let node = try JSONValue(parsing: Array(try receipt.json().utf8))
    #expect(node["predicate"]?["simulator"]?["sampling"]?.string == "not stated")
    #expect(receipt.markdown.contains("not stated: ") && receipt.markdown.contains("`simulator.sampling`"))
  }

  @Test func definitionsThatWereRunTakeThePlaceOfNames() async throws {
    let store = try await Shared.store()
    let receipt = try await store.receipt { input in
      input.simulator = ReceiptInput.Definition(
        model: "m-1", prompt: "You are ``` {name}", sampling: [.init(name: "temperature", value: "0.7")],
        profileFields: ["city"], maySilent: true)
      input.options.silencePermitted = true
      input.plan = ("balanced panel, seed 3", [.init(step: "plan: eligible", count: 20, why: "two user turns")])
      input.invalid = [.init(source: "real", invalid: 1, of: 50), .init(source: "simulated", invalid: 0, of: 0)]
    }
    let predicate = receipt.predicate
    #expect(predicate.simulator.model == .stated("m-1") && predicate.simulator.mayStaySilent == .stated(true))
    #expect(predicate.simulator.promptSha256.value?.count == 64)
    #expect(predicate.conversations.counts[0].step == "plan: eligible")
    #expect(predicate.instrument.invalid.value?[0].share.estimate == 0.02)
    #expect(predicate.instrument.invalid.value?[1].share.reason != nil)
    #expect(predicate.completeness.missing.contains("simulator.sampling") == false)
    #expect(receipt.markdown.contains("````text\nYou are ``` {name}\n````"))
  }

  @Test func strangersTextIsNoMarkup() async throws {
    let store = try await Shared.store()
    let hostile = "<script>\u{1B}[31m|a|\n# b\u{202E} [x](http://y) `c` *d* ![i](j)"
    let receipt = try await store.receipt { input in
      input.description.source = hostile
      input.description.title = hostile
      input.description.privacy = "- " + hostile
      let reason = ReceiptAnswers.Reason(cause: hostile, why: hostile, count: 2, example: hostile)
      input.simulator = ReceiptInput.Definition(
        model: hostile, prompt: "```\n# no heading\n````",
        answers: ReceiptAnswers(
          served: [.init(model: hostile, answers: 1)], format: "text", formatRefusal: hostile, valid: 1, invalid: 2,
          reasons: [reason]))
    }
    let text = receipt.markdown
    #expect(!text.replacing("\\<script>", with: "").contains("<script>"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    #expect(!text.replacing("\\](", with: "").contains("]("))
    let source = try #require(text.split(separator: "\n").first { $0.hasPrefix("- **Source:**") })
    #expect(source.contains("\\|a\\|") && source.contains("# b"))
    #expect(text.contains("`````text\n```\n# no heading\n````\n`````"))
  }

  @Test func everySentenceHasItsNumbers() async throws {
    let store = try await Shared.store()
    let concentration = try await store.receipt().predicate.concentration
    #expect(concentration.sentence.contains("xcess of the contrast") && concentration.sentence.contains("["))
    let empty = try await store.receipt { input in
      input.report.contrast = nil
    }
    #expect(empty.predicate.concentration.sentence.contains("cannot be tested"))
    #expect(empty.predicate.concentration.finding == "undecided")
    #expect(!empty.markdown.isEmpty)
  }

  @Test func numbersHaveNineDigits() {
    #expect(rounded(1.0 / 3) == 0.333333333 && rounded(-2e-17 / 3) == -6.66666667e-18)
    #expect(rounded(-0.0).sign == .plus && rounded(123_456_789_012) == 123_456_789_000)
  }

  private static let realAudit = sharedBundle("../shared/data/persuasion-audit")

  @Test(.enabled(if: realAudit != nil, "../shared/data/persuasion-audit is not there"))
  func realAudits() async throws {
    let bundle = try #require(ReceiptTests.realAudit)
    let fixture = try ReceiptFixture()
    let store = try ReceiptFixture.imported(bundle, into: "\(fixture.folder)/a.walkaway")
    let predicate = try await store.receipt(simulator: "agreeable").predicate
    #expect(predicate.concentration.word == "undecided" && predicate.completeness.stated == 11)
    #expect(
      predicate.limits.contains { $0.contains("exit acts") } && predicate.exitAudit.strata[0].exitProbeRecall.n == 0)
    // Drawn from donors only: as deep a contrast as the reference's, and 0.14 too deep for everyone.
    #expect(abs((predicate.results.calibration.estimate ?? 9) - 0.14) < 0.01)
  }

  /// The keys of a receipt, as paths; a frozen list, so that a changed form is noticed.
  @Test(arguments: [
    ("sample-data/matchmaking-zh", "8f50bacaa20c9ab26d7105148a9a1cf1552f563d9e5312a2d44dfff69e26f17f"),
    ("sample-data/subscription-en", "16ba91a96e052ec898c135ea3f6c9fc0e1b678756345fa2f7e890bd4fff8b03d"),
  ])
  func theSamplesReceiptsKeepTheirKeysAndDigests(path: String, labels: String) async throws {
    let bundle = try #require(sharedBundle(path))
    let fixture = try ReceiptFixture()
    let store = try ReceiptFixture.imported(bundle, into: "\(fixture.folder)/a.walkaway")
    let receipt = try await store.receipt(simulator: "persona")
    var keys: Set<String> = []
    collect(try JSONValue(parsing: Array(try receipt.json().utf8)), "", &keys)
    let frozen = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("receipt-keys.txt")
    if ProcessInfo.processInfo.environment["WALKAWAY_RECORD"] == "1" {
      try keys.sorted().joined(separator: "\n").write(to: frozen, atomically: true, encoding: .utf8)
    }
    let kept = Set(try String(contentsOf: frozen, encoding: .utf8).split(separator: "\n").map(String.init))
    #expect(kept.subtracting(keys) == [] && keys.subtracting(kept) == [])
    #expect(receipt.subject[2].digest.sha256 == labels)
    #expect(receipt.predicate.completeness.stated == 15)
    #expect(receipt.predicate.exitAudit.strata[0].exitProbeRecall.n > 100)
  }

  @Test func everyKeyOfAReceiptIsInTheSchema() async throws {
    let schema = try JSONValue(parsing: Array(Receipt.schema.utf8))
    var known: Set<String> = []
    properties(schema, &known)
    let reason = ReceiptAnswers.Reason(cause: "empty", why: "w", count: 1, example: "e")
    let answers = ReceiptAnswers(
      served: [.init(model: "m", answers: 1)], format: "text", formatRefusal: "r", valid: 1, invalid: 1,
      reasons: [reason])
    let receipt = try await Shared.store().receipt { $0.simulator = ReceiptInput.Definition(answers: answers) }
    #expect(receipt.predicate.simulator.answers == answers)
    #expect(receipt.markdown.contains("- **Answered by:** m (1)\n- **Asked for as:** text, because what is better"))
    #expect(receipt.markdown.contains("  - 1 answer, empty: w, such as e\n"))
    var keys: Set<String> = []
    collect(try JSONValue(parsing: Array(try receipt.json().utf8)), "", &keys)
    #expect(keys.contains("predicate.simulator.answers.reasons.example"))
    for key in keys.compactMap({ $0.split(separator: ".").last.map(String.init) }) {
      #expect(known.contains(key), "\(key)")
    }
  }

  private func collect(_ node: JSONValue, _ path: String, _ keys: inout Set<String>) {
    switch node {
    case .object(let members):
      for member in members {
        let key = member.key
        // Which numbers have an interval, and which a reason, is the data's, not the form's.
        if ["interval", "bootstrap", "reason", "estimate", "value"].contains(key) { continue }
        keys.insert(path.isEmpty ? key : "\(path).\(key)")
        collect(member.value, path.isEmpty ? key : "\(path).\(key)", &keys)
      }
    case .array(let elements): for element in elements { collect(element, path, &keys) }
    default: break
    }
  }

  private func properties(_ node: JSONValue, _ known: inout Set<String>) {
    switch node {
    case .object(let members):
      known.formUnion(node["properties"]?.members?.map(\.key) ?? [])
      for member in members { properties(member.value, &known) }
    case .array(let elements): for element in elements { properties(element, &known) }
    default: break
    }
  }

  /// A receipt of any reference keeps to the schema that is handed out with it.
  @Test func theSchemaKnowsEveryReference() {
    let names = FloorReport.Reference.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    #expect(Receipt.schema.split(separator: "\"enum\": [\(names)]").count == 4)
    let chosen = FloorReport.Reference.ofVerdicts.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    #expect(Receipt.schema.split(separator: "\"enum\": [\(chosen)]").count == 4)
    #expect(Receipt.schema.components(separatedBy: "\"previous-stage\"").count == 7)
  }
}
