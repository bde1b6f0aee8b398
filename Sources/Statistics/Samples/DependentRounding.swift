/// Draws a sample with exact probabilities and fixed margins: dependent rounding of a two-way table.
///
/// Each entry stands in a row and in a column and is taken with its own probability. Whatever is drawn, the number taken
/// of every row and of every column is the sum of its probabilities, rounded down or up: a column whose probabilities
/// come to 12 gives twelve, and a row whose probabilities come to at most one gives at most one. A walk over entries that
/// are open still, from column to row to column, is raised and lowered in turn by what settles one of them at least, one
/// way or the other by a fair lot.
///
/// - Parameters:
///   - entries: Row, column and probability in 0 … 1 of each.
///   - rows: How many rows there are.
///   - columns: How many columns there are.
/// - Returns: For each entry whether it was taken.
/// - Complexity: O(entries × columns).
/// > R. Gandhi, S. Khuller, S. Parthasarathy, A. Srinivasan. "Dependent Rounding and Its Applications to Approximation
/// > Algorithms." 2006, doi:10.1145/1147954.1147956
public func dependentRounding(
  _ entries: [(row: Int, column: Int, probability: Double)], rows: Int, columns: Int,
  using generator: inout SeededGenerator
) -> [Bool] {
  var rounding = Rounding(entries, rows: rows, columns: columns)
  for entry in entries.indices {
    while rounding.isOpen(entry) { rounding.settle(rounding.walk(from: entry), using: &generator) }
  }
  return rounding.values.map { $0 > 0.5 }
}

private struct Rounding {
  /// Closer to 0 or 1 than this is 0 or 1: what sums of probabilities lose.
  private static let slack = 1e-9

  private(set) var values: [Double]
  private let ends: [(row: Int, column: Int)]
  /// By vertex, the rows first, its entries; those that are settled are dropped when they are met.
  private var entries: [[Int]]

  init(_ all: [(row: Int, column: Int, probability: Double)], rows: Int, columns: Int) {
    values = all.map(\.probability)
    ends = all.map { ($0.row, rows + $0.column) }
    entries = Array(repeating: [], count: rows + columns)
    for (entry, end) in ends.enumerated() where isOpen(entry) {
      entries[end.row].append(entry)
      entries[end.column].append(entry)
    }
  }

  func isOpen(_ entry: Int) -> Bool { values[entry] > Rounding.slack && values[entry] < 1 - Rounding.slack }

  /// A circle of open entries, or a path that goes on at neither end.
  mutating func walk(from entry: Int) -> [Int] {
    let first = path(from: ends[entry].row, without: nil)
    guard let end = first.end else { return first.entries }
    // It ended: from there, a path whose other end does not go on either, or a circle.
    return path(from: end, without: nil).entries
  }

  /// Walks until it goes on no further, or comes to where it has been: then only the circle is left of it.
  private mutating func path(from start: Int, without used: Int?) -> (entries: [Int], end: Int?) {
    var places = [start: 0]
    var (vertex, last, path) = (start, used, [Int]())
    while let next = openEntry(at: vertex, besides: last) {
      path.append(next)
      vertex = ends[next].row == vertex ? ends[next].column : ends[next].row
      if let place = places[vertex] { return (Array(path[place...]), nil) }
      places[vertex] = path.count
      last = next
    }
    return (path, vertex)
  }

  private mutating func openEntry(at vertex: Int, besides last: Int?) -> Int? {
    var place = entries[vertex].count - 1
    while place >= 0 {
      let entry = entries[vertex][place]
      if !isOpen(entry) {
        entries[vertex].remove(at: place)
      } else if entry != last {
        return entry
      }
      place -= 1
    }
    return nil
  }

  mutating func settle(_ walk: [Int], using generator: inout SeededGenerator) {
    var (up, down) = (Double.infinity, Double.infinity)
    for (place, entry) in walk.enumerated() {
      let (room, held) = (1 - values[entry], values[entry])
      up = min(up, place % 2 == 0 ? room : held)
      down = min(down, place % 2 == 0 ? held : room)
    }
    let step = generator.nextUnit() < down / (up + down) ? up : -down
    for (place, entry) in walk.enumerated() { values[entry] += place % 2 == 0 ? step : -step }
  }
}
