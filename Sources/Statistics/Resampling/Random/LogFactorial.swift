import RealModule

/// log *k*! for whole `k` ≥ 0, to the precision of `Double`.
///
/// Stirling's series from 16 on, a table below.
func logFactorial(_ k: Double) -> Double {
  if k < 16 { return smallLogFactorials[Int(k)] }
  let x = k + 1
  let inverse = 1 / x
  let square = inverse * inverse
  let series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)))
  return (x - 0.5) * Double.log(x) - x + 0.9189385332046727418 + series
}

private let smallLogFactorials: [Double] = (0..<16).map { k in
  Double.log((1...max(k, 1)).reduce(1.0) { $0 * Double($1) })
}
