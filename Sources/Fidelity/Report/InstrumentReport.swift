import Cases

/// How well instruments (and blind people) agree on the same turns.
public struct InstrumentReport: Sendable, Hashable {
  /// Coefficients for one source of turns.
  public struct Agreement: Sendable, Hashable {
    /// Turns that both labelled.
    public var turns: Int
    public var observed: Figure
    public var kappa: Figure
    public var kappaLinear: Figure
    public var kappaQuadratic: Figure
    public var alphaNominal: Figure
    public var alphaOrdinal: Figure
    /// Over the stages' depths.
    public var alphaInterval: Figure
    /// Mean depth given by the second − mean depth given by the first.
    public var depthDifference: Figure
  }

  /// Two raters.
  public struct Pair: Sendable, Hashable {
    public var first: String
    public var second: String
    /// Whether the second is a person who labelled blind.
    public var isHuman: Bool
    public var real: Agreement
    public var simulated: Agreement

    public init(first: String, second: String, isHuman: Bool, real: Agreement, simulated: Agreement) {
      self.first = first
      self.second = second
      self.isHuman = isHuman
      self.real = real
      self.simulated = simulated
    }
  }

  /// Krippendorff's α over all instruments together, missing labels allowed.
  public struct Overall: Sendable, Hashable {
    public var raters: [String]
    public var realAlpha: Figure
    public var simulatedAlpha: Figure
  }

  public var pairs: [Pair]
  /// Ordinal; `nil` where there are fewer than three raters.
  public var overall: Overall?
  /// Why there is nothing to compare.
  public var reason: String?
}
