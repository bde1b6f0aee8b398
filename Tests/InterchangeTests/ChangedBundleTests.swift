import AuditStore
import Cases
import Foundation
import Interchange
import JSON
import Testing

/// A bundle that has changed since a store took it in.
@Suite struct ChangedBundleTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("bundle") }

  init() throws { folder = try TemporaryFolder() }

  private static let bundle = BundleText(
    conversations: ["c-1", "c-2", "c-3"].map { conversation($0) },
    simulations: ["c-1", "c-2", "c-3"].map {
      #"{"conversation":"\#($0)","turn":3,"simulator":"persona","draw":0,"text":"Fine"}"#
    },
    labels: ["c-1", "c-2", "c-3"].flatMap { id in
      [
        #"{"conversation":"\#(id)","turn":3,"source":"real","instrument":"judge","stage":"resisting","emotion":"angry","exit":"refusal"}"#,
        #"{"conversation":"\#(id)","turn":3,"source":"persona","draw":0,"instrument":"judge","stage":"deciding","blocker":"price"}"#,
        #"{"conversation":"\#(id)","turn":2,"source":"agent","instrument":"judge-b","action":"probe"}"#,
      ]
    })

  private static func conversation(_ id: String, outcome: String = "left", last: String = "No") -> String {
    #"{"id":"\#(id)","outcome":"\#(outcome)","turns":[{"role":"agent","text":"Hello"},{"role":"user","text":"How much?"},{"role":"agent","text":"Ten"},{"role":"user","text":"\#(last)"},{"role":"agent","text":"Why?"}]}"#
  }

  private func opened(_ bundle: BundleText = ChangedBundleTests.bundle) throws -> AuditStore {
    try bundle.imported(in: folder).store
  }

  private func change(_ edit: (inout BundleText) -> Void) throws {
    var bundle = ChangedBundleTests.bundle
    edit(&bundle)
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
    try bundle.write(to: path)
  }

  private func contradiction(_ body: () throws -> Void) -> ImportReport? {
    let error = #expect(throws: ImportError.self) { try body() }
    guard case .contradicts(let report) = error else { return nil }
    return report
  }

  /// Whether the store says what a new store of the bundle as it is says.
  private func expectLikeNew(_ store: AuditStore, _ location: SourceLocation = #_sourceLocation) throws {
    let new = folder.path("new-\(UUID()).walkaway")
    _ = try importBundle(path, into: new)
    let fresh = try AuditStore.open(at: new)
    let held = try JSONValue(parsing: store.auditJSON)
    #expect(held.means(try JSONValue(parsing: fresh.auditJSON)), sourceLocation: location)
    var exports: [[Set<Substring>]] = []
    for store in [store, fresh] {
      let copy = folder.path("copy-\(UUID())")
      try BundleWriter(source: store).write(to: copy)
      exports.append(
        ["conversations", "simulations", "labels"].map { name in
          Set(((try? String(contentsOfFile: "\(copy)/\(name).jsonl", encoding: .utf8)) ?? "").split(separator: "\n"))
        })
    }
    #expect(exports[0] == exports[1], sourceLocation: location)
    #expect(try store.caseTable().count == fresh.caseTable().count, sourceLocation: location)
  }

  @Test func whatIsNewIsTakenInWithoutAQuestion() throws {
    let store = try opened()
    let review = try store.save(Review(conversation: "c-2", turn: 3, simulator: "persona", reviewer: "mk", flag: true))
    try change {
      $0.audit = $0.audit.replacingOccurrences(of: #""name":"small""#, with: #""name":"small","title":"New""#)
        .replacingOccurrences(of: "[0.5]", with: "[0.3,0.9]")
        .replacingOccurrences(of: #"{"id":"other"}"#, with: #"{"id":"other"},{"id":"third"}"#)
      $0.conversations.insert(ChangedBundleTests.conversation("c-0", outcome: "bought"), at: 0)
      $0.simulations?.append(#"{"conversation":"c-0","turn":3,"simulator":"third","draw":0,"text":"Oh"}"#)
    }
    let report = try importBundle(path, into: store)
    #expect(report.conversations.stored == 1 && report.simulations.stored == 1 && !report.isContradiction)
    #expect(Set(report.changes?.auditKeys ?? []) == ["title", "probes", "simulators"])
    #expect(store.description.title == "New" && store.description.probes?.fractions == [0.3, 0.9])
    #expect(try store.reviews() == [review])
    try expectLikeNew(store)
    #expect(try importBundle(path, into: store).changedNothing)
  }

  @Test(arguments: [
    (
      #"{"id":"resisting","depth":0},{"id":"exploring","depth":1}"#,
      #"{"id":"wary","depth":-1},{"id":"exploring","depth":1},{"id":"resisting","depth":0}"#
    ),
    (#"["calm","angry"]"#, #"["tired","angry","calm"]"#), (#"["none","price"]"#, #"["price","none","time"]"#),
    (#"["none","refusal","silence","abandonment"]"#, #"["delay","abandonment","silence","refusal","none"]"#),
    (#"["pitch","probe"]"#, #"["probe","pitch"]"#),
    (#"{"id":"left","committed":false},"#, #"{"id":"paused","committed":false},{"id":"left","committed":false},"#),
    (#"[{"id":"judge"},{"id":"judge-b"}]"#, #"[{"id":"judge-b"},{"id":"judge-c"},{"id":"judge"}]"#),
    (#"[{"id":"persona"},{"id":"other"}]"#, #"[{"id":"first"},{"id":"other"},{"id":"persona"}]"#),
    (#"{"id":"exploring","depth":1},"#, ""),
  ])
  func listsMayBeExtendedAndReordered(_ old: String, _ new: String) throws {
    let store = try opened()
    try change { $0.audit = $0.audit.replacingOccurrences(of: old, with: new) }
    let report = try importBundle(path, into: store)
    #expect(report.labels.unchanged == 9 && report.refused == 0 && report.changes?.auditKeys.isEmpty == false)
    try expectLikeNew(store)
  }

  @Test(
    arguments: [
      { $0.conversations[1] = ChangedBundleTests.conversation("c-2", outcome: "bought", last: "Never") },
      {
        $0.conversations[1] = $0.conversations[1].replacingOccurrences(of: #",{"role":"user","text":"No"}"#, with: "")
      },
      { $0.conversations.remove(at: 0) }, { $0.conversations.removeLast() }, { $0.simulations?.remove(at: 1) },
      { $0.simulations = nil }, { $0.labels = nil }, { $0.labels?.remove(at: 0) },
      { $0.simulations?[2] = #"{"conversation":"c-3","turn":3,"simulator":"persona","draw":0,"text":null}"# },
      {
        $0.labels?[4] = #"{"conversation":"c-2","turn":3,"source":"persona","instrument":"judge","stage":"exploring"}"#
      },
      {
        $0.audit = $0.audit.replacingOccurrences(of: "resisting", with: "refusing")
        $0.labels = $0.labels?.map { $0.replacingOccurrences(of: "resisting", with: "refusing") }
      },
      { $0.audit = $0.audit.replacingOccurrences(of: #""emotions":["calm","angry"]"#, with: #""emotions":["calm"]"#) },
      {
        $0.audit = $0.audit.replacingOccurrences(of: "left", with: "gone")
        $0.conversations = $0.conversations.map { $0.replacingOccurrences(of: "left", with: "gone") }
      },
      { $0.labels?[3] = "nonsense" },
    ] as [@Sendable (inout BundleText) -> Void])
  func theStoreIsAskedAboutAndThenLikeANewOne(_ edit: @Sendable (inout BundleText) -> Void) throws {
    let store = try opened()
    let (before, version) = (store.auditJSON, try store.dataVersion)
    try change(edit)
    #expect(contradiction { try importBundle(path, into: store) }?.isContradiction == true)
    #expect(try store.auditJSON == before && store.dataVersion == version)
    let report = try importBundle(path, into: store, choice: .replace)
    #expect(report.isContradiction && !report.changedNothing)
    try expectLikeNew(store)
    #expect(try importBundle(path, into: store).changedNothing)
  }

  @Test func theStoresIsKeptWhereThatIsChosen() throws {
    let store = try opened()
    let table = try store.caseTable()
    try change {
      $0.audit = $0.audit.replacingOccurrences(of: "resisting", with: "refusing")
        .replacingOccurrences(of: #""name":"small""#, with: #""name":"small","title":"New""#)
      $0.conversations.remove(at: 0)
      $0.conversations[0] = ChangedBundleTests.conversation("c-2", last: "Other")
    }
    let report = try importBundle(path, into: store, choice: .keep)
    #expect(report.conversations.differing == 1 && report.changes?.conversations == 1)
    #expect(store.description.title == "New" && store.description.schema.stages[0].id == "resisting")
    #expect(try store.caseTable().pairs == table.pairs)
    #expect(try store.conversation(1)?.turns[3].text == "No")
  }

  @Test func whatIsToldNamesFileLineAndKey() throws {
    let store = try opened()
    try change {
      $0.conversations[2] = ChangedBundleTests.conversation("c-3", last: "Other")
      $0.labels?.remove(at: 4)
    }
    let report = try #require(contradiction { try importBundle(path, into: store) })
    #expect(report.contradictions.map { "\($0.file):\($0.line): \($0.key)" } == ["conversations.jsonl:3: id"])
    #expect(report.changes?.examples.map(\.record) == ["“c-2”, turn 3, persona, draw 0, by judge"])
  }

  @Test func rowsThatAreThereTwiceStayDuplicates() throws {
    func twice(_ bundle: inout BundleText) {
      bundle.conversations.append(ChangedBundleTests.conversation("c-1", last: "Twice"))
      bundle.simulations?.append(#"{"conversation":"c-1","turn":3,"simulator":"persona","draw":0,"text":"Twice"}"#)
      bundle.labels?.append(
        #"{"conversation":"c-1","turn":3,"source":"real","instrument":"judge","stage":"exploring"}"#)
    }
    var bundle = ChangedBundleTests.bundle
    twice(&bundle)
    let store = try opened(bundle)
    try change {
      twice(&$0)
      $0.audit = $0.audit.replacingOccurrences(of: #""name":"small""#, with: #""name":"small","title":"New""#)
    }
    let report = try importBundle(path, into: store)
    #expect(report.refused == 3 && !report.isContradiction)
    try expectLikeNew(store)
  }

  @Test func conversationsComeAndGoManyTimes() throws {
    let store = try opened()
    for kept in [["c-1", "c-3"], ["c-3"], ["c-3", "c-4"], ["c-1", "c-2", "c-3", "c-4"], ["c-2", "c-5"]] {
      try change { bundle in
        bundle.conversations = kept.map { ChangedBundleTests.conversation($0) }
        bundle.simulations = kept.map {
          #"{"conversation":"\#($0)","turn":3,"simulator":"persona","draw":0,"text":"\#($0)"}"#
        }
        bundle.labels = kept.map {
          #"{"conversation":"\#($0)","turn":3,"source":"real","instrument":"judge","stage":"exploring"}"#
        }
      }
      try importBundle(path, into: store, choice: .replace)
      try expectLikeNew(store)
    }
  }

  @Test func aReviewGoesAsideAndComesBackWithItsCase() throws {
    let store = try opened()
    for (id, note) in [("c-1", "first"), ("c-1", "second"), ("c-2", "other")] {
      try store.save(
        Review(
          conversation: id, turn: 3, simulator: "persona", reviewer: "mk", flag: true, tags: ["a"], note: note,
          blindReal: .init(stage: "exploring")))
    }
    let reviews = try store.reviews()
    try change {
      $0.conversations.remove(at: 0)
      $0.simulations?.removeFirst(2)
      $0.labels?.removeFirst(6)
    }
    #expect(contradiction { try importBundle(path, into: store) }?.changes?.reviewsPutAside == 2)
    #expect(try store.reviews() == reviews)
    #expect(try importBundle(path, into: store, choice: .replace).changes?.reviewsPutAside == 2)
    #expect(try store.reviews().isEmpty)
    try change { _ in }
    #expect(try importBundle(path, into: store).changes?.reviewsPutBack == 2)
    #expect(try Set(store.reviews()) == Set(reviews))
  }

  @Test func aBundleFromElsewhereTakesNothingOut() throws {
    let store = try opened()
    var part = ChangedBundleTests.bundle
    part.conversations = [ChangedBundleTests.conversation("c-9")]
    (part.simulations, part.labels) = (nil, nil)
    try part.write(to: folder.path("part"))
    let report = try importBundle(folder.path("part"), into: store)
    #expect(report.conversations.stored == 1 && !report.isContradiction)
    #expect(try store.caseTable().conversations.count == 4)
    // And the first bundle does not miss what came from there.
    try change { $0.audit = $0.audit.replacingOccurrences(of: "[0.5]", with: "[0.6]") }
    #expect(try !importBundle(path, into: store).isContradiction)
    #expect(try store.caseTable().conversations.count == 4)
  }
}
