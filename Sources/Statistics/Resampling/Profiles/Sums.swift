/// The sums of one resample, or of the units themselves: for each stratum the Σ of each column over its units.
public struct Sums: Sendable {
  @usableFromInline let storage: [Double]
  @usableFromInline let start: Int
  /// The number of columns.
  public let columns: Int

  @inlinable
  init(storage: [Double], start: Int, columns: Int) {
    self.storage = storage
    self.start = start
    self.columns = columns
  }

  /// Σ of `column` over the units of `stratum`.
  @inlinable
  public subscript(stratum: Int, column: Int) -> Double { storage[start &+ stratum &* columns &+ column] }
}
