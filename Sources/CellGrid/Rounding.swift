extension Int {
  /// The nearest integer, halves away from zero; 0 for what is no number, the nearer end for what is too large.
  ///
  /// Written out because `rounded()` wants libm, which a target that imports nothing does not link.
  init(nearest value: Double) {
    let limit = Double(1 << 53)
    switch value {
    case -limit...limit: self = Int(value < 0 ? value - 0.5 : value + 0.5)
    case limit...: self = .max
    case ...(-limit): self = .min
    default: self = 0
    }
  }
}
