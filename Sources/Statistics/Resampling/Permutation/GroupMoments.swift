/// The moments of a group of units, of which each has a total and a size: of conversations, D̄ and 1; of customers, Σ D̄
/// and the number of their conversations.
struct GroupMoments: Sendable {
  /// Σ total, Σ total², Σ size, Σ size², Σ total · size.
  var total = 0.0
  var totalSquare = 0.0
  var size = 0.0
  var sizeSquare = 0.0
  var product = 0.0
  var units = 0.0

  /// Adds `times` equal units.
  mutating func add(total value: Double, size weight: Double, times: Double) {
    total += times * value
    totalSquare += times * value * value
    size += times * weight
    sizeSquare += times * weight * weight
    product += times * value * weight
    units += times
  }

  static func + (left: GroupMoments, right: GroupMoments) -> GroupMoments {
    GroupMoments(
      total: left.total + right.total, totalSquare: left.totalSquare + right.totalSquare, size: left.size + right.size,
      sizeSquare: left.sizeSquare + right.sizeSquare, product: left.product + right.product,
      units: left.units + right.units)
  }

  static func - (left: GroupMoments, right: GroupMoments) -> GroupMoments {
    GroupMoments(
      total: left.total - right.total, totalSquare: left.totalSquare - right.totalSquare, size: left.size - right.size,
      sizeSquare: left.sizeSquare - right.sizeSquare, product: left.product - right.product,
      units: left.units - right.units)
  }

  var mean: Double { total / size }

  /// The variance of ``mean``: G/(G − 1) Σ (total − mean · size)² / (Σ size)², for sizes of 1 the variance over the count.
  var meanVariance: Double {
    guard units > 1 else { return 0 }
    let squares = totalSquare - mean * (2 * product - mean * sizeSquare)
    // What is left of equal values is rounding.
    guard squares > 1e-13 * totalSquare else { return 0 }
    return squares * units / ((units - 1) * size * size)
  }

  /// The difference of two means, raw and over its standard error; infinite where there is none.
  static func difference(_ first: GroupMoments, _ second: GroupMoments) -> (raw: Double, studentised: Double) {
    let raw = first.mean - second.mean
    let variance = first.meanVariance + second.meanVariance
    return (raw, raw == 0 ? 0 : raw / variance.squareRoot())
  }
}
