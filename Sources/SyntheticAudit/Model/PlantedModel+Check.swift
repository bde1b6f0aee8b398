extension PlantedModel {
  /// Refuses lists of a wrong length, numbers that are not finite, and shares that do not sum to one.
  func check() throws(GenerationError) {
    for (name, list) in [
      ("stageBase", stageBase), ("stageByProgress", stageByProgress), ("stageByWillingness", stageByWillingness),
      ("stageAtOpening", stageAtOpening), ("deficitDirection", deficitDirection),
    ] { try numbers(name, list, count: 5) }
    for (name, list) in [
      ("silence", silence), ("abandonment", abandonment), ("ownBlocker", ownBlocker), ("otherBlocker", otherBlocker),
    ] {
      try numbers(name, list, count: 5)
      if list.contains(where: { $0 < 0 || $0 > 1 }) { throw .model("\(name) holds a probability outside 0 … 1") }
    }
    try numbers("startLevels", startLevels, count: max(startLevels.count, 1))
    try numbers(
      "scalars", [uncommittedStart, committedStart, startSpread, decay, growth, persistence, nearness], count: 7)
    guard startSpread > 0 else { throw .model("startSpread must be above 0") }
    try shares("uncommittedTrends", [uncommittedTrends.list], rows: 1, columns: 3)
    try shares("committedTrends", [committedTrends.list], rows: 1, columns: 3)
    try shares("actionShares", actionShares, rows: 6, columns: 6)
    try shares("exitShares", exitShares, rows: 5, columns: 4)
    try shares("emotionShares", emotionShares, rows: 5, columns: 4)
    try shares("blockerShares", [blockerShares], rows: 1, columns: 6)
    guard stageByAction.count == 6 else { throw .model("stageByAction must have 6 lists") }
    for list in stageByAction { try numbers("stageByAction", list, count: 5) }
  }

  private func numbers(_ name: String, _ list: [Double], count: Int) throws(GenerationError) {
    guard list.count == count else { throw .model("\(name) must have \(count) numbers, it has \(list.count)") }
    guard list.allSatisfy(\.isFinite) else { throw .model("\(name) holds a number that is not finite") }
  }

  private func shares(_ name: String, _ lists: [[Double]], rows: Int, columns: Int) throws(GenerationError) {
    guard lists.count == rows else { throw .model("\(name) must have \(rows) lists") }
    for list in lists {
      try numbers(name, list, count: columns)
      if list.contains(where: { $0 < 0 }) || abs(list.reduce(0, +) - 1) > 1e-9 {
        throw .model("\(name) must hold shares that sum to 1")
      }
    }
  }
}
