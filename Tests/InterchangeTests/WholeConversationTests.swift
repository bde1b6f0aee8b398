import AuditStore
import Cases
import Foundation
import Interchange
import Testing

/// Simulated conversations in a store: as columns, found, shown and reviewed beside real ones.
@Suite struct WholeConversationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func made(_ edit: (inout BundleText) -> Void = { _ in }) throws -> AuditStore {
    var bundle = BundleText.whole
    edit(&bundle)
    return try bundle.imported(in: folder).0
  }

  private static let thanks = """
    {"id":"s-5","simulator":"other","replays":"c-1","ended_by":"agent","turns":[{"role":"agent","text":"Bye"},\
    {"role":"user","text":"As an AI language model I cannot leave"},{"role":"agent","text":"Well"},\
    {"role":"user","text":"Thank you, goodbye!"},{"role":"agent","text":"Bye"}]}
    """

  @Test func theyStandInColumnsBesideRealOnes() throws {
    let store = try made { $0.conversations.append(Self.thanks) }
    let whole = try store.caseTable().whole
    #expect(whole.simulators == ["persona", "other"])
    #expect(whole.simulator == [0, 1, 0, 1, 1])
    // The other replays nothing, or a conversation of the store.
    #expect(whole.replays == [1, WholeConversations.noReplay, WholeConversations.noReplay, 0, 0])
    #expect(whole.endedBy == [EndedBy.user.code, EndedBy.limit.code, Code.missing, Code.missing, EndedBy.agent.code])
    // Its own outcome, else that of what it replays, else none.
    #expect(whole.simulated.stratum == [1, 0, Code.missing, 0, 0])
    #expect(whole.simulated.userTurns == [1, 0, 1, 0, 2])
    #expect(whole.simulated.isAbandoned == [0, 0, 0, 0, 1])
    let acts = whole.conduct.lastAct.suffix(5).map {
      Int($0) < LastAct.allCases.count ? LastAct.allCases[Int($0)] : nil
    }
    #expect(acts == [.talking, nil, .talking, nil, .closing])
    #expect(whole.conduct.count == 7 && whole.conduct.faults[6].contains(.refusal))
    #expect(whole.conduct.faultyTurns[6] == 1)
  }

  /// A customer is one unit wherever they speak; without one it is the conversation that is replayed.
  @Test func whoSharesACustomerIsOneUnit() throws {
    let store = try made { $0.conversations.append(Self.thanks) }
    let table = try store.caseTable()
    let real = table.conversations.cluster
    let simulated = table.whole.simulated.cluster
    #expect(simulated[4] == real[0] && simulated[3] == real[0])
    // s-1 names a customer whom nobody else is: what it replays does not matter then.
    #expect(simulated[0] != real[1] && Set(simulated[0...2]).count == 3 && simulated[0...2].allSatisfy { $0 >= 2 })
    #expect(real == [0, 1] && table.conversations.clusterCount == 2 && table.whole.simulated.clusterCount == 5)
  }

  @Test func whatIsKeptIsWhatTheRecordsSay() throws {
    let store = try made { $0.conversations.append(Self.thanks) }
    let table = try store.caseTable(from: .records)
    #expect(try store.caseTable().whole == table.whole && !table.whole.isEmpty)
    #expect(throws: Never.self) { try store.checkColumns(against: table) }
    var other = table
    other.whole.endedBy[0] = EndedBy.limit.code
    #expect(throws: StoreError.self) { try store.checkColumns(against: other) }
  }

  @Test func labelsStandInColumnsOfBothKinds() throws {
    let store = try BundleText.labelled.imported(in: folder).store
    let labels = try store.caseTable().whole.labels
    // c-1, c-2, s-1, s-2, s-3, 7, s-5; the schema's exits are none, refusal, silence, abandonment.
    let none = Code.missing
    #expect(labels.instrument == 0)
    #expect(labels.lastAct == [none, none, 0, none, none, none, 1])
    #expect(labels.lastStage == [0, none, 2, none, none, none, 0])
    #expect(labels.turns == [1, 0, 1, 0, 0, 0, 2])
    #expect(labels.signs == [.resists, [], [.commits, .hasAct], [], [], [], [.resists, .leaves, .hasAct]])
    let table = try store.caseTable(from: .records)
    #expect(table.whole.labels == labels && table.isSound)
    #expect(throws: Never.self) { try store.checkColumns(against: table) }
  }

  /// Both sides are told by one instrument, and where none labelled both by the first of the simulated side.
  @Test func oneInstrumentTellsOfBothSides() throws {
    func labels(_ edit: (inout [String]) -> Void) throws -> WholeLabels {
      let folder = try TemporaryFolder()
      var bundle = BundleText.labelled
      bundle.labels = bundle.labels.map { all in
        var all = all
        edit(&all)
        return all
      }
      return try bundle.imported(in: folder).store.caseTable().whole.labels
    }
    func relabel(_ lines: inout [String], of conversations: String) {
      for place in lines.indices where lines[place].contains(conversations) {
        lines[place].replace(#""judge""#, with: #""judge-b""#)
      }
    }
    #expect(try labels { relabel(&$0, of: #""c-1""#) }.instrument == 1)
    let onlySimulated = try labels { $0.removeAll { $0.contains(#""c-1""#) } }
    #expect(onlySimulated.instrument == 0 && onlySimulated.turns == [0, 0, 1, 0, 0, 0, 2])
    // What labels agents alone tells nothing of users.
    #expect(try labels { $0 = [$0[2]] }.isEmpty)
    #expect(try labels { $0.removeLast(5) }.isEmpty)
  }

  @Test func theyAreFoundByNameAndByWords() throws {
    let store = try made { $0.conversations.append(Self.thanks) }
    let key = CaseKey.ofSimulatedConversation(4)
    #expect(try store.conversationKeys(of: ConversationQuery(name: .id, text: "s-5", isPart: false)) == [key])
    #expect(try store.conversationKeys(of: ConversationQuery(name: .id, text: "c-", isPart: true)) == [0, 1])
    #expect(try store.hits(of: TextQuery(scope: .conversations, words: "goodbye")).conversations == [key])
    #expect(
      try store.hits(of: TextQuery(scope: .realTurns, words: "AI language")).realTurns == [
        .init(conversation: key, turn: 1)
      ])
    #expect(try store.profileColumn("city", ofAll: true)?.codes.count == 7)
    // No person told it.
    #expect(try store.profileColumn("city", ofAll: false) == nil)
  }

  @Test func oneIsShownWithWhatItReplays() throws {
    let store = try made { $0.conversations.append(Self.thanks) }
    let table = try store.caseTable().ofConversations
    let key = table.key(of: 6)
    let detail = try store.detail(of: key)
    #expect(detail.conversation.id == "s-5" && detail.conversation.outcome == "left")
    #expect(detail.simulated?.simulator == "other" && detail.simulated?.endedBy == .agent)
    #expect(detail.simulated?.replayed?.id == "c-1")
    #expect(detail.faults.map(\.fault) == [.refusal] && detail.faults.first?.turn == 1)
    let preview = try #require(try store.previews(for: [key]).first)
    #expect(preview.conversationID == "s-5" && preview.last == .init(turn: 3, text: "Thank you, goodbye!"))
    #expect(try store.detail(of: table.key(of: 0)).simulated == nil)
  }

  /// One of three that all say the same as the others.
  @Test func drawsThatSayTheSameAreAFaultOfEach() throws {
    let store = try made {
      $0.simulations = (0..<3).map {
        #"{"conversation":"c-1","turn":3,"simulator":"persona","draw":\#($0),"text":"I would like to hear more of it"}"#
      }
      $0.labels =
        [#"{"conversation":"c-1","turn":3,"source":"real","instrument":"judge","stage":"resisting"}"#]
        + (0..<3).map {
          #"{"conversation":"c-1","turn":3,"source":"persona","draw":\#($0),"instrument":"judge","stage":"deciding"}"#
        }
    }
    let faults = try store.caseTable().pairs.faults
    #expect(faults.count == 3 && faults.allSatisfy { $0.contains(.identicalDraws) })
  }

  // MARK: Reviews

  private let review = Review(conversation: "s-1", turn: 0, simulator: "", reviewer: "mk", flag: true, note: "odd")

  @Test func whatIsSaidOfOneIsKeptAndTravels() throws {
    let store = try made()
    try store.save(review)
    #expect(try store.reviews().map(\.conversation) == ["s-1"])
    let table = try store.caseTable().ofConversations
    #expect(try store.detail(of: table.key(of: 2)).reviews.map(\.note) == ["odd"])
    #expect(try store.detail(of: table.key(of: 0)).reviews.isEmpty)

    let copy = folder.path("copy")
    try BundleWriter(source: store).write(to: copy)
    #expect(try BundleFolder(copy).lines("reviews").count == 1)
    let again = folder.path("again.walkaway")
    _ = try importBundle(copy, into: again)
    #expect(try AuditStore.open(at: again).reviews().map(\.note) == ["odd"])
  }

  @Test func whatIsSaidOfOneThatGoesWaitsForIt() throws {
    let store = try made()
    try store.save(review)
    let bundle = folder.path("bundle")
    var less = BundleText.whole
    let row = less.conversations.remove(at: 2)
    try less.write(to: bundle)
    let report = try importBundle(bundle, into: store, choice: .replace)
    #expect(report.simulatedConversations != nil)
    #expect(try store.reviews().isEmpty)
    less.conversations.insert(row, at: 2)
    try less.write(to: bundle)
    _ = try importBundle(bundle, into: store, choice: .replace)
    #expect(try store.reviews().map(\.note) == ["odd"])
  }

  /// What replays a conversation that goes, goes with it, and what was said of both waits.
  @Test func whatReplaysOneThatGoesGoesAsWell() throws {
    let store = try made()
    try store.save(review)
    var less = BundleText.whole
    less.conversations.remove(at: 1)
    less.conversations.removeAll { $0.contains(#""replays":"c-2""#) }
    less.simulations = nil
    less.labels = []
    try less.write(to: folder.path("bundle"))
    _ = try importBundle(folder.path("bundle"), into: store, choice: .replace)
    #expect(try store.summary().simulatedConversations == 3)
    #expect(try store.reviews().isEmpty)
  }
}
