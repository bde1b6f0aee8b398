import Cases
import Foundation
import Interchange
import Testing

@Suite struct LineCheckTests {
  @Test func whatTheBundleAllowsIsTaken() throws {
    let audit = try AuditFile(bytes: Array(BundleText.rich.audit.utf8))
    var checker = BundleLineChecker(description: audit.description)
    for (kind, lines) in BundleText.rich.lines {
      for line in lines {
        let refusal = checker.refusal(of: Array(line.utf8), in: kind)
        #expect(refusal == nil)
      }
    }
  }

  @Test(arguments: 0..<BundleFiles.Kind.allCases.count) func brokenLinesAreRefusedAndNeverCrash(number: Int) throws {
    let kind = BundleFiles.Kind.allCases[number]
    let audit = try AuditFile(bytes: Array(BundleText.rich.audit.utf8))
    var checker = BundleLineChecker(description: audit.description)
    for (kind, lines) in BundleText.rich.lines {
      for line in lines { _ = checker.refusal(of: Array(line.utf8), in: kind) }
    }
    var random = SeededGenerator(seed: UInt64(number) + 7)
    let seeds = BundleText.rich.lines.flatMap(\.1).map { Array($0.utf8) }
    for _ in 0..<4000 {
      var line = seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &random) where !line.isEmpty {
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: line[place] = UInt8.random(in: 0...255, using: &random)
        case 1: line.remove(at: place)
        case 2: line.insert(Array("{}[]\":,\\u0e".utf8).randomElement(using: &random) ?? 0, at: place)
        default: line.removeLast(line.count - place)
        }
      }
      _ = checker.refusal(of: line, in: kind)
    }
  }

  @Test func deepNestingIsRefusedNotFollowed() throws {
    let audit = try AuditFile(bytes: Array(BundleText.plainAudit.utf8))
    var checker = BundleLineChecker(description: audit.description)
    let deep = #"{"id":"x","outcome":"left","turns":[],"a":"# + String(repeating: "[", count: 100_000)
    #expect(checker.refusal(of: Array(deep.utf8), in: .conversations)?.reason == .brokenJSON)
  }
}

extension BundleText {
  /// Every line with its file, in the order in which files are read.
  var lines: [(BundleFiles.Kind, [String])] {
    [
      (.conversations, conversations), (.simulations, simulations ?? []), (.labels, labels ?? []),
      (.reviews, reviews ?? []),
    ]
  }
}
