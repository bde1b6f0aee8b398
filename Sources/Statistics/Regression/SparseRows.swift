/// The observations of a regression: of every one only the columns that are not 0, for most are where columns stand for
/// the values of a category.
public struct SparseRows: Sendable {
  public let columns: Int
  /// The entries of observation `i` are `entries[first[i] ..< first[i + 1]]`.
  private(set) var first: [Int] = [0]
  private(set) var entries: [Entry] = []

  struct Entry: Sendable {
    var column: Int
    var value: Double
  }

  public init(columns: Int) { self.columns = columns }

  public var count: Int { first.count - 1 }

  /// Adds a number to the observation at hand.
  ///
  /// - Precondition: The column is in `0 ..< columns`, and was not added yet.
  @inline(__always)
  public mutating func add(_ column: Int, _ value: Double) {
    precondition(column >= 0 && column < columns, "a column of a regression is unknown")
    entries.append(Entry(column: column, value: value))
  }

  /// Begins the next observation.
  public mutating func endRow() { first.append(entries.count) }

  /// Appends an observation of `other`, which has the same columns.
  public mutating func append(_ row: Int, of other: SparseRows) {
    precondition(other.columns == columns, "rows of another regression")
    entries.append(contentsOf: other.entries[other.first[row]..<other.first[row + 1]])
    endRow()
  }

  /// Calls `body` with the columns of an observation.
  @inline(__always)
  public func forEach(_ row: Int, _ body: (_ column: Int, _ value: Double) -> Void) {
    for place in first[row]..<first[row + 1] { body(entries[place].column, entries[place].value) }
  }

  /// XᵀX · `scale` + `ridge` · I.
  func crossProduct(scale: Double, ridge: Double) -> SymmetricMatrix {
    var product = SymmetricMatrix(size: columns)
    for row in 0..<count {
      for one in first[row]..<first[row + 1] {
        let (column, value) = (entries[one].column, entries[one].value * scale)
        for other in first[row]...one {
          let (low, high) = (min(column, entries[other].column), max(column, entries[other].column))
          product[high, low] += value * entries[other].value
        }
      }
    }
    for column in 0..<columns { product[column, column] += ridge }
    return product
  }
}
