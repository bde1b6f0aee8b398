import Cases
import Desk
import Fidelity
import Figures
import Foundation
import Testing

/// Statistics of a simulator that has no case and speaks in whole conversations alone.
@Suite struct WholeSpeakerTests {
  private let fixture: DeskFixture
  private let audit: LoadedAudit

  init() throws {
    fixture = try DeskFixture()
    let (audit, rows) = (fixture.bundle + "/audit.json", fixture.bundle + "/conversations.jsonl")
    let description = try String(contentsOfFile: audit, encoding: .utf8)
      .replacingOccurrences(of: #"walkaway-audit\/1"#, with: "walkaway-audit/2")
      .replacingOccurrences(of: #"{"id":"other"}"#, with: #"{"id":"other"},{"id":"talker"}"#)
    try Data(description.utf8).write(to: URL(fileURLWithPath: audit))
    let talks = (0..<4).map { number in
      #"{"id":"t-\#(number)","simulator":"talker","replays":"c-\#(number)","turns":[{"role":"agent","text":"Hello"},"#
        + #"{"role":"user","text":"No, thank you \#(number)"}]}"# + "\n"
    }
    let known = try String(contentsOfFile: rows, encoding: .utf8)
    try Data((known + talks.joined()).utf8).write(to: URL(fileURLWithPath: rows))
    self.audit = try fixture.audit()
  }

  private func reports(_ choice: CaseChoice, all: Bool = false) async throws -> StatisticsReports {
    try await StatisticsReports(choice, settings: .quick, ofEverySeries: all, in: audit)
  }

  @Test func theirWholeConversationsAreCompared() async throws {
    let report = try await reports(CaseChoice(simulator: "talker")).reports[0].report
    #expect(report.whole?.speakers.map(\.id) == ["talker"] && report.whole?.speakers.first?.simulated == 4)
    #expect(report.whole?.speakers.first?.real == 12 && report.account.total == 0)
    // A filter means conversations.
    let narrowed = try await reports(CaseChoice(filter: "conversation:c-1,c-2,t-1", simulator: "talker"))
    #expect(narrowed.reports[0].report.whole?.speakers.first?.real == 2)
    #expect(try await reports(CaseChoice(simulator: "talker"), all: true).json.hasPrefix("["))
    // What has cases is told by them, as before.
    #expect(try await reports(CaseChoice(simulator: "persona")).reports[0].report.account.total == 12)
  }

  @Test func whatNobodyIsCalledIsRefusedWithTheNamesThatThereAre() async throws {
    let failure = await #expect(throws: CommandFailure.self) { try await reports(CaseChoice(simulator: "nobody")) }
    #expect(failure?.status == .usage)
    #expect(failure?.remedy == "choose one of other, persona, talker")
    let draw = await #expect(throws: CommandFailure.self) {
      try await reports(CaseChoice(simulator: "talker", draw: 0))
    }
    #expect(draw?.message.contains("talker speaks in whole conversations alone") == true)
  }
}
