import RealModule

extension SeededGenerator {
  /// A standard normal number.
  ///
  /// The polar method; the second number of a pair is thrown away, so that the generator has no hidden state.
  ///
  /// > G. Marsaglia, T. A. Bray. "A Convenient Method for Generating Normal Variables." 1964, doi:10.1137/1006063
  public mutating func nextNormal() -> Double {
    while true {
      let x = 2 * nextUnit() - 1
      let y = 2 * nextUnit() - 1
      let square = x * x + y * y
      if square < 1, square > 0 { return x * (-2 * Double.log(square) / square).squareRoot() }
    }
  }
}
