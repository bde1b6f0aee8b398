import AuditStore
import Cases
import Fidelity
import Foundation
import JSON
import Testing

@testable import Receipt

@Suite struct VerificationTests {
  private func verification(
    _ text: [UInt8], with computed: Receipt, version: String = "0.1.0"
  ) throws -> ReceiptVerification {
    let node = try JSONValue(parsing: text)
    let receipt = try Receipt(json: Data(text))
    var verification = ReceiptVerification(of: text, file: node, receipt: receipt, version: version)
    try verification.compare(node, with: computed)
    return verification
  }

  @Test func anUnalteredReceiptAgreesInEveryPoint() async throws {
    let store = try await Shared.store()
    let receipt = try await store.receipt()
    let verification = try verification(Array(try receipt.json().utf8), with: receipt)
    #expect(verification.agrees)
    #expect(verification.points.count >= 20)
    let again = try await store.receipt()
    #expect(again == receipt)
  }

  @Test func everySingleByteThatIsAlteredIsFound() async throws {
    let receipt = try await Shared.receipt()
    let bytes = Array(try receipt.json().utf8)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<100 {
      let place = Int.random(in: bytes.indices, using: &random)
      var altered = bytes
      // Another digit for a digit, else another visible byte or a flipped bit.
      altered[place] =
        (0x30...0x39).contains(bytes[place])
        ? 0x30 + (bytes[place] - 0x30 + UInt8.random(in: 1...9, using: &random)) % 10
        : bytes[place] ^ (1 << UInt8.random(in: 0...7, using: &random))
      #expect(!isAccepted(altered, receipt), "byte \(place) of \(bytes.count): \(bytes[place]) → \(altered[place])")
    }
  }

  private func isAccepted(_ text: [UInt8], _ computed: Receipt) -> Bool {
    (try? verification(text, with: computed))?.agrees ?? false
  }

  @Test func everyLabelThatIsAlteredIsFoundAndNamed() async throws {
    let fixture = try ReceiptFixture.generated(conversations: 8)
    let receipt = try await fixture.store().receipt()
    let text = Array(try receipt.json().utf8)
    let labels = try fixture.lines("labels.jsonl")
    let stages = ["resisting", "exploring", "engaging", "considering", "deciding"]
    let chosen = labels.indices.filter { index in stages.contains { labels[index].contains("\"stage\":\"\($0)\"") } }
    #expect(chosen.count >= 40)
    for index in chosen.shuffled().prefix(12) {
      var altered = labels
      for (place, stage) in stages.enumerated() where labels[index].contains("\"stage\":\"\(stage)\"") {
        let other = stages[(place + 1) % stages.count]
        altered[index] = labels[index].replacingOccurrences(
          of: "\"stage\":\"\(stage)\"", with: "\"stage\":\"\(other)\"")
      }
      try fixture.write(altered, to: "labels.jsonl")
      let digests = try fixture.store().digests
      var computed = receipt
      computed.subject = digests.subjects
      let verification = try verification(text, with: computed)
      #expect(verification.points.filter { !$0.agrees }.map(\.name) == ["digest of labels"], "\(labels[index])")
    }
  }

  @Test func anAlteredLabelAltersTheNumbersToo() async throws {
    let fixture = try ReceiptFixture.generated(conversations: 12)
    let receipt = try await fixture.store().receipt()
    var labels = try fixture.lines("labels.jsonl")
    let index = try #require(labels.firstIndex { $0.contains(#""source":"real""#) && $0.contains(#""resisting""#) })
    labels[index] = labels[index].replacingOccurrences(of: #""stage":"resisting""#, with: #""stage":"deciding""#)
    try fixture.write(labels, to: "labels.jsonl")
    let computed = try await fixture.store().receipt()
    let verification = try verification(Array(try receipt.json().utf8), with: computed)
    let wrong = verification.points.filter { !$0.agrees }
    #expect(wrong.map(\.name).contains("digest of labels") && wrong.map(\.name).contains("results"))
    let paths = wrong.flatMap(\.differences).map(\.path)
    #expect(paths.contains { $0.contains("results.strata[non-subscriber].stages[resisting].real.estimate") })
  }

  @Test func anotherSeedAndAnotherVersionAreNamed() async throws {
    let receipt = try await Shared.receipt()
    let text = try receipt.json()
    let seed = text.replacingOccurrences(of: "\"seed\" : 7,", with: "\"seed\" : 8,")
    let altered = try verification(Array(seed.utf8), with: receipt)
    #expect(altered.points.first { $0.name == "seals" }?.detail.contains("seed") == true)
    #expect(altered.points.first { $0.name == "method" }?.differences.map(\.path) == ["predicate.method.seed"])
    let other = try verification(Array(text.utf8), with: receipt, version: "9.9.9")
    let point = try #require(other.points.first { $0.name == "program" })
    #expect(!point.agrees && point.detail.contains("0.1.0") && point.detail.contains("9.9.9"))
  }

  @Test func aReceiptOfAnotherSeedIsToldFromOneWithOtherNumbers() async throws {
    let store = try await Shared.store()
    let receipt = try await store.receipt()
    let other = try await store.receipt { $0.options.seed = 7 }
    #expect(other == receipt)
    var random = receipt
    random.predicate.results.calibration.bootstrap = [0, 1]
    let drawn = try verification(Array(try random.json().utf8), with: receipt)
    #expect(drawn.points.first { $0.name == "results" }?.detail.contains("seed") == true)
    random.predicate.results.calibration.estimate = 3
    let plain = try verification(Array(try random.json().utf8), with: receipt)
    #expect(plain.points.first { $0.name == "results" }?.detail.contains("seed") == false)
  }

  @Test func addedAndMissingPartsAreFound() async throws {
    let receipt = try await Shared.receipt()
    let text = try receipt.json()
    let added = text.replacingOccurrences(
      of: "\"program\" : {", with: "\"praise\" : \"excellent\",\n    \"program\" : {")
    #expect(added != text)
    let verification = try verification(Array(added.utf8), with: receipt)
    #expect(verification.points.first { $0.name == "form" }?.agrees == false)
    #expect(verification.points.first { $0.name == "praise" }?.differences.first?.audit == nil)
    var fewer = receipt
    fewer.subject.removeLast()
    #expect(try !self.verification(Array(try fewer.json().utf8), with: receipt).agrees)
    fewer = receipt
    fewer.predicate.limits.removeLast()
    #expect(try !self.verification(Array(try fewer.json().utf8), with: receipt).agrees)
  }

  @Test func settingsThatNobodyCouldComputeAreRefused() {
    func method(_ change: (inout ReceiptMethod) -> Void) -> ReceiptMethod {
      var method = ReceiptMethod(
        simulator: "s", instrument: "i", draw: 0, filter: "", seed: 1, resamples: 100, permutationDraws: 100,
        level: 0.95, cluster: "customer", margin: nil, excessMargin: nil, placebo: nil)
      change(&method)
      return method
    }
    #expect(method { _ in }.problem == nil)
    #expect(method { $0.resamples = .max }.problem != nil)
    #expect(method { $0.permutationDraws = -1 }.problem != nil)
    #expect(method { $0.level = .nan }.problem != nil)
    #expect(method { $0.cluster = "planet" }.problem != nil)
  }
}
