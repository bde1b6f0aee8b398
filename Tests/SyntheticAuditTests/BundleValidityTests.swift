import Foundation
import Testing

@testable import SyntheticAudit

/// Every line of every file parses, names only what exists, and says what the bundle format wants.
@Suite struct BundleValidityTests {
  /// A domain and how much it says.
  struct Kind: Sendable, CustomTestStringConvertible {
    var domain: GenerationOptions.Domain
    var detail: GenerationOptions.TextDetail

    var testDescription: String { "\(domain.rawValue), \(detail.rawValue)" }

    var options: GenerationOptions {
      var options = GenerationOptions.small(domain, conversations: 80, text: detail)
      options.simulators.append(.perfect(draws: 2))
      options.conversationsPerCustomer = 3
      return options
    }
  }

  static let kinds = GenerationOptions.Domain.allCases.flatMap { domain in
    GenerationOptions.TextDetail.allCases.map { Kind(domain: domain, detail: $0) }
  }

  struct Known {
    var turns: [String: [[String: Any]]] = [:]
    var simulated: [String: String?] = [:]
  }

  @Test(arguments: kinds)
  func everyReferenceExists(_ kind: Kind) throws {
    let options = kind.options
    let audit = try GeneratedAudit(options)
    let known = try conversations(of: audit, options)
    try check(simulationsOf: audit, options, known)
  }

  @Test(arguments: kinds)
  func everyLabelNamesAnExistingTurnAndQuotesIt(_ kind: Kind) throws {
    let options = kind.options
    let audit = try GeneratedAudit(options)
    var known = try conversations(of: audit, options)
    for line in try audit.lines(.simulations) { known.simulated[try key(line, "simulator")] = line["text"] as? String }
    var seen: Set<String> = []
    for line in try audit.lines(.labels) {
      let name = try #require(line["conversation"] as? String)
      let turns = try #require(known.turns[name])
      let number = try #require(line["turn"] as? Int)
      let source = try #require(line["source"] as? String)
      let instrument = try #require(line["instrument"] as? String)
      #expect(options.instruments.contains { $0.id == instrument })
      #expect(seen.insert(try key(line, "source") + instrument).inserted)
      if source == "agent" {
        #expect(turns[number]["role"] as? String == "agent")
        #expect(AgentAction.allCases.contains { $0.id == line["action"] as? String })
        continue
      }
      let text: String
      if source == "real" {
        #expect(turns[number]["role"] as? String == "user")
        text = try #require(turns[number]["text"] as? String)
      } else {
        let answer = try #require(known.simulated[try key(line, "source")])
        text = try #require(answer)
      }
      #expect(Stage.allCases.contains { $0.id == line["stage"] as? String })
      #expect(Emotion.allCases.contains { $0.id == line["emotion"] as? String })
      #expect(Blocker.allCases.contains { $0.id == line["blocker"] as? String })
      #expect(ExitAct.allCases.contains { $0.id == line["exit"] as? String })
      if options.text == .full {
        let signal = try #require(line["signal"] as? String)
        #expect(!signal.isEmpty && text.contains(signal), "“\(signal)” in “\(text)”")
      }
      if let rationale = line["rationale"] as? String, let signal = line["signal"] as? String {
        #expect(rationale.contains(signal))
      }
    }
  }

  @Test(arguments: kinds)
  func auditJSONSaysWhatTheFilesHold(_ kind: Kind) throws {
    let options = kind.options
    let audit = try GeneratedAudit(options)
    let description = try audit.object(.audit)
    #expect(description["format"] as? String == "walkaway-audit/1")
    #expect(description["synthetic"] as? Bool == true)
    for key in ["title", "description", "source", "privacy"] { #expect(description[key] is String) }
    #expect(
      (description["simulators"] as? [[String: Any]])?.map { $0["id"] as? String } == options.simulators.map(\.id))
    #expect(
      (description["instruments"] as? [[String: Any]])?.map { $0["id"] as? String } == options.instruments.map(\.id))
  }

  private func conversations(of audit: GeneratedAudit, _ options: GenerationOptions) throws -> Known {
    var known = Known()
    for line in try audit.lines(.conversations) {
      let id = try #require(line["id"] as? String)
      let turns = try #require(line["turns"] as? [[String: Any]])
      #expect(known.turns.updateValue(turns, forKey: id) == nil)
      #expect(options.domain.strata.contains { $0.id == line["outcome"] as? String })
      let profile = try #require(line["profile"] as? [String: String])
      #expect(profile.count >= 6)
      let roles = turns.map { $0["role"] as? String }
      #expect(roles.first == "agent")
      #expect(options.userTurns.contains(roles.count { $0 == "user" }))
      #expect(turns.allSatisfy { !($0["text"] as? String ?? "").isEmpty })
      let times = turns.compactMap { $0["at"] as? String }
      #expect(times == times.sorted())
      #expect(times.count == (options.text == .full ? turns.count : 0))
      if let end = line["outcome_at"] as? String { #expect(end > times.last ?? "") }
    }
    #expect(known.turns.count == options.conversations)
    return known
  }

  private func check(simulationsOf audit: GeneratedAudit, _ options: GenerationOptions, _ known: Known) throws {
    var seen: Set<String> = []
    for line in try audit.lines(.simulations) {
      let name = try #require(line["conversation"] as? String)
      let turns = try #require(known.turns[name])
      let number = try #require(line["turn"] as? Int)
      #expect(options.simulators.contains { $0.id == line["simulator"] as? String })
      #expect(seen.insert(try key(line, "simulator")).inserted)
      #expect(line["text"] is NSNull || !((line["text"] as? String) ?? "").isEmpty)
      if number == turns.count {
        #expect(turns.last?["role"] as? String == "agent")
      } else {
        #expect(turns[number]["role"] as? String == "user")
        #expect(turns[..<number].contains { $0["role"] as? String == "user" })
      }
    }
    #expect(!seen.isEmpty)
  }

  private func key(_ line: [String: Any], _ source: String) throws -> String {
    let name = try #require(line["conversation"] as? String)
    let turn = try #require(line["turn"] as? Int)
    let who = try #require(line[source] as? String)
    return "\(name)/\(turn)/\(who)/\(line["draw"] as? Int ?? 0)"
  }
}
