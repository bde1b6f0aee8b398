import BuiltProgram
import Foundation
import Testing

/// Outputs of the program, byte for byte as they lie under `Tests/Golden`. After a change that is meant, one command
/// writes them all anew, and the difference is read like code:
///
///     WALKAWAY_GOLDEN=write swift test --no-parallel --filter GoldenTests
///
/// Commands are rows of ``GoldenCase/all``; a new one is a new row and that command.
@Suite(.serialized) struct GoldenTests {
  @Test func everyCommandSaysWhatItSaid() throws {
    try check(GoldenCase.all.filter { !$0.needsOpenSSH })
  }

  /// Signatures are OpenSSH's.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen")))
  func everySignatureSaysWhatItSaid() throws {
    try check(GoldenCase.all.filter { $0.needsOpenSSH })
  }

  @Test func noFileIsLeftOverAndNoNameIsGivenTwice() throws {
    let names: [String] = GoldenCase.all.map { $0.name } + StatisticsScreens.names + [TerminalGolden.name]
    #expect(Set(names).count == names.count)
    for name in GoldenFile.names().subtracting(names) {
      guard !GoldenFile.isWriting else {
        try FileManager.default.removeItem(at: GoldenFile(name).url)
        continue
      }
      Issue.record("Tests/Golden/\(name).txt belongs to no case\n\(GoldenFile.remedy)")
    }
  }

  private func check(_ cases: [GoldenCase]) throws {
    let workshop = try Workshop.shared.get()
    let outcomes = workshop.outcomes(of: cases)
    for (golden, outcome) in zip(cases, outcomes) { try GoldenFile(golden.name).expect(try outcome.get()) }
  }
}
