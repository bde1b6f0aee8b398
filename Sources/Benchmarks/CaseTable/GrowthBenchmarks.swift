import Foundation

/// How the cost of every row of the case table grows: its time at several sizes, and the exponent between the last two,
/// of which 1 is linear.
///
/// - Parameter sizes: Conversations of four pairs each, ascending; two at least.
func runGrowthBenchmarks(sizes: [Int]) {
  var times: [[Double?]] = CaseTableWork.all.map { _ in [] }
  for size in sizes {
    // One table at a time: the largest takes most of the memory.
    let table = SyntheticCaseTable(conversations: size).table
    for (place, work) in CaseTableWork.all.enumerated() {
      times[place].append(work.measure(table).map(\.milliseconds))
    }
  }
  print("best of \(CaseTableWork.repeats) runs, ms, by conversations of four pairs")
  let names = CaseTableWork.all.map(\.name)
  GrowthTable(sizes: sizes, rows: zip(names, times).map { ($0, $1) }).print()
}

/// Times at several sizes, and the exponent between the last two.
struct GrowthTable {
  let sizes: [Int]
  let rows: [(name: String, times: [Double?])]

  func print() {
    Swift.print(line("", sizes.map { "\($0)" } + ["exponent"]))
    for (name, times) in rows {
      Swift.print(line(name, times.map { $0.map { String(format: "%.2f", $0) } ?? "failed" } + [exponent(times)]))
    }
  }

  private func exponent(_ times: [Double?]) -> String {
    guard let first = times.dropLast().last ?? nil, let last = times.last ?? nil, first > 0, last > 0 else {
      return "–"
    }
    let growth = Double(sizes[sizes.count - 1]) / Double(sizes[sizes.count - 2])
    return String(format: "%.2f", log(last / first) / log(growth))
  }

  private func line(_ name: String, _ cells: [String]) -> String {
    name.padding(toLength: max(46, name.count), withPad: " ", startingAt: 0)
      + cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
  }
}
