/// What invalid, refused and missing labels could do to the figures, at worst.
public struct MissingReport: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// `nil` for the contrast.
    public var stratum: String?
    public var probes: Int
    /// Probes without a label of the real turn, of the simulated one, or of both; or without a simulated turn.
    public var missing: Int
    public var share: Figure
    /// The depth bias, or the contrast, of the probes that are labelled.
    public var complete: Quantity
    /// The same with every missing label at the end of the scale that makes it smallest, and largest.
    public var lower: Quantity
    public var upper: Quantity
  }

  public var strata: [Part]
  public var contrast: Part
  /// The share that is missing on the uncommitted side less that on the committed.
  public var difference: Figure
  public var p: Quantity
  /// Why there are no bounds.
  public var reason: String?
}
