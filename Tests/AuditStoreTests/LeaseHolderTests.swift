import Foundation
import Testing

@testable import AuditStore

@Suite struct LeaseHolderTests {
  @Test func aProcessThatHasEndedHoldsNothing() throws {
    let here = LeaseHolder()
    #expect(!here.hasEnded)
    #expect(LeaseHolder(here.text) == here && LeaseHolder() != here)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    var gone = here
    gone.process = process.processIdentifier
    #expect(gone.hasEnded)
    // A number that came again is another process.
    var other = here
    other.began = "1"
    #expect(other.hasEnded)
    // Of another machine nothing is known but the time.
    gone.machine = "elsewhere"
    #expect(!gone.hasEnded)
    for text in ["", "a b c", "machine x 1 run", "machine -1 1 run", "a 1 2 3 4"] { #expect(LeaseHolder(text) == nil) }
  }

  @Test func leasesOfEndedProcessesAndStrangersAreFree() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    var gone = LeaseHolder()
    gone.began = "1"
    for holder in [gone.text, "nonsense", "elsewhere 1 1 run"] {
      let until = holder.hasPrefix("elsewhere") ? 9_000_000_000_000 : 1_100
      try fixture.change("INSERT OR REPLACE INTO probe_lease VALUES ('label', 7, '\(holder)', \(until))")
      #expect(try store.claim([7], .label, for: LeaseHolder(), again: false, now: 1_000) == [.granted])
      try fixture.change("DELETE FROM probe_lease")
    }
    // Another machine's are believed for their time.
    try fixture.change("INSERT INTO probe_lease VALUES ('label', 7, 'elsewhere 1 1 run', 1100)")
    #expect(try store.claim([7], .label, for: LeaseHolder(), again: false, now: 1_000) == [.elsewhere])
    #expect(try store.claim([7], .label, for: LeaseHolder(), again: false, now: 1_101) == [.granted])
  }
}
