import Cases

/// One labelled pair as one number: its stratum, its real and its simulated stage.
struct PairCode: Sendable, Hashable {
  let stages: Int

  /// The number of codes of one stratum.
  var perStratum: Int { stages * stages }

  func code(stratum: Int, real: Int, simulated: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: (stratum &* stages &+ real) &* stages &+ simulated)
  }

  func stratum(_ code: UInt32) -> Int { Int(code) / perStratum }

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
