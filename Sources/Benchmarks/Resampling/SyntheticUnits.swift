import Foundation
import Statistics

/// Conversations of three or four probes with five stages, correlated within the conversation, for the measurements.
///
/// What is drawn is written to a file too, so that the peers work on the same conversations.
struct SyntheticUnits: Sendable {
  static let stages = 5
  /// A row: real counts, simulated counts, D̄, D̄², pairs, conversations.
  static let columns = 14
  static let floors = 4

  /// Four bits a stage: real counts from bit 0 on, simulated counts from bit 20 on.
  private(set) var keys: [UInt64] = []
  private(set) var strata: [UInt8] = []
  /// D̄ of each conversation.
  private(set) var meanDepths: [Double] = []
  private(set) var isBuyer: [Bool] = []
  /// D̄ of each reference, one column each; it takes nearly as many values as there are conversations.
  private(set) var references: [[Double]] = Array(repeating: [], count: SyntheticUnits.floors)

  init(conversations: Int, seed: UInt64 = 3) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<conversations {
      let isBuyer = generator.nextUnit() < 0.284
      let person = generator.nextNormal()
      var key: UInt64 = 0
      for probe in 0..<(generator.nextUnit() < 0.25 ? 3 : 4) {
        let drift = (isBuyer ? 0.2 : -0.05) * Double(probe)
        let real = 1.6 + drift + 0.7 * person + generator.nextNormal()
        let simulated = 2 + 0.1 * Double(probe) + 0.5 * person + 0.9 * generator.nextNormal()
        key += 1 << UInt64(4 * SyntheticUnits.stage(real))
        key += 1 << UInt64(20 + 4 * SyntheticUnits.stage(simulated))
      }
      keys.append(key)
      strata.append(isBuyer ? 1 : 0)
      self.isBuyer.append(isBuyer)
      meanDepths.append(SyntheticUnits.row(key)[10])
      for reference in references.indices {
        references[reference].append((isBuyer ? -0.1 : 0.1) - 0.2 * person + 0.3 * generator.nextNormal())
      }
    }
  }

  static func row(_ key: UInt64) -> [Double] {
    let counts = (0..<2 * stages).map { Double((key >> UInt64(4 * $0)) & 15) }
    let pairs = counts[..<stages].reduce(0, +)
    let depth = (0..<stages).reduce(0.0) { $0 + Double($1) * (counts[stages + $1] - counts[$1]) }
    let mean = depth / pairs
    return counts + [mean, mean * mean, pairs, 1]
  }

  /// The columns that a share, its shift, or the biases and the contrast need.
  static let groups = (0..<stages).map { [$0, stages + $0, 12] } + [[10, 11, 13]]

  /// Writes what the peers read: for each conversation ten counts, D̄ of the references and the stratum, as 64-bit
  /// floating-point numbers.
  func write(to url: URL) throws {
    var numbers: [Double] = []
    numbers.reserveCapacity(keys.count * (2 * SyntheticUnits.stages + SyntheticUnits.floors + 1))
    for unit in keys.indices {
      numbers.append(contentsOf: SyntheticUnits.row(keys[unit])[..<(2 * SyntheticUnits.stages)])
      for reference in references { numbers.append(reference[unit]) }
      numbers.append(Double(strata[unit]))
    }
    try numbers.withUnsafeBytes { try Data($0).write(to: url) }
  }

  private static func stage(_ depth: Double) -> Int { min(max(Int(depth.rounded()), 0), stages - 1) }
}
