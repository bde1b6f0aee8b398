/// Stages as steps from shallow to deep: those of equal depth are one step, for nothing says which of them is deeper.
struct DepthSteps: Sendable {
  /// By stage.
  private let step: [Int]
  let count: Int

  /// - Parameter depths: One a stage.
  init(_ depths: [Double]) {
    let distinct = Set(depths).sorted()
    step = depths.map { depth in distinct.firstIndex(of: depth) ?? 0 }
    count = distinct.count
  }

  subscript(stage: Int) -> Int { step[stage] }

  /// Adds the law of stages that stands in a range of `values` up by steps.
  @inline(__always)
  func add(_ values: [Double], _ range: Range<Int>, into steps: inout [Double]) {
    for place in steps.indices { steps[place] = 0 }
    for (stage, place) in range.enumerated() { steps[step[stage]] += values[place] }
  }
}
