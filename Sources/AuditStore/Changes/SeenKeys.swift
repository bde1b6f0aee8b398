/// The keys of the rows that an import brought: eight bytes each where they come ascending, as bundles usually have them.
struct SeenKeys {
  private var ascending: [Int64] = []
  private var others: Set<Int64> = []

  /// Returns whether the key is new.
  mutating func insert(_ key: Int64) -> Bool {
    if let last = ascending.last, key <= last {
      return contains(key) ? false : others.insert(key).inserted
    }
    ascending.append(key)
    return true
  }

  func contains(_ key: Int64) -> Bool {
    var low = 0
    var high = ascending.count
    while low < high {
      let middle = (low + high) / 2
      if ascending[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < ascending.count && ascending[low] == key || others.contains(key)
  }
}
