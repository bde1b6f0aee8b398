/// The keys of all simulations, to tell whether a label or a review has one.
///
/// Eight bytes a key, in pieces, so that growing copies nothing.
struct KeySet {
  private static let pieceCount = 1 << 16

  /// All but the last hold ``pieceCount`` keys.
  private var pieces: [[Int64]] = []
  private var isSorted = true
  private var largest = Int64.min
  /// Where the last search ended.
  private var last = 0

  var count: Int { pieces.isEmpty ? 0 : (pieces.count - 1) * KeySet.pieceCount + pieces[pieces.count - 1].count }

  mutating func insert(_ key: Int64) {
    if pieces.last.map({ $0.count == KeySet.pieceCount }) ?? true {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(KeySet.pieceCount)
    }
    pieces[pieces.count - 1].append(key)
    if key < largest { isSorted = false } else { largest = key }
  }

  /// Whether `key` was inserted. Keys usually come ascending, so the search starts where the last one ended.
  mutating func contains(_ key: Int64) -> Bool {
    if !isSorted { sort() }
    let count = count
    var low = last < count && self[last] <= key ? last : 0
    var step = 1
    var high = low
    while high < count, self[high] < key {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < key { low = middle + 1 } else { high = middle }
    }
    last = low
    return low < count && self[low] == key
  }

  private subscript(number: Int) -> Int64 { pieces[number / KeySet.pieceCount][number % KeySet.pieceCount] }

  private mutating func sort() {
    let sorted = pieces.joined().sorted()
    pieces = stride(from: 0, to: sorted.count, by: KeySet.pieceCount).map {
      Array(sorted[$0..<min($0 + KeySet.pieceCount, sorted.count)])
    }
    isSorted = true
  }
}
