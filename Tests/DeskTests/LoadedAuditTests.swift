import AuditStore
import Cases
import Desk
import Fidelity
import Interchange
import Testing

@Suite struct LoadedAuditTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  @Test func aBundleIsImportedOnce() throws {
    let environment = ["XDG_DATA_HOME": fixture.path("data")]
    let first = try OpenAudit.open(fixture.bundle, environment: environment)
    #expect(first.imported?.report.refused == 0)
    let second = try OpenAudit.open(fixture.bundle, environment: environment)
    #expect(second.imported == nil && second.store.path == first.store.path)
    let failure = #expect(throws: CommandFailure.self) {
      try OpenAudit.open(fixture.path("nothing"), environment: environment)
    }
    #expect(failure?.status == .noInput)
  }

  @Test func storedReviewsAreFoundByTheirRows() throws {
    let store = try fixture.audit().store
    _ = try store.save(DeskFixture.review(5))
    let audit = try LoadedAudit(store)
    var rows: [Int] = []
    audit.flagged.forEach { rows.append($0) }
    // One for each instrument that labelled the case.
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { audit.table.key(of: $0).turn == 3 })
    #expect(try audit.rows(matching: "flag:yes") == audit.flagged)
  }

  @Test func blindLabelsAndSilenceAreHandedOn() throws {
    let store = try fixture.audit().store
    _ = try store.save(DeskFixture.review(2, flag: false, blind: ("deciding", "exploring")))
    let audit = try LoadedAudit(store)
    let options = audit.analysisOptions(series: try CaseChoice().series(in: audit))
    #expect(!options.blindStages.isEmpty)
    #expect(options.blindStages.allSatisfy { $0.reviewer == "mk" && $0.real == 2 && $0.simulated == 1 })
    #expect(options.silencePermitted == true)
    let other = audit.analysisOptions(series: try CaseChoice(simulator: "other").series(in: audit))
    #expect(other.silencePermitted == nil)
    #expect(other.comparedSimulator == "persona")
  }

  @Test func failuresHaveTheirStatus() {
    #expect(CommandFailure(StoreError.alreadyExists(path: "a")).status == .usage)
    #expect(CommandFailure(StoreError.readOnly(path: "a")).status == .inputOutput)
    #expect(CommandFailure(StoreError.noSuchFile(path: "a")).status == .noInput)
    #expect(CommandFailure(CancellationError()).status == .interrupted)
  }
}
