/// Which cases a movement stops at.
public enum CaseLandmark: Sendable, Hashable {
  /// The stages differ.
  case miss
  /// The real turn resists, or there is none; the simulated one engages.
  case disengagementMiss
  /// A fault of the simulated turn, or of any user turn of a whole conversation.
  case fault
}

extension CaseTable {
  public func isLandmark(_ row: Int, _ landmark: CaseLandmark) -> Bool { test(of: landmark)(UInt32(row)) }

  /// The place in `order` of the next case of a kind after `place`; `nil` where there is none.
  ///
  /// - Parameter place: From −1, before the first.
  public func next(_ landmark: CaseLandmark, after place: Int, in order: [UInt32]) -> Int? {
    let start = min(max(place + 1, 0), order.count)
    return order[start...].firstIndex(where: test(of: landmark))
  }

  /// The place in `order` of the last case of a kind before `place`; `nil` where there is none.
  public func previous(_ landmark: CaseLandmark, before place: Int, in order: [UInt32]) -> Int? {
    let end = min(max(place, 0), order.count)
    return order[..<end].lastIndex(where: test(of: landmark))
  }

  private func test(of landmark: CaseLandmark) -> (UInt32) -> Bool {
    let scale = StageScale(description.schema)
    func stages(_ holds: (UInt8, UInt8) -> Bool?) -> (UInt32) -> Bool {
      let meant = StagePairs(of: scale) { holds($0, $1) == true }
      return { row in meant.contains(real: pairs.realStage[Int(row)], simulated: pairs.simulatedStage[Int(row)]) }
    }
    switch landmark {
    case .miss: return stages { scale.isMiss(real: $0, simulated: $1) }
    case .disengagementMiss: return stages { scale.isDisengagementMiss(real: $0, simulated: $1) }
    case .fault:
      let faults = pairs.faults
      return { Int($0) < faults.count && !faults[Int($0)].isEmpty }
    }
  }
}
