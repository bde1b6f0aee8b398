import AuditStore
import Cases
import Fidelity
import Foundation
import JSON
import Testing

@testable import Receipt

/// A receipt of an audit with whole simulated conversations, and the rules that hold them to something.
@Suite struct WholeReceiptTests {
  @Test func aReceiptWithoutAnySaysNothingOfThem() async throws {
    let receipt = try await Shared.receipt()
    #expect(receipt.predicate.wholeConversations == nil)
    #expect(try !receipt.json().contains("whole_conversations") && !receipt.markdown.contains("Whole conversations"))
  }

  @Test func itStatesEndingsAndFaultsWithIntervalsAndFloor() async throws {
    let receipt = try await Whole.receipt()
    let text = try receipt.json()
    #expect(try Receipt(json: Data(text.utf8)) == receipt)
    let whole = try #require(receipt.predicate.wholeConversations)
    #expect(whole.real == 40 && whole.simulated == 40 && whole.replayed == 0 && whole.groups.count == 3)
    let closing = try #require(whole.groups[0].lastActs.first { $0.id == "closing" })
    #expect(closing.real.estimate == 0.1 && closing.simulated.estimate == 0.9 && closing.finding == "higher")
    #expect(closing.difference.interval != nil && closing.difference.floor ?? 0 > 0)
    #expect(whole.groups[0].endedBy.map(\.id) == ["user", "agent", "limit", "error", "unknown"])
    #expect(whole.groups[0].faults.map(\.id) == ["repetition"])
    #expect(receipt.predicate.seals.sections.contains { $0.section == "whole_conversations" })
    #expect(receipt.markdown.contains("| closing | 10.0 % ["))
    #expect(receipt.markdown.contains("The simulated conversations were ended by user "))
    #expect(!receipt.predicate.limits.contains { $0.contains("carries on a conversation of its own is not measured") })
    #expect(receipt.predicate.limits.contains { $0.contains("by the labels of judge-a") })
  }

