/// How many cells text takes on the screen, by one table for the whole program.
///
/// The table holds what libc, Unicode and terminals agree on; see `Tests/CellGridTests/generate_width_table.py`.
public enum DisplayWidth {
  /// The cells that a scalar takes as it is shown: 2 for East Asian wide and emoji, 0 for marks and invisible
  /// scalars, 1 for everything else, controls and replaced scalars included.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    switch kind(of: scalar.value) {
    case .mark, .invisible: 0
    case .narrow, .replaced: 1
    case .wide: 2
    }
  }

  /// The cells that `text` takes when it is written on one line, cleaned.
  /// - Complexity: O(*n*).
  public static func of(_ text: String) -> Int {
    var reader = ClusterReader(text)
    var width = 0
    while let cluster = reader.next() {
      width += cluster.cell.width
    }
    return width
  }

  /// Whether libc and everyone else measure the scalar alike, so that it may be sent to a terminal as it is.
  public static func isShowable(_ scalar: Unicode.Scalar) -> Bool {
    switch kind(of: scalar.value) {
    case .narrow, .wide, .mark: true
    case .invisible, .replaced: false
    }
  }

  enum Kind: UInt8 {
    case mark, narrow, wide, invisible, replaced
  }

  static func kind(of value: UInt32) -> Kind {
    if value < 0x7F {
      return value < 0x20 ? .replaced : .narrow
    }
    if value < flatEnd {
      return Kind(rawValue: flat[Int(value)]) ?? .replaced
    }
    return run(of: value)
  }

  /// Planes 0 and 1 are looked up directly, the rest by bisection.
  private static let flatEnd: UInt32 = 0x2_0000

  private static let flat: [UInt8] = {
    var table = [UInt8](repeating: Kind.replaced.rawValue, count: Int(flatEnd))
    for (index, run) in displayWidthRuns.enumerated() {
      let start = run >> 3
      guard start < flatEnd else { break }
      let next = index + 1 < displayWidthRuns.count ? displayWidthRuns[index + 1] >> 3 : flatEnd
      for scalar in Int(start)..<Int(min(next, flatEnd)) {
        table[scalar] = UInt8(truncatingIfNeeded: run & 7)
      }
    }
    return table
  }()

  private static func run(of value: UInt32) -> Kind {
    var low = 0
    var high = displayWidthRuns.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if displayWidthRuns[middle] >> 3 <= value { low = middle } else { high = middle }
    }
    return Kind(rawValue: UInt8(truncatingIfNeeded: displayWidthRuns[low] & 7)) ?? .replaced
  }
}
