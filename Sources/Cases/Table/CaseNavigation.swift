/// Which cases a movement stops at.
public enum CaseLandmark: Sendable, Hashable {
  /// The stages differ.
  case miss
  /// The real turn resists, or there is none; the simulated one engages.
  case disengagementMiss
}

extension CaseTable {
  public func isLandmark(_ row: Int, _ landmark: CaseLandmark) -> Bool {
    let (real, simulated) = (pairs.realStage[row], pairs.simulatedStage[row])
    let scale = StageScale(description.schema)
    return switch landmark {
    case .miss: scale.isMiss(real: real, simulated: simulated) == true
    case .disengagementMiss: scale.isDisengagementMiss(real: real, simulated: simulated) == true
    }
  }

  /// The place in `order` of the next case of a kind after `place`; `nil` where there is none.
  ///
  /// - Parameter place: From −1, before the first.
  public func next(_ landmark: CaseLandmark, after place: Int, in order: [UInt32]) -> Int? {
    let pairs = stagePairs(of: landmark)
    let start = min(max(place + 1, 0), order.count)
    return order[start...].firstIndex { isMember($0, of: pairs) }
  }

  /// The place in `order` of the last case of a kind before `place`; `nil` where there is none.
  public func previous(_ landmark: CaseLandmark, before place: Int, in order: [UInt32]) -> Int? {
    let pairs = stagePairs(of: landmark)
    let end = min(max(place, 0), order.count)
    return order[..<end].lastIndex { isMember($0, of: pairs) }
  }

  private func isMember(_ row: UInt32, of stages: StagePairs) -> Bool {
    stages.contains(real: pairs.realStage[Int(row)], simulated: pairs.simulatedStage[Int(row)])
  }

  private func stagePairs(of landmark: CaseLandmark) -> StagePairs {
    let scale = StageScale(description.schema)
    return StagePairs(of: scale) { real, simulated in
      switch landmark {
      case .miss: scale.isMiss(real: real, simulated: simulated) == true
      case .disengagementMiss: scale.isDisengagementMiss(real: real, simulated: simulated) == true
      }
    }
  }
}
