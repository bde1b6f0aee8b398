public import Fidelity

/// What a report holds at one place: a number with or without intervals, or why there is none.
public enum Reading: Sendable, Hashable {
  /// With its intervals and its n.
  case figure(Figure)
  /// One side of a share, with its counts.
  case side(ShareRow.Side)
  /// A number that has no interval.
  case quantity(Quantity)
  case count(Int)
  /// A verdict.
  case word(String)

  public var number: Double? {
    switch self {
    case .figure(let figure): figure.number
    case .side(let side): side.share.number
    case .quantity(let quantity): quantity.number
    case .count(let count): Double(count)
    case .word: nil
    }
  }

  /// Why there is no number.
  public var reason: String? {
    switch self {
    case .figure(let figure): figure.value.reason
    case .side(let side): side.share.value.reason
    case .quantity(let quantity): quantity.reason
    case .count, .word: nil
    }
  }

  /// With its intervals, where it has any.
  public var figure: Figure? {
    switch self {
    case .figure(let figure): figure
    case .side(let side): side.share
    case .quantity, .count, .word: nil
    }
  }

  /// A count of turns; no whole number where draws are averaged.
  static func turns(_ count: Double) -> Reading { Int(exactly: count).map(Reading.count) ?? .quantity(.number(count)) }

  /// What it rests on.
  public var basis: Int? { figure?.count }
}
