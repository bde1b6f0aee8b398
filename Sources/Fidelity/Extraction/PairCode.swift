import Cases

/// One labelled pair as one number: its stratum, its real and its simulated stage, and how many draws share its probe.
///
/// A pair counts 1 ÷ draws, so that a probe counts once however many draws it has. Codes of one draw are the smallest.
struct PairCode: Sendable, Hashable {
  let stages: Int
  private let strata: Int

  init(stages: Int, strata: Int) {
    self.stages = stages
    self.strata = max(strata, 1)
  }

  /// The number of codes of one stratum.
  private var perStratum: Int { stages * stages }
  /// The number of codes of one number of draws.
  private var perDraws: Int { perStratum * strata }

  func code(stratum: Int, real: Int, simulated: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: (min(stratum, strata &- 1) &* stages &+ real) &* stages &+ simulated)
  }

  /// The same pair beside further draws of its probe.
  func code(_ code: UInt32, amongDraws draws: Int) -> UInt32 {
    let most = Int(UInt32.max) / max(perDraws, 1)
    return code &+ UInt32(truncatingIfNeeded: (min(draws, most) &- 1) &* perDraws)
  }

  func draws(_ code: UInt32) -> Int { Int(code) / perDraws + 1 }

  func weight(_ code: UInt32) -> Double { 1 / Double(draws(code)) }

  func stratum(_ code: UInt32) -> Int { Int(code) / perStratum % strata }

  func real(_ code: UInt32) -> Int { Int(code) / stages % stages }

  func simulated(_ code: UInt32) -> Int { Int(code) % stages }
}

/// How the rows of a selection are told apart before conversations are reduced to kinds.
enum PairGrouping: Sendable, Hashable {
  case none
  case position
  case action

  func column(_ pairs: PairColumns) -> [UInt8] {
    switch self {
    case .none: []
    case .position: pairs.position
    case .action: pairs.action
    }
  }

  func groups(_ table: CaseTable) -> Int {
    switch self {
    case .none: 1
    case .position: table.positions.names.count
    case .action: table.description.schema.actions.count
    }
  }
}
