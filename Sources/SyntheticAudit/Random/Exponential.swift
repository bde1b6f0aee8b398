/// e to the power of `x`, from additions and multiplications alone.
///
/// The C library's function differs in its last bit between machines, which would make an audit's bytes differ too.
/// The relative error is below 1e-14 for |x| ≤ 700; beyond that the argument is clamped.
func exponential(_ x: Double) -> Double {
  let bounded = min(max(x, -700), 700)
  let power = (bounded * 1.4426950408889634).rounded(.toNearestOrEven)
  let rest = (bounded - power * 0.693147180369123816490) - power * 1.90821492927058770002e-10
  var sum = 1.0
  for term in stride(from: 18.0, to: 0.0, by: -1.0) { sum = 1 + rest / term * sum }
  return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
}