  @Test func itStatesLengthsBesideTheirFloor() async throws {
    let receipt = try await Whole.receipt()
    for group in try #require(receipt.predicate.wholeConversations).groups {
      let lengths = try #require(group.lengths)
      #expect(lengths.means.map(\.id) == ["mean", "restricted_mean"])
      // Simulated ones are one user turn longer, every one, but for those that the horizon cuts.
      #expect(abs((lengths.means[0].difference.estimate ?? 9) - 1) < 1e-8)
      #expect((0.5..<1).contains(lengths.means[1].difference.estimate ?? 9))
      for mean in lengths.means {
        #expect(mean.difference.interval?.count == 2)
        #expect(mean.difference.floor ?? 0 > 0 && mean.difference.n == lengths.means[0].difference.n)
      }
      #expect(lengths.medianSimulated.value == lengths.medianReal.value.map { $0 + 1 })
      #expect(lengths.logRankP.value != nil && lengths.incidence.map(\.id) == ["user", "agent", "limit"])
    }
    #expect(receipt.markdown.contains("| restricted to "))
    #expect(receipt.markdown.contains("Log-rank p that both end equally fast: "))
  }

  @Test func itStatesHowUsersSpeak() async throws {
    let receipt = try await Whole.receipt()
    let whole = try #require(receipt.predicate.wholeConversations)
    for group in whole.groups {
      #expect(group.speech?.map(\.id) == ["characters", "short", "questions", "repeats", "distinct_words"])
    }
    let told = try #require(whole.told)
    #expect(told.auc.estimate ?? 0 > 0.8 && told.auc.floor ?? 0 > 0.5 && told.finding == "higher")
    #expect(told.sentence.contains("AUC ") && receipt.markdown.contains(told.sentence))
    #expect(
      receipt.markdown.contains("| characters a turn | ") && receipt.markdown.contains("says nothing of what they"))
    // Once, and not stratum by stratum.
    #expect(receipt.markdown.components(separatedBy: "| how users speak | real").count == 2)
  }

  @Test func itStatesWhereConversationsGoByLabels() async throws {
    let receipt = try await Whole.receipt()
    let whole = try #require(receipt.predicate.wholeConversations)
    #expect(whole.instrument == "judge-a")
    let stages = try #require(whole.groups[0].stages)
    #expect(stages.ever.map(\.id) == ["resists", "leaves", "commits"])
    #expect(stages.ever[0].real.estimate == 0.5 && stages.ever[0].simulated.estimate == 0.1)
    #expect(stages.ever[0].finding == "lower" && stages.labelled.difference.estimate != nil)
    #expect(stages.last.map(\.id) == receipt.predicate.stateSchema.stages.map(\.id))
    #expect(receipt.markdown.contains("| in any labelled user turn | real |"))
    let silent = try await Whole.make(isLabelled: false)
    let unlabelled = try #require(silent.predicate.wholeConversations)
    #expect(unlabelled.instrument == nil && unlabelled.groups.allSatisfy { $0.stages == nil })
    #expect(silent.predicate.completeness.missing.contains("whole_conversations.instrument"))
    #expect(silent.predicate.limits.contains { $0.contains("nobody labelled them") })
  }

  @Test func itStatesHowAgentsFareUnderTheSimulatorAndOthers() async throws {
    let receipt = try await Whole.receiptWithAgents()
    let agents = try #require(receipt.predicate.wholeConversations?.agents)
    #expect(agents.speakers.map(\.id) == ["person", receipt.predicate.simulator.id])
    #expect(agents.speakers.allSatisfy { $0.scores.map(\.agent) == ["agent-0", "agent-1", "agent-2"] })
    let pair = try #require(agents.pairs.first)
    #expect(agents.pairs.count == 1 && pair.agents.count == 3 && pair.fisherP == nil)
    let ranks = try #require(pair.ranks)
    #expect(ranks.greatest == 4 && ranks.expected.value != nil)
    #expect(receipt.markdown.contains("| agent: score, rank | under people | under "))
    #expect(receipt.markdown.contains("- Scores, people → "))
    let notes = try #require(receipt.predicate.wholeConversations?.notes)
    #expect(notes.count == 3 && notes[1].hasPrefix("Agents: ") && notes[2].hasPrefix("AUC: ridge"))
    #expect(notes.allSatisfy { receipt.markdown.contains($0) })
    #expect(try await Whole.receipt().predicate.wholeConversations?.agents == nil)
  }

  @Test func aReceiptOfAnEarlierProgramIsReadAndWhatItLacksIsNamed() async throws {
    let computed = try await Whole.receiptWithAgents()
    var earlier = computed
    earlier.predicate.wholeConversations?.told = nil
    earlier.predicate.wholeConversations?.agents = nil
    earlier.predicate.wholeConversations?.instrument = nil
    earlier.predicate.wholeConversations?.notes = nil
    for group in 0..<3 {
      earlier.predicate.wholeConversations?.groups[group].lengths = nil
      earlier.predicate.wholeConversations?.groups[group].speech = nil
      earlier.predicate.wholeConversations?.groups[group].stages = nil
    }
    let text = Array(try earlier.json().utf8)
    let read = try Receipt(json: Data(text))
    #expect(read == earlier && !read.markdown.contains("Log-rank"))
    let file = try JSONValue(parsing: text)
    var verification = ReceiptVerification(of: text, file: file, receipt: read, version: "0.1.0")
    #expect(verification.points.first { $0.name == "form" }?.agrees == true)
    try verification.compare(file, with: computed)
    let wrong = verification.points.filter { !$0.agrees && $0.name != "seals" }
    #expect(wrong.map(\.name) == ["whole_conversations"])
    #expect(wrong[0].differences.allSatisfy { $0.receipt == nil })
    #expect(wrong[0].differences.contains { $0.path == "predicate.whole_conversations.told" })
  }

  @Test(arguments: ["lengths", "speech", "stages", "told", "agents"])
  func verifyFindsEveryNumberThatWasAltered(part: String) async throws {
    let computed = try await Whole.receiptWithAgents()
    var altered = computed
    var whole = try #require(altered.predicate.wholeConversations)
    switch part {
    case "lengths": whole.groups[1].lengths?.means[1].difference.floor = 0
    case "speech": whole.groups[2].speech?[3].simulated.estimate = 0.5
    case "stages": whole.groups[0].stages?.ever[1].finding = "lower"
    case "told": whole.told?.auc.estimate = 0.5
    default: whole.agents?.pairs[0].ranks?.displacement = 4
    }
    altered.predicate.wholeConversations = whole
    let text = Array(try altered.json().utf8)
    let file = try JSONValue(parsing: text)
    var verification = ReceiptVerification(of: text, file: file, receipt: altered, version: "0.1.0")
    try verification.compare(file, with: computed)
    let point = try #require(verification.points.first { $0.name == "whole_conversations" })
    #expect(point.differences.count == 1 && point.differences[0].path.contains(".\(part)"))
  }

  @Test func whatEndedThemIsAFactOfTheirs() async throws {
    let (stated, silent) = (try await Whole.receipt().predicate, try await Whole.make(isRecorded: false).predicate)
    #expect(stated.completeness.of == ReceiptCompleteness.fields.count + 2)
    #expect(!stated.completeness.missing.contains("whole_conversations.ended_by"))
    #expect(silent.completeness.missing.contains("whole_conversations.ended_by"))
    let policy = try Policy(yaml: "version: 1\nrules:\n  receipt_fields: [whole_conversations.ended_by]\n")
    #expect(GateReport(policy, try await Whole.receipt()).verdict == .trusted)
    #expect(GateReport(policy, try await Shared.receipt()).verdict == .notTrusted)
  }

  /// By the places that the schema refers to, so that no key is looked for under another name.
  @Test func everyKeyIsInTheSchema() async throws {
    let schema = try JSONValue(parsing: Array(Receipt.schema.utf8))
    let node = try JSONValue(parsing: Array(try await Whole.receiptWithAgents().json().utf8))
    let whole = try #require(node["predicate"]?["whole_conversations"])
    var seen: Set<String> = []
    follow(whole, try #require(schema["$defs"]?["whole_conversations"]), schema, "whole_conversations", &seen)
    for place in ["groups.lengths.means", "groups.stages.ever", "told.auc", "agents.pairs.ranks", "groups.ended_by"] {
      #expect(seen.contains("whole_conversations." + place), "\(place)")
    }
  }

  private func follow(
    _ node: JSONValue, _ shape: JSONValue, _ schema: JSONValue, _ path: String, _ seen: inout Set<String>
  ) {
    seen.insert(path)
    if let name = shape["$ref"]?.string?.split(separator: "/").last {
      guard let shape = schema["$defs"]?[String(name)] else {
        Issue.record("\(path): the schema has no \(name)")
        return
      }
      follow(node, shape, schema, path, &seen)
    } else if let elements = node.elements {
      for element in elements { follow(element, shape["items"] ?? .null, schema, path, &seen) }
    } else if let members = node.members {
      let required = Set(shape["required"]?.elements?.compactMap(\.string) ?? [])
      #expect(required.isSubset(of: members.map(\.key)), "\(path)")
      for member in members {
        guard let own = shape["properties"]?[member.key] else {
          Issue.record("\(path).\(member.key) is not in the schema")
          continue
        }
        follow(member.value, own, schema, path + "." + member.key, &seen)
      }
    }
  }
}
