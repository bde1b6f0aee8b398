/// The columns of ``PairColumns`` that hold one byte a row.
enum ByteColumn: Sendable, Hashable, CaseIterable {
  case stratum, position
  case realStage, simulatedStage
  case realEmotion, simulatedEmotion
  case realBlocker, simulatedBlocker
  case realExit, simulatedExit
  case action

  /// The columns that a field of the filter looks at: two where either turn may satisfy it.
  static func columns(of field: FilterField) -> [ByteColumn] {
    switch field {
    case .outcome: [.stratum]
    case .position: [.position]
    case .action: [.action]
    case .real: [.realStage]
    case .simulated: [.simulatedStage]
    case .stage: [.realStage, .simulatedStage]
    case .realEmotion: [.realEmotion]
    case .simulatedEmotion: [.simulatedEmotion]
    case .emotion: [.realEmotion, .simulatedEmotion]
    case .realBlocker: [.realBlocker]
    case .simulatedBlocker: [.simulatedBlocker]
    case .blocker: [.realBlocker, .simulatedBlocker]
    case .realExit: [.realExit]
    case .simulatedExit: [.simulatedExit]
    case .exit: [.realExit, .simulatedExit]
    default: []
    }
  }
}

extension PairColumns {
  subscript(column: ByteColumn) -> [UInt8] {
    switch column {
    case .stratum: stratum
    case .position: position
    case .realStage: realStage
    case .simulatedStage: simulatedStage
    case .realEmotion: realEmotion
    case .simulatedEmotion: simulatedEmotion
    case .realBlocker: realBlocker
    case .simulatedBlocker: simulatedBlocker
    case .realExit: realExit
    case .simulatedExit: simulatedExit
    case .action: action
    }
  }
}

/// A set of codes.
struct CodeSet: Sendable, Hashable {
  private var words = SIMD4<UInt64>(repeating: 0)

  init() {}

  init(_ codes: some Sequence<UInt8>) {
    for code in codes { insert(code) }
  }

  init(where holds: (UInt8) -> Bool) {
    for code in 0...UInt8.max where holds(code) { insert(code) }
  }

  mutating func insert(_ code: UInt8) { words[Int(code >> 6)] |= 1 << UInt64(code & 63) }

  func contains(_ code: UInt8) -> Bool { words[Int(code >> 6)] & (1 << UInt64(code & 63)) != 0 }

  var isEmpty: Bool { words == .zero }

  /// The runs of neighbouring codes in it, ascending.
  var ranges: [ClosedRange<UInt8>] { (0...UInt8.max).ranges(where: contains) }
}

extension ClosedRange where Bound: FixedWidthInteger, Bound.Stride: SignedInteger {
  /// The runs of neighbouring numbers for which `holds` is true, ascending.
  func ranges(where holds: (Bound) -> Bool) -> [ClosedRange<Bound>] {
    var ranges: [ClosedRange<Bound>] = []
    for number in self where holds(number) {
      if let last = ranges.last, last.upperBound &+ 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges
  }
}
