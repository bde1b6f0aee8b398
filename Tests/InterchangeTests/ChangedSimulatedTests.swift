import AuditStore
import Cases
import Foundation
import Interchange
import Testing

/// A bundle whose simulated conversations have changed since a store took it in.
@Suite struct ChangedSimulatedTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("bundle") }

  init() throws { folder = try TemporaryFolder() }

  private func change(of start: BundleText = .whole, _ edit: (inout BundleText) -> Void) throws {
    var bundle = start
    edit(&bundle)
    try bundle.write(to: path)
  }

  private func exported(_ store: AuditStore) throws -> [String] {
    let copy = folder.path("copy-\(UUID())")
    try BundleWriter(source: store).write(to: copy)
    return try BundleFolder(copy).lines("conversations") + BundleFolder(copy).lines("labels")
  }

  /// Whether the store says what a new store of the bundle as it is says.
  private func expectLikeNew(_ store: AuditStore, _ location: SourceLocation = #_sourceLocation) throws {
    let new = folder.path("new-\(UUID()).walkaway")
    _ = try importBundle(path, into: new)
    #expect(try exported(store) == exported(AuditStore.open(at: new)), sourceLocation: location)
  }

  @Test func theSameAgainChangesNothing() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: store.path))
    let report = try importBundle(path, into: store)
    #expect(report.changedNothing && report.simulatedConversations?.unchanged == 4)
    #expect(try Data(contentsOf: URL(fileURLWithPath: store.path)) == bytes)
  }

  @Test func whatIsNewIsTakenInWithoutAQuestion() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    try change { $0.conversations.append(#"{"id":"s-9","simulator":"persona","replays":"c-1","turns":[]}"#) }
    let report = try importBundle(path, into: store)
    #expect(report.simulatedConversations?.stored == 1 && !report.isContradiction)
    try expectLikeNew(store)
  }

  /// What an edit does, and how many differ and are gone.
  static let edits: [(differing: Int, gone: Int, edit: @Sendable (inout BundleText) -> Void)] = [
    (1, 0, { $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: "I take it", with: "No") }),
    (1, 0, { $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: "STOP", with: "END") }),
    (
      1, 0,
      { $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: #""user","end"#, with: #""error","end"#) }
    ),
    (1, 0, { $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: #""c-2""#, with: #""c-1""#) }),
    (1, 0, { $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: #""replays":"c-2","#, with: "") }),
    (1, 0, { $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: "Ghent", with: "Gent") }),
    (1, 0, { $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: "u-7", with: "u-8") }),
    (1, 0, { $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: "1.50", with: "1.5") }),
    (1, 0, { $0.conversations[3] = $0.conversations[3].replacingOccurrences(of: "left", with: "bought") }),
    (1, 0, { $0.conversations[3] = $0.conversations[3].replacingOccurrences(of: "other", with: "persona") }),
    (1, 0, { $0.conversations[4] = $0.conversations[4].replacingOccurrences(of: #","ended_by":null"#, with: "") }),
    (0, 1, { $0.conversations.remove(at: 2) }), (0, 1, { $0.conversations.removeLast() }),
    (0, 4, { $0.conversations.removeLast(4) }),
  ]

  @Test(arguments: edits.indices) func theStoreIsAskedAboutAndThenLikeANewOne(number: Int) throws {
    let (differing, gone, edit) = ChangedSimulatedTests.edits[number]
    let (store, _) = try BundleText.whole.imported(in: folder)
    let before = try exported(store)
    try change(edit)
    let error = #expect(throws: ImportError.self) { try importBundle(path, into: store) }
    guard case .contradicts(let asked) = error else { throw try #require(error) }
    #expect(asked.simulatedConversations?.differing ?? 0 == differing)
    #expect(asked.changes?.simulatedConversations ?? 0 == gone)
    #expect(asked.contradictions.count == differing && asked.changes?.examples.count == gone)
    #expect(try exported(store) == before)

    let kept = try importBundle(path, into: store, choice: .keep)
    #expect(kept.simulatedConversations?.differing ?? 0 == differing)
    #expect(try exported(store) == before)

    let report = try importBundle(path, into: store, choice: .replace)
    #expect(report.isContradiction)
    try expectLikeNew(store)
    #expect(try importBundle(path, into: store).changedNothing)
  }

  /// What an edit of a bundle with labels does: how many labels differ, and how many are gone.
  static let labelEdits: [(differing: Int, gone: Int, edit: @Sendable (inout BundleText) -> Void)] = [
    (1, 0, { $0.relabel(3, "deciding", "resisting") }),
    (1, 0, { $0.relabel(3, #""draw":0,"#, "") }),
    (1, 0, { $0.relabel(3, "says so", "says") }),
    (0, 1, { $0.labels?.remove(at: 2) }), (0, 5, { $0.labels?.removeLast(5) }),
    // Its conversation goes, and with it what was said of it.
    (
      0, 2,
      {
        $0.conversations.removeLast()
        $0.labels?.removeLast(2)
      }
    ),
    // The turn is gone.
    (
      0, 1,
      {
        $0.conversations[6] = $0.conversations[6].replacingOccurrences(
          of: #",{"role":"user","text":"call 13812345678"}"#, with: "")
        $0.labels?.removeLast()
      }
    ),
    // Another speaks, and is labelled.
    (
      0, 2,
      {
        $0.conversations[6] = $0.conversations[6].replacingOccurrences(of: "other", with: "persona")
        for place in 5...6 { $0.relabel(place, "other", "persona") }
      }
    ),
  ]

  @Test(arguments: labelEdits.indices) func labelsAreAskedAboutToo(number: Int) throws {
    let (differing, gone, edit) = ChangedSimulatedTests.labelEdits[number]
    let (store, _) = try BundleText.labelled.imported(in: folder)
    let before = try exported(store)
    try change(of: .labelled, edit)
    let error = #expect(throws: ImportError.self) { try importBundle(path, into: store) }
    guard case .contradicts(let asked) = error else { throw try #require(error) }
    #expect(asked.labels.differing == differing && asked.changes?.labels == gone && asked.refused == 0)
    #expect(asked.changes?.examples.contains { $0.file == "labels" } == (gone > 0))
    #expect(try exported(store) == before)
    try importBundle(path, into: store, choice: .replace)
    try expectLikeNew(store)
    #expect(try importBundle(path, into: store).changedNothing)
    _ = try store.caseTable(from: .records)
  }

  @Test func theStoresLabelsAreKept() throws {
    let (store, _) = try BundleText.labelled.imported(in: folder)
    let before = try exported(store)
    try change(of: .labelled) {
      $0.conversations[6] = $0.conversations[6].replacingOccurrences(of: "other", with: "persona")
      $0.labels?.removeLast(3)
    }
    let kept = try importBundle(path, into: store, choice: .keep)
    #expect(kept.changes?.labels == 3)
    #expect(try exported(store) == before)
  }

  /// Labels that came from elsewhere cannot stay where their turn, or their conversation, is another.
  @Test(arguments: [true, false]) func labelsOfAnotherBundleGoWithWhatTheyAreOf(stays: Bool) throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    try BundleText.labelled.write(to: folder.path("other"))
    #expect(try importBundle(folder.path("other"), into: store).labels.stored == 5)
    try change {
      if stays {
        $0.conversations[2] = $0.conversations[2].replacingOccurrences(of: #""persona""#, with: #""other""#)
      } else {
        $0.conversations.remove(at: 2)
      }
    }
    let report = try importBundle(path, into: store, choice: .replace)
    // That of the agent's turn stays where its turn does.
    #expect(report.changes?.labels == (stays ? 2 : 3))
    _ = try store.caseTable(from: .records)
  }

  @Test func labelsFollowTheListsOfTheAudit() throws {
    let (store, _) = try BundleText.labelled.imported(in: folder)
    try change(of: .labelled) {
      $0.audit = $0.audit.replacingOccurrences(
        of: #"{"id":"resisting","depth":0},{"id":"exploring","depth":1}"#,
        with: #"{"id":"exploring","depth":1},{"id":"new","depth":7},{"id":"resisting","depth":0}"#
      ).replacingOccurrences(of: #"[{"id":"judge"},{"id":"judge-b"}]"#, with: #"[{"id":"judge-b"},{"id":"judge"}]"#)
    }
    let report = try importBundle(path, into: store)
    #expect(report.labels.unchanged == 7 && report.refused == 0)
    try expectLikeNew(store)
  }

  @Test func anInstrumentStaysWhileTheirLabelsDo() throws {
    let (store, _) = try BundleText.labelled.imported(in: folder)
    var plain = BundleText.whole
    plain.audit = plain.audit.replacingOccurrences(of: #",{"id":"judge-b"}"#, with: "")
    try plain.write(to: folder.path("other"))
    #expect(try importBundle(folder.path("other"), into: store, choice: .replace).refused == 0)
    #expect(store.description.instruments.map(\.id) == ["judge", "judge-b"])
    #expect(try exported(store).filter { $0.contains("judge-b") }.count == 1)
  }

  @Test func whatReplaysAConversationThatGoesGoesAsWellAndIsCounted() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    try change {
      $0.conversations.remove(at: 1)
      $0.conversations.remove(at: 1)
    }
    let report = try importBundle(path, into: store, choice: .replace)
    #expect(report.changes?.conversations == 1 && report.changes?.simulatedConversations == 1)
    #expect(report.changes?.examples.map(\.record) == ["“c-2”", "“s-1”, simulated"])
    try expectLikeNew(store)

    // From another folder, it stays where it has not come again.
    try BundleText.whole.write(to: folder.path("other"))
    try importBundle(folder.path("other"), into: store, choice: .replace)
    #expect(try store.summary().simulatedConversations == 4)
    try change { $0.conversations.remove(at: 1) }
    let refused = try importBundle(path, into: store, choice: .replace)
    #expect(refused.simulatedConversations?.unchanged == 4)
  }

  @Test func rowsThatAreThereTwiceStayDuplicates() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    try change { $0.conversations.append(#"{"id":"s-2","simulator":"persona","turns":[]}"#) }
    let report = try importBundle(path, into: store)
    #expect(report.refusals.map(\.reason) == [.duplicateConversation] && !report.isContradiction)
  }

  @Test func strataMayBeReorderedAndNamesLeftUnused() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    try change {
      $0.audit = $0.audit.replacingOccurrences(
        of: #"{"id":"left","committed":false},{"id":"bought","committed":true}"#,
        with: #"{"id":"bought","committed":true},{"id":"new","committed":false},{"id":"left","committed":false}"#
      ).replacingOccurrences(of: #"[{"id":"persona"},{"id":"other"}]"#, with: #"[{"id":"other"},{"id":"persona"}]"#)
    }
    let report = try importBundle(path, into: store)
    #expect(report.simulatedConversations?.unchanged == 4 && report.refused == 0)
    try expectLikeNew(store)
  }

  @Test func anAuditKeepsItsVersionAndItsSimulatorsWhileTheyStay() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    var plain = BundleText()
    plain.audit = plain.audit.replacingOccurrences(of: #",{"id":"other"}"#, with: "")
    try plain.write(to: folder.path("other"))
    let report = try importBundle(folder.path("other"), into: store, choice: .replace)
    #expect(report.refused == 0)
    #expect(store.description.format == AuditDescription.format2)
    #expect(store.description.simulators.map(\.id) == ["persona", "other"])
    #expect(try store.summary().simulatedConversations == 4)
    _ = try store.caseTable(from: .records)
    #expect(try exported(store).count == 8)
    // The bundle is read by its own version.
    plain.conversations.append(#"{"id":"s-9","simulator":"persona","turns":[]}"#)
    try plain.write(to: folder.path("other"))
    #expect(
      try importBundle(folder.path("other"), into: store, choice: .replace).refusals.map(\.reason)
        == [.simulatedInFormat1])
  }

  @Test func aStratumThatIsNoLongerNamedIsNotLeftBehind() throws {
    let (store, _) = try BundleText.whole.imported(in: folder)
    try BundleText.whole.write(to: folder.path("other"))
    var other = BundleText.whole
    other.audit = other.audit.replacingOccurrences(of: #"{"id":"left""#, with: #"{"id":"gone""#)
    other.conversations = [other.conversations[1]]
    (other.simulations, other.labels) = (nil, nil)
    try other.write(to: folder.path("third"))
    #expect(throws: StoreError.self) { try importBundle(folder.path("third"), into: store, choice: .replace) }
  }
}

extension BundleText {
  fileprivate mutating func relabel(_ place: Int, _ old: String, _ new: String) {
    labels?[place].replace(old, with: new)
  }
}
