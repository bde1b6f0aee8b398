/// What a reference that is blind to the outcome shows at the same pairs, and what a figure exceeds that by.
public struct FlooredFigure: Sendable, Hashable {
  /// The figure as a sampler from the reference would have it, in the figure’s own unit.
  public var floor: Quantity
  /// Figure − floor, with its CR1 interval; the labels of which the reference is made are a sample too.
  public var excess: Figure
  /// Two-sided, of no excess.
  public var p: Quantity

  public init(floor: Quantity, excess: Figure, p: Quantity) {
    self.floor = floor
    self.excess = excess
    self.p = p
  }

  public static func unavailable(_ reason: String) -> FlooredFigure {
    FlooredFigure(floor: .reason(reason), excess: .unavailable(reason), p: .reason(reason))
  }
}
