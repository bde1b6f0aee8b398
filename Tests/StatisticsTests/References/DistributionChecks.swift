import Foundation

@testable import Statistics

let distributionChecks: [String: ReferenceCheck] = [
  "normal": { given in
    let x = try given["x"].double
    return [
      "cumulative": try NormalDistribution().cumulative(x), "survival": try NormalDistribution().survival(x),
    ]
  },
  "normalQuantile": { ["quantile": try NormalDistribution().quantile(try $0["p"].double)] },
  "studentT": { given in
    let t = try StudentTDistribution(degreesOfFreedom: try given["df"].double)
    let x = try given["x"].double
    return ["cumulative": try t.cumulative(x), "survival": try t.survival(x)]
  },
  "studentTQuantile": { given in
    ["quantile": try StudentTDistribution(degreesOfFreedom: try given["df"].double).quantile(try given["p"].double)]
  },
  "fDistribution": { given in
    let f = try FDistribution(numerator: try given["d1"].double, denominator: try given["d2"].double)
    let x = try given["x"].double
    return ["cumulative": try f.cumulative(x), "survival": try f.survival(x)]
  },
  "fQuantile": { given in
    let f = try FDistribution(numerator: try given["d1"].double, denominator: try given["d2"].double)
    return ["quantile": try f.quantile(try given["p"].double)]
  },
  "chiSquared": { given in
    let chi = try ChiSquaredDistribution(degreesOfFreedom: try given["df"].double)
    let x = try given["x"].double
    return ["cumulative": try chi.cumulative(x), "survival": try chi.survival(x)]
  },
  "chiSquaredQuantile": { given in
    ["quantile": try ChiSquaredDistribution(degreesOfFreedom: try given["df"].double).quantile(try given["p"].double)]
  },
  "incompleteBeta": { given in
    let x = try given["x"].double
    let tails = incompleteBeta(try given["a"].double, try given["b"].double, x: x, y: 1 - x)
    return ["lower": tails.lower, "upper": tails.upper]
  },
  "inverseIncompleteBeta": { given in
    let p = try given["p"].double
    let logit = inverseIncompleteBeta(
      try given["a"].double, try given["b"].double, tails: Tails(lower: p, upper: 1 - p))
    return ["x": 1 / (1 + exp(-logit))]
  },
  "binomial": { given in
    ["mass": binomialMass(try given["k"].int, of: try given["n"].int, probability: try given["p"].double)]
  },
  "hypergeometric": { given in
    let law = try hypergeometric(given)
    let k = try given["k"].int
    return ["mass": law.mass(k), "cumulative": law.cumulative(k), "survival": law.survival(k)]
  },
  "hypergeometricQuantile": { given in
    ["quantile": Double(try hypergeometric(given).quantile(try given["q"].double))]
  },
  "noncentralT": { given in
    let law = try NoncentralTDistribution(
      degreesOfFreedom: try given["df"].double, noncentrality: try given["delta"].double)
    let x = try given["x"].double
    return ["cumulative": try law.cumulative(x), "survival": try law.survival(x)]
  },
]

private func hypergeometric(_ given: Given) throws -> HypergeometricDistribution {
  try HypergeometricDistribution(
    population: try given["population"].int, marked: try given["marked"].int, drawn: try given["drawn"].int)
}
